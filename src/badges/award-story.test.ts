import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';
import { TestSite } from '../../test/support/app.js';
import {
	awardsIn,
	fetchJson,
	finish,
	isRevoked,
	isVerified,
	publishBadge,
	type StoredAward,
	theAward,
} from '../../test/support/badges.js';
import { cast, signedIn, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { hashIdentity } from '../credentials/award-facts.js';
import { unbakePng } from '../credentials/bake-png.js';
import { unbakeSvg } from '../credentials/bake-svg.js';
import type { StoredCredential } from './award-verification.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

async function courseOf(title: string, proof: 'none' | 'link' | 'text' = 'none') {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, ['Bowline', 'Reef knot'], proof);
	return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`), ids };
}

async function show(person: SignedIn, { id }: StoredAward, visibility: string) {
	await person.visit(`/awards/${id}`);
	await person.submit(`/awards/${id}/visibility`, { visibility });
}

function awardedEvents(awardId: string) {
	return site.db.query(`SELECT id FROM events WHERE name = 'badge.awarded' AND payload->>'awardId' = $1`, [
		awardId,
	]);
}

describe('a badge that was earned', () => {
	let award: StoredAward;
	let credential: StoredCredential;
	let course: Awaited<ReturnType<typeof courseOf>>;
	beforeAll(async () => {
		course = await courseOf('Knots', 'link');
		await publishBadge(ana, course, { name: 'Knotter “ñ”', criteria: 'Tie *all* of them.' });
		await joined(site, ben, course);
		await finish(ben, course.tasks.slice(0, 1), { proof: 'https://example.org/café?a=[1]|2#x' });
		await site.drainJobs();
		expect(await awardsIn(site, course, ben)).toEqual([]);
		await finish(ben, course.tasks.slice(1), { proof: 'https://example.org/reef' });
		await site.drainJobs();
		award = await theAward(site, course, ben);
		await show(ben, award, 'link');
		credential = await fetchJson(site, `/ob3/credentials/${award.id}`);
	});

	test('is awarded once and told once', async () => {
		expect(await awardedEvents(award.id)).toHaveLength(1);
	});

	test('is accepted by an independent library that only follows its addresses', async () => {
		expect(await isVerified(site, credential)).toBe(true);
		expect(await isRevoked(site, credential)).toBe(false);
	});

	test('is refused when a word of it is changed', async () => {
		expect(await isVerified(site, { ...credential, name: 'Master' })).toBe(false);
		const { evidence: _, ...without } = credential;
		expect(await isVerified(site, without)).toBe(false);
	});

	test('says who earned what for what, without naming them', () => {
		const { achievement, identifier } = credential.credentialSubject;
		expect(achievement).toMatchObject({
			name: 'Knotter “ñ”',
			criteria: { narrative: 'Tie *all* of them.' },
			inLanguage: 'en',
		});
		expect(identifier[0]?.identityHash).toBe(hashIdentity(ben.email, identifier[0]?.salt ?? ''));
		expect(credential.evidence).toEqual([
			{ type: ['Evidence'], id: 'https://example.org/caf%C3%A9?a=%5B1%5D%7C2#x', name: 'Bowline' },
			{ type: ['Evidence'], id: 'https://example.org/reef', name: 'Reef knot' },
		]);
		expect(JSON.stringify(credential)).not.toMatch(/ben@|"Ben"/);
	});

	test('is a JWT too, which anybody checks with the key that it names', async () => {
		const { body: token } = await site.visitor().request('GET', `/ob3/credentials/${award.id}.jwt`);
		const { payload, protectedHeader } = await jwtVerify(token, async ({ kid }) =>
			importJWK(await fetchJson(site, String(kid))),
		);
		expect(protectedHeader).toEqual({ alg: 'RS256', kid: expect.any(String), typ: 'JWT' });
		const { proof: _, ...unsigned } = credential;
		expect(payload).toMatchObject({ ...unsigned, iss: credential.issuer.id, jti: credential.id });
	});

	test('is baked into pictures, which hold what is served', async () => {
		const stranger = site.visitor();
		const assertion = await fetchJson(site, `/ob2/assertions/${award.id}`);
		const { rawPayload } = await site.app.inject({ method: 'GET', url: `/awards/${award.id}/image.png` });
		const { body } = await stranger.request('GET', `/awards/${award.id}/image.svg`);
		for (const baked of [unbakePng(rawPayload), unbakeSvg(body)]) {
			expect(JSON.parse(baked.credential ?? '')).toEqual(credential);
			expect(JSON.parse(baked.assertion ?? '')).toEqual(assertion);
		}
	});

	test('is an Open Badge 2.0 whose parts lead to each other', async () => {
		const assertion = await fetchJson<{ badge: string; image: string; recipient: object }>(
			site,
			`/ob2/assertions/${award.id}`,
		);
		expect(assertion.recipient).toMatchObject({ hashed: true, type: 'email' });
		const badge = await fetchJson<{ issuer: string; image: string }>(site, assertion.badge);
		const issuer = await fetchJson<{ revocationList: string; email: string }>(site, badge.issuer);
		expect(issuer.email).toContain('@');
		const list = await fetchJson<{ revokedAssertions: object[] }>(site, issuer.revocationList);
		expect(list.revokedAssertions.length).toBeGreaterThanOrEqual(2);
		const { achievement } = credential.credentialSubject;
		expect(await fetchJson(site, achievement.id)).toMatchObject(achievement);
		for (const image of [badge.image, achievement.image.id, assertion.image]) {
			const { headers } = await site.visitor().request('GET', image.replace(site.config.publicUrl, ''));
			expect(headers['content-type']).toBe('image/png');
		}
	});

	test('comes in the form that is asked for, to any site, without cookies', async () => {
		const ask = (path: string, accept: string) =>
			site.visitor().request('GET', path, undefined, { accept, origin: 'https://verifier.example' });
		const path = `/ob3/credentials/${award.id}`;
		for (const [address, accept, type] of [
			[path, '*/*', 'application/vc'],
			[path, 'application/ld+json', 'application/ld+json'],
			[path, 'application/vc+jwt', 'application/vc+jwt'],
			[`${path}.json`, 'text/html', 'application/json'],
			[`${path}.jwt`, 'text/html', 'application/vc+jwt'],
			['/.well-known/did.json', 'application/did+json', 'application/did+json'],
			[`/status/${award.list}`, '*/*', 'application/vc'],
			[`/ob2/assertions/${award.id}`, '*/*', 'application/ld+json'],
			['/ob2/issuer', '*/*', 'application/ld+json'],
			['/ob2/revocations', '*/*', 'application/ld+json'],
			[`/ob2/badges/${award.publicId}/v/1`, '*/*', 'application/ld+json'],
			[`/ob3/achievements/${award.publicId}/v/1`, 'application/json', 'application/json'],
			[`/badges/${award.publicId}/v/1/image.png`, '*/*', 'image/png'],
			[`/awards/${award.id}/image.png`, '*/*', 'image/png'],
		] as const) {
			const { status, headers } = await ask(address, accept);
			const { 'content-type': given, 'access-control-allow-origin': open, 'set-cookie': cookie } = headers;
			expect({ address, status, given: String(given).split(';')[0], open, cookie }).toEqual({
				...{ address, status: 200, given: type, open: '*', cookie: undefined },
			});
		}
		const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
		expect((await ask(path, browser)).location).toBe(`/awards/${award.id}`);
		expect((await ask(`/ob2/assertions/${award.id}`, browser)).location).toBe(`/awards/${award.id}`);
		expect((await ask(`/ob2/badges/${award.publicId}/v/1`, browser)).location).toBe(
			`/badges/${award.publicId}`,
		);
	});

	test('has a page that checks it, and notices when the database was tampered with', async () => {
		const page = await site.visitor().visit(`/awards/${award.id}`);
		expect(page.text).toContain('This badge was awarded to Ben');
		expect(page.html.querySelector('.verified')?.getAttribute('data-verdict')).toBe('valid');
		expect(page.html.querySelectorAll('.verified li').length).toBe(6);
		expect(page.text).toContain('https://example.org/reef');
		const rename = (from: string, to: string) =>
			site.db.transaction((tx) =>
				tx.query(
					`UPDATE awards SET credential = jsonb_set(credential, '{name}', to_jsonb($2::text)) WHERE id = $1 AND credential->>'name' = $3`,
					[award.id, to, from],
				),
			);
		await rename('Knotter “ñ”', 'Master');
		const altered = await site.visitor().visit(`/awards/${award.id}`);
		expect(altered.html.querySelector('.verified')?.getAttribute('data-verdict')).toBe('altered');
		await rename('Master', 'Knotter “ñ”');
	});

	test('stays valid when its earner has a new address', async () => {
		await site.db.query(`UPDATE users SET email = 'ben@new.example' WHERE id = $1`, [ben.id]);
		const page = await ben.visit(`/awards/${award.id}`);
		expect(page.html.querySelector('.verified')?.getAttribute('data-verdict')).toBe('valid');
		expect(page.text).toContain('an earlier e-mail address');
		await site.db.query('UPDATE users SET email = $2 WHERE id = $1', [ben.id, ben.email]);
	});

	test('stays valid when the key that signed it retires, and not when that is disowned', async () => {
		const stamp = (column: string) =>
			site.db.transaction((tx) =>
				tx.query(`UPDATE issuer_keys SET ${column} = now() WHERE kind = 'ed25519' AND ${column} IS NULL`),
			);
		await stamp('retired_at');
		expect(await isVerified(site, credential)).toBe(true);
		const did = await fetchJson<{ verificationMethod: object[] }>(site, '/.well-known/did.json');
		expect(did.verificationMethod).toHaveLength(2);
		const verdict = async () =>
			(await site.visitor().visit(`/awards/${award.id}`)).html
				.querySelector('.verified')
				?.getAttribute('data-verdict');
		expect(await verdict()).toBe('valid');
		await site.db.transaction((tx) =>
			tx.query(`UPDATE issuer_keys SET revoked_at = now() WHERE retired_at IS NOT NULL`),
		);
		await expect(isVerified(site, credential)).resolves.toBe(false);
		expect(await verdict()).toBe('altered');
		await site.db.transaction((tx) => tx.query('UPDATE issuer_keys SET revoked_at = NULL'));
	});
});

test('a text that was handed in is evidence, found on the page of the award', async () => {
	const course = await courseOf('Texts', 'text');
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await finish(ben, course.tasks, { proof: 'I tied it.\n\n<script>alert(1)</script>' });
	await site.drainJobs();
	const award = await theAward(site, course, ben);
	await show(ben, award, 'link');
	const credential = await fetchJson<StoredCredential>(site, `/ob3/credentials/${award.id}`);
	expect(credential.evidence?.[0]).toEqual({
		type: ['Evidence'],
		id: `http://localhost:3000/awards/${award.id}#task-${course.ids[0]}`,
		name: 'Bowline',
		narrative: 'I tied it.\n\n<script>alert(1)</script>',
	});
	const page = await site.visitor().visit(`/awards/${award.id}`);
	expect(page.html.querySelector(`#task-${course.ids[0]} blockquote`)?.text).toContain('I tied it.');
	expect(page.body).not.toContain('<script>alert');
});

