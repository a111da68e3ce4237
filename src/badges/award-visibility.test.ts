import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import {
	fetchJson,
	finish,
	isRevoked,
	isVerified,
	publishBadge,
	type StoredAward,
	theAward,
} from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { AwardsQueries } from './awards.queries.js';
import type { StoredCredential } from './award-verification.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let course: { id: number; href: string; slug: string };
let award: StoredAward;
let courses = 0;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());
beforeEach(async () => {
	course = await publishedCourse(site, ana, { title: `Knots ${++courses}` });
	const ids = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await finish(
		ben,
		ids.map((id) => `${course.href}/tasks/${id}`),
	);
	await site.drainJobs();
	award = await theAward(site, course, ben);
});

function addresses({ id }: StoredAward) {
	return [
		`/awards/${id}`,
		`/awards/${id}/image.png`,
		`/awards/${id}/image.svg`,
		`/awards/${id}/card.png`,
		`/awards/${id}/embed`,
		`/awards/${id}/evidence.json`,
		`/oembed?url=${encodeURIComponent(`http://localhost:3000/awards/${id}`)}`,
		`/ob3/credentials/${id}`,
		`/ob3/credentials/${id}.json`,
		`/ob3/credentials/${id}.jwt`,
		`/ob2/assertions/${id}`,
	];
}

async function statusesFor(person: { request: SignedIn['request'] }) {
	const answers = await Promise.all(addresses(award).map((path) => person.request('GET', path)));
	return [...new Set(answers.map(({ status }) => status))];
}

/** In the lists that other pages are made of, and on the earner's profile. */
async function isShownAnywhere() {
	const profile = await site.visitor().visit('/people/ben');
	const latest = await site.app.get(AwardsQueries).latestPublic(50);
	const shown = [profile.body.includes(award.id), latest.some(({ id }) => id === award.id)];
	expect(new Set(shown).size).toBe(1);
	return shown[0];
}

test.each([
	['private', [404], false],
	['link', [200], false],
	['public', [200], true],
] as const)('%s', async (visibility, forOthers, isListed) => {
	expect(await statusesFor(site.visitor())).toEqual([404]);
	await ben.visit(`/awards/${award.id}`);
	const answer = await ben.submit(`/awards/${award.id}/visibility`, { visibility });
	expect(answer.html.querySelector(`input[value="${visibility}"]`)?.hasAttribute('checked')).toBe(true);
	expect(await statusesFor(ben)).toEqual([200]);
	expect(await statusesFor(cleo)).toEqual(forOthers);
	expect(await statusesFor(site.visitor())).toEqual(forOthers);
	const badge = await cleo.visit(`/badges/${award.publicId}`);
	expect(badge.html.querySelector('.people')?.text.includes('Ben') ?? false).toBe(isListed);
	expect(await isShownAnywhere()).toBe(isListed);
	const image = await ben.request('GET', `/awards/${award.id}/image.png`);
	expect(image.headers['cache-control']).toBe(visibility === 'private' ? 'private, no-store' : 'no-cache');
});

test('only the earner chooses, among what there is', async () => {
	const action = `/awards/${award.id}/visibility?_method=PUT`;
	expect((await cleo.post(action, { visibility: 'public' })).status).toBe(404);
	expect((await ana.post(action, { visibility: 'public' })).status).toBe(404);
	expect((await ben.post(action, { visibility: 'secret' })).status).toBe(422);
	expect((await ben.post(action, { visibility: 'link' })).status).toBe(303);
	expect((await cleo.post(action, { visibility: 'private' })).status).toBe(403);
	const seen = await cleo.visit(`/awards/${award.id}`);
	expect(seen.html.querySelector('form[action*="visibility"]')).toBeNull();
	expect(seen.html.querySelector('a[download]')).toBeNull();
});

test('the earner takes it along and shows it', async () => {
	await ben.visit(`/awards/${award.id}`);
	const page = await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'link' });
	const files = page.html.querySelectorAll('a[download]').map((link) => link.getAttribute('href') ?? '');
	expect(files).toHaveLength(5);
	for (const file of files) expect((await ben.request('GET', file)).status).toBe(200);
	const linkedIn = new URL(
		page.html
			.querySelectorAll('a')
			.map((link) => link.getAttribute('href') ?? '')
			.find((href) => href.startsWith('https://www.linkedin.com')) ?? '',
	);
	expect(linkedIn.origin + linkedIn.pathname).toBe('https://www.linkedin.com/profile/add');
	expect(Object.fromEntries(linkedIn.searchParams)).toEqual({
		...{ startTask: 'CERTIFICATION_NAME', name: expect.stringMatching(/^Knots \d+$/) },
		...{ organizationName: 'Kunlerni', certId: award.id },
		...{ issueYear: expect.stringMatching(/^20\d\d$/), issueMonth: expect.stringMatching(/^(\d|1[012])$/) },
		certUrl: `http://localhost:3000/awards/${award.id}`,
	});
	expect(page.html.querySelector('#award-link')?.getAttribute('value')).toBe(
		`http://localhost:3000/awards/${award.id}`,
	);
});

