import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge, type StoredAward, theAward } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { BadgeVerification } from './badge-verification.service.js';

let site: TestSite;
let ben: SignedIn;
let award: StoredAward;
let revoked: StoredAward;

async function awarded(ana: SignedIn, title: string): Promise<StoredAward> {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await finish(
		ben,
		ids.map((id) => `${course.href}/tasks/${id}`),
	);
	await site.drainJobs();
	const stored = await theAward(site, course, ben);
	await ben.visit(`/awards/${stored.id}`);
	await ben.submit(`/awards/${stored.id}/visibility`, { visibility: 'link' });
	return stored;
}

beforeAll(async () => {
	site = await TestSite.start();
	const people = await cast(site);
	ben = people.ben;
	award = await awarded(people.ana, 'Knots');
	revoked = await awarded(people.ana, 'Splices');
	await people.ana.visit(`/awards/${revoked.id}/revocation`);
	await people.ana.submit(`/awards/${revoked.id}/revocation`, { reason: 'Copied' });
});
afterAll(() => site.close());

/** Puts something into the form as a stranger. */
async function check(badge: string, email = '') {
	const stranger = site.visitor();
	await stranger.visit('/verify');
	const answer = await stranger.submit('/verify', { badge, email });
	const result = answer.html.querySelector('#result');
	return { status: answer.status, verdict: result?.getAttribute('data-verdict'), text: result?.text ?? '' };
}

async function bytesOf(path: string): Promise<Buffer> {
	const { statusCode, rawPayload } = await site.app.inject({ method: 'GET', url: path });
	expect([path, statusCode]).toEqual([path, 200]);
	return rawPayload;
}

async function verdictOf(badge: Buffer | string, email?: string): Promise<string> {
	return (await site.app.get(BadgeVerification).verify(badge, email)).verdict;
}

const origin = 'http://localhost:3000';
const forms = (id: string) => [
	`${origin}/awards/${id}`,
	`${origin}/awards/${id}/image.png`,
	`${origin}/awards/${id}/image.svg`,
	`${origin}/ob3/credentials/${id}`,
	`${origin}/ob3/credentials/${id}.json`,
	`${origin}/ob3/credentials/${id}.jwt`,
	`${origin}/ob2/assertions/${id}`,
];

describe('our own badges', () => {
	test('are valid by every address and in every file', async () => {
		for (const url of forms(award.id)) {
			expect([url, await verdictOf(url)]).toEqual([url, 'valid']);
			if (url.endsWith(award.id) && url.includes('/awards/')) continue;
			const file = await bytesOf(url.replace(origin, ''));
			expect([url, await verdictOf(file)]).toEqual([url, 'valid']);
		}
		expect(await verdictOf(await bytesOf(`/awards/${award.id}/evidence.json`))).toBe('valid');
	});

	test('are revoked by every address and in every file', async () => {
		for (const url of forms(revoked.id)) {
			expect([url, await verdictOf(url)]).toEqual([url, 'revoked']);
			if (/ob2|awards\/[^/]+$/.test(url)) continue;
			expect([url, await verdictOf(await bytesOf(url.replace(origin, '')))]).toEqual([url, 'revoked']);
		}
	});

	test('belong to one e-mail address', async () => {
		for (const url of forms(award.id)) {
			expect(await verdictOf(url, ' Ben@Example.org ')).toBe('valid');
			expect(await verdictOf(url, 'cleo@example.org')).toBe('other-recipient');
		}
	});
});

test('the page says it in a sentence, and each check with it', async () => {
	const good = await check(`${origin}/awards/${award.id}`, 'ben@example.org');
	expect(good).toMatchObject({ status: 200, verdict: 'valid' });
	for (const words of [
		'This badge is valid.',
		'The issuer is localhost:3000.',
		'awarded to this e-mail address',
	])
		expect(good.text).toContain(words);
	const bad = await check(
		(await bytesOf(`/ob3/credentials/${award.id}`)).toString().replace('Knots', 'Nets'),
	);
	expect(bad).toMatchObject({ status: 200, verdict: 'altered' });
	expect(bad.text).toContain('something was changed');
});

test('everybody finds the way to it on every page, and strangers at home', async () => {
	await ben.visit(`/awards/${award.id}`);
	await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'public' });
	for (const [person, path, where] of [
		[site.visitor(), '/', '.site-footer'],
		[ben, '/', '.site-footer'],
		[site.visitor(), '/', 'main'],
		[site.visitor(), `/awards/${award.id}`, '.award'],
	] as const) {
		const { html } = await person.visit(path);
		expect([path, where, html.querySelector(`${where} a[href^="/verify"]`) !== null]).toEqual([
			path,
			where,
			true,
		]);
	}
});

test('a form without a badge, or with nonsense, comes back', async () => {
	const stranger = site.visitor();
	await stranger.visit('/verify?badge=https://badges.example/1');
	expect(stranger.page?.html.querySelector('textarea')?.text).toBe('https://badges.example/1');
	const empty = await stranger.submit('/verify', { badge: '' });
	expect(empty.status).toBe(422);
	await stranger.visit('/verify');
	const wrong = await stranger.submit('/verify', { badge: 'kept', email: 'nobody' });
	expect([wrong.status, wrong.html.querySelector('textarea')?.text]).toEqual([422, 'kept']);
	expect(await check('hello')).toMatchObject({ status: 200, verdict: 'unreadable' });
});

test('a private award can be checked by whoever has the file, though its address shows nothing', async () => {
	await ben.visit(`/awards/${award.id}`);
	const { body } = await ben.request('GET', `/ob3/credentials/${award.id}.json`);
	await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'private' });
	expect(await verdictOf(body)).toBe('valid');
	expect(await verdictOf(`${origin}/awards/${award.id}`)).toBe('unreadable');
	await ben.visit(`/awards/${award.id}`);
	await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'link' });
});

test('nobody checks for ever', async () => {
	const stranger = site.visitor();
	let status = 0;
	for (let times = 0; times < 61 && status !== 429; times++) {
		await stranger.visit('/verify');
		status = (await stranger.submit('/verify', { badge: 'x' })).status;
	}
	expect(status).toBe(429);
});