test('who had finished before there was a badge gets it when it is published', async () => {
	const course = await courseOf('Late badge');
	const [early, half] = [await signedIn(site, 'early'), await signedIn(site, 'half')];
	await joined(site, early, course);
	await joined(site, half, course);
	await finish(early, course.tasks);
	await finish(half, course.tasks.slice(0, 1));
	await site.drainJobs();
	expect(await awardsIn(site, course, early)).toEqual([]);
	await publishBadge(ana, course);
	await site.drainJobs();
	expect(await awardsIn(site, course, early)).toHaveLength(1);
	expect(await awardsIn(site, course, half)).toEqual([]);
	await publishBadge(ana, course, { name: 'Second version' });
	await site.drainJobs();
	expect(await awardsIn(site, course, early)).toHaveLength(1);
});

test('un-ticking takes nothing away, and doing it again gives nothing twice', async () => {
	const course = await courseOf('Again and again');
	await publishBadge(ana, course);
	await joined(site, cleo, course);
	await finish(cleo, course.tasks);
	await site.drainJobs();
	const award = await theAward(site, course, cleo);
	const [last = ''] = course.tasks.slice(-1);
	await cleo.visit(last);
	await cleo.submit(`${last}/completion`, {}, 'Not done after all');
	await site.drainJobs();
	expect(await theAward(site, course, cleo)).toEqual(award);
	await finish(cleo, [last]);
	await site.drainJobs();
	expect(await theAward(site, course, cleo)).toEqual(award);
	expect(await awardedEvents(award.id)).toHaveLength(1);
});

test('the event is not believed: what was taken back before it arrived earns nothing', async () => {
	const course = await courseOf('Changed my mind');
	await publishBadge(ana, course);
	await joined(site, cleo, course);
	await finish(cleo, course.tasks);
	const [last = ''] = course.tasks.slice(-1);
	await cleo.visit(last);
	await cleo.submit(`${last}/completion`, {}, 'Not done after all');
	await site.drainJobs();
	expect(await awardsIn(site, course, cleo)).toEqual([]);
});