test('an organiser revokes it with a reason, and everybody who checks is told', async () => {
	await ben.visit(`/awards/${award.id}`);
	await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'public' });
	const credential = await fetchJson<StoredCredential>(site, `/ob3/credentials/${award.id}`);
	expect(await isRevoked(site, credential)).toBe(false);

	const action = `/awards/${award.id}/revocation`;
	expect((await cleo.visit(action)).status).toBe(403);
	expect((await cleo.post(action, { reason: 'Envy' })).status).toBe(403);
	expect((await ben.post(action, { reason: 'Modesty' })).status).toBe(403);
	const list = await ana.visit(`/badges/${award.publicId}/awards`);
	expect(list.html.querySelector(`a[href="${action}"]`)?.text).toContain('Revoke');
	await ana.visit(action);
	const empty = await ana.submit(action, { reason: ' ' });
	expect(empty.status).toBe(422);
	const done = await ana.submit(action, { reason: 'The work was not his' });
	expect(done.text).toContain('The badge is revoked.');
	expect((await ana.post(action, { reason: 'Once more' })).status).toBe(403);

	expect(await isRevoked(site, credential)).toBe(true);
	expect(await isVerified(site, credential)).toBe(true);
	const assertion = await site.visitor().request('GET', `/ob2/assertions/${award.id}`);
	expect(assertion.status).toBe(410);
	expect(JSON.parse(assertion.body)).toEqual({
		'@context': 'https://w3id.org/openbadges/v2',
		type: 'Assertion',
		id: `http://localhost:3000/ob2/assertions/${award.id}`,
		revoked: true,
		revocationReason: 'The work was not his',
	});
	const { revokedAssertions } = await fetchJson<{ revokedAssertions: { id: string }[] }>(
		site,
		'/ob2/revocations',
	);
	expect(revokedAssertions.map(({ id }) => id)).toContain(`http://localhost:3000/ob2/assertions/${award.id}`);
	const page = await site.visitor().visit(`/awards/${award.id}`);
	expect(page.html.querySelector('.verified')?.getAttribute('data-verdict')).toBe('revoked');
	expect(page.text).toContain('The reason given: The work was not his');
	const frame = await site.visitor().request('GET', `/awards/${award.id}/embed`);
	expect(frame.text).toMatch(/This badge was revoked on \d+ \w+ \d{4}\./);
	expect(await isShownAnywhere()).toBe(false);
	const events = await site.db.query(
		`SELECT actor_id AS actor FROM events WHERE name = 'award.revoked' AND payload->>'awardId' = $1`,
		[award.id],
	);
	expect(events).toEqual([{ actor: ana.id }]);
});

test('the earner hears of it at once, with the reason; whoever revoked it does not', async () => {
	await ana.post(`/awards/${award.id}/revocation`, { reason: 'The work was not his' });
	await site.drainJobs();
	const told = (await site.mailTo(ben.email))
		.filter(({ text }) => text.includes(`/awards/${award.id}`))
		.at(-1);
	expect(told?.subject).toMatch(/was revoked$/);
	expect(told?.text).toContain('> The work was not his');
	const notice = (await ben.visit('/notifications')).html.querySelector('.notices a');
	expect(notice?.getAttribute('href')).toBe(`/awards/${award.id}`);
	expect(notice?.text).toContain('was revoked.');
	expect((await site.mailTo(ana.email)).some(({ subject }) => /revoked/.test(subject))).toBe(false);
});

test('a private badge can be revoked, but is told of nowhere', async () => {
	await ana.visit(`/awards/${award.id}/revocation`);
	await ana.submit(`/awards/${award.id}/revocation`, { reason: 'A mistake of ours' });
	const { body } = await site.visitor().request('GET', '/ob2/revocations');
	expect(body).not.toContain(award.id);
	expect(await statusesFor(site.visitor())).toEqual([404]);
	expect((await ben.visit(`/awards/${award.id}`)).text).toContain('A mistake of ours');
});

test('the list of what was revoked tells nobody the address of a badge that only a link leads to', async () => {
	const listed = async () =>
		(await site.visitor().request('GET', '/ob2/revocations')).body.includes(award.id);
	await ana.post(`/awards/${award.id}/revocation`, { reason: 'A mistake of ours' });
	for (const [visibility, isListed] of [
		['link', false],
		['public', true],
	] as const) {
		await ben.post(`/awards/${award.id}/visibility?_method=PUT`, { visibility });
		expect((await site.visitor().request('GET', `/ob2/assertions/${award.id}`)).status).toBe(410);
		expect([visibility, await listed()]).toEqual([visibility, isListed]);
	}
});

test('machines that ask for what is not there get 404', async () => {
	const unknown = { ...award, id: '00000000-0000-4000-8000-000000000000' };
	for (const path of [
		...addresses(unknown),
		'/awards/x',
		'/keys/none',
		'/status/999',
		'/status/x',
		`/ob2/badges/${award.publicId}/v/9`,
		`/ob3/achievements/${award.publicId}/v/0`,
		`/ob3/credentials/${award.id}.exe`,
	]) {
		const answer = await ben.request('GET', path, undefined, { accept: 'application/json' });
		expect({ path, status: answer.status }).toEqual({ path, status: 404 });
	}
});
