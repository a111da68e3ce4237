import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import {
	fetchJson,
	finish,
	isRevoked,
	isVerified,
	publishBadge,
	theAward,
} from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { AwardReissuing } from './award-reissuing.service.js';
import type { StoredCredential } from './award-verification.service.js';
import { IssuerKeys } from './issuer-keys.service.js';
import { manageKeys } from './manage-keys.js';

let site: TestSite;
let ana: SignedIn;
let people = 0;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana } = await cast(site));
});
afterAll(() => site.close());

async function awarded() {
	const person = await signedIn(site, `earner${++people}`);
	const course = await publishedCourse(site, ana, { title: `Knots ${people}` });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course);
	await joined(site, person, course);
	await finish(person, [`${course.href}/tasks/${task}`]);
	await site.drainJobs();
	const { id } = await theAward(site, course, person);
	await person.visit(`/awards/${id}`);
	await person.submit(`/awards/${id}/visibility`, { visibility: 'link' });
	return { id, person };
}

const credentialOf = (id: string) => fetchJson<StoredCredential>(site, `/ob3/credentials/${id}.json`);
const keyOf = ({ proof: [{ verificationMethod }] }: StoredCredential) =>
	verificationMethod.split('#')[1] ?? '';

async function verdictOf(badge: string): Promise<string | undefined> {
	const stranger = site.visitor();
	await stranger.visit('/verify');
	const answer = await stranger.submit('/verify', { badge });
	return answer.html.querySelector('#result')?.getAttribute('data-verdict');
}

async function command(...args: string[]): Promise<string> {
	const lines: string[] = [];
	const print = (line: string) => void lines.push(line);
	await manageKeys(site.app.get(IssuerKeys), site.app.get(AwardReissuing), args, print);
	return lines.join('\n');
}

test('after a rotation old awards go on to verify, and new ones are signed with the new key', async () => {
	const before = await credentialOf((await awarded()).id);
	expect(await command('rotate')).toMatch(/ed25519 .*retired .*[\s\S]*ed25519 .*signs/);
	const after = await credentialOf((await awarded()).id);
	expect(keyOf(after)).not.toBe(keyOf(before));
	for (const each of [before, after]) {
		expect(await isVerified(site, each)).toBe(true);
		expect(await isRevoked(site, each)).toBe(false);
		expect(await verdictOf(JSON.stringify(each))).toBe('valid');
	}
});

test('after a key is revoked its copies fail, and what is signed anew passes', async () => {
	const { id, person } = await awarded();
	const before = await credentialOf(id);
	const { body: jwt } = await person.request('GET', `/ob3/credentials/${id}.jwt`);
	const untouched = await site.db.query<{ kid: string }>(
		`SELECT kid FROM issuer_keys WHERE kind = 'rsa' AND retired_at IS NULL`,
	);
	expect(await command('revoke', keyOf(before))).toContain('Revoked.');
	expect(await verdictOf(JSON.stringify(before))).toBe('altered');
	expect(await isVerified(site, before).catch(() => false)).toBe(false);
	expect(await verdictOf(jwt)).toBe('valid');
	await site.drainJobs();
	const after = await credentialOf(id);
	expect(after.id).toBe(before.id);
	expect(keyOf(after)).not.toBe(keyOf(before));
	expect(Date.parse(after.validFrom)).toBeGreaterThanOrEqual(Date.parse(before.validFrom));
	expect(await isVerified(site, after)).toBe(true);
	expect(await verdictOf(JSON.stringify(after))).toBe('valid');
	expect((await person.visit(`/awards/${id}`)).html.querySelector('[data-verdict="valid"]')).not.toBeNull();
	const [rsa] = untouched;
	await command('revoke', rsa?.kid ?? '');
	expect(await verdictOf(jwt)).toBe('altered');
	await site.drainJobs();
	const { body: newer } = await person.request('GET', `/ob3/credentials/${id}.jwt`);
	expect(await verdictOf(newer)).toBe('valid');
	const events = `SELECT id FROM events WHERE name = 'badge.awarded' AND payload->>'awardId' = $1`;
	expect(await site.db.query(events, [id])).toHaveLength(1);
});

test('an award whose time is over is signed anew as such, and does not begin after its end', async () => {
	const { id } = await awarded();
	await site.db.query(
		`UPDATE awards SET awarded_at = now() - interval '3 days', valid_until = now() - interval '1 day' WHERE id = $1`,
		[id],
	);
	const before = await credentialOf(id);
	await command('revoke', keyOf(before));
	await site.drainJobs();
	const after = await credentialOf(id);
	expect(keyOf(after)).not.toBe(keyOf(before));
	expect(after.validFrom).toBe(after.validUntil);
	expect(await verdictOf(JSON.stringify(after))).toBe('expired');
});

test('the command says what it can do, and that a key is unknown', async () => {
	expect(await command('dance')).toContain('list | rotate | revoke');
	expect(await command('revoke', 'z6Mknone')).toContain('no key');
	expect(await command('list')).toMatch(/rsa .*signs/);
});
