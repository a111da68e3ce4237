import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveReview, handIn, sendWork, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import type { Rule } from '../badges/badge.entity.js';
import { BadgeApplications } from './badge-applications.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let course: { id: number; slug: string };
beforeAll(async () => {
	site = await TestSite.start({ MEMBER_STORAGE_MB: '1' });
	({ ana, ben, cleo } = await cast(site));
	course = await publishedCourse(site, ana, { title: 'Knots' });
	await joined(site, ben, course);
});
afterAll(() => site.close());

function some(name: string, settings = {}, rule: Rule = 'review') {
	return someBadge(site, ana, { courseId: course.id }, rule, name, { quorum: 1, ...settings });
}

const idOf = (place: string) => Number(place.split('/').at(-1));
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const words = { reflection: 'Much.', body: 'See here.', intent: 'submit' };

/** The files that the form shows, and where each is taken out. */
async function filesOf(person: SignedIn, badge: { href: string }) {
	const { html } = await person.visit(`${badge.href}/application`);
	return html.querySelectorAll('li:has(a[href*="/files/"])').map((item) => ({
		name: item.querySelector('a')?.text,
		href: item.querySelector('a')?.getAttribute('href') ?? '',
		removal: item.querySelector('form')?.getAttribute('action') ?? '',
	}));
}

const names = (files: readonly { name: string | undefined }[]) => files.map(({ name }) => name);

function applicationsFor(badge: { id: number }) {
	return site.db.query<{ id: number; state: string; isDecided: boolean; revisions: number }>(
		`SELECT id, state, decided_at IS NOT NULL AS "isDecided",
			(SELECT count(*)::int FROM application_revisions WHERE application_id = p.id) AS revisions
		FROM badge_applications p WHERE badge_id = $1 ORDER BY id`,
		[badge.id],
	);
}

test('files go on to the next revision; out of a draft their owner takes them, and what was handed in stays', async () => {
	const badge = await some('Files');
	for (const name of ['b.txt', 'a.txt']) {
		const saved = await sendWork(ben, badge, { ...words, body: '', intent: 'save' }, { name, content: name });
		expect((await ben.visit(saved.location)).text).toContain('Saved. Nobody sees it before you hand it in.');
	}
	const [first, second] = await filesOf(ben, badge);
	expect([first?.name, second?.name]).toEqual(['a.txt', 'b.txt']);
	const [application, fileId] = (second?.removal ?? '')
		.split(/\D*\/applications\/|\/files\/|\?/)
		.filter(Boolean);
	expect((await cleo.post(second?.removal ?? '')).status).toBe(404);
	await site.app.get(BadgeApplications).detach(cleo, Number(application), `${fileId}`);
	expect(await filesOf(ben, badge)).toHaveLength(2);
	expect((await ben.submit(second?.removal ?? '')).text).toContain('The file is removed.');
	expect(names(await filesOf(ben, badge))).toEqual(['a.txt']);
	const place = await handIn(ben, badge, { url: '', body: '' });

	await giveReview(ana, place, [], { verdict: 'not-yet' });
	const [kept, ...others] = await filesOf(ben, badge);
	expect([kept, others]).toEqual([expect.objectContaining({ name: 'a.txt', removal: '' }), []]);
	await ben.post(`${first?.removal}`);
	expect((await ana.request('GET', first?.href ?? '')).body).toBe('a.txt');
	for (const name of ['d.txt', 'c.txt'])
		await sendWork(ben, badge, { ...words, intent: 'save' }, { name, content: name });
	expect(names(await filesOf(ben, badge))).toEqual(['a.txt', 'c.txt', 'd.txt']);
});

test('files are kept by revision, their names in the award, their bytes in its hash', async () => {
	const badge = await some('By revision');
	const save = (name: string) =>
		sendWork(ben, badge, { ...words, intent: 'save' }, { name, content: `The text of ${name}` });
	await save('a.txt');
	const place = await handIn(ben, badge, words);
	await giveReview(ana, place, [], { verdict: 'not-yet' });
	await save('b.txt');
	await ben.submit((await filesOf(ben, badge))[0]?.removal ?? '');
	await handIn(ben, badge, words);
	await giveReview(ana, place, [], { verdict: 'not-yet' });
	await save('a2.txt');
	expect(names(await filesOf(ben, badge))).toEqual(['a2.txt', 'b.txt']);
	const url = 'https://example.org/knots';
	await handIn(ben, badge, { ...words, url });
	const seen = (await ana.visit(place)).html.querySelectorAll('section.section:has(h2 + p)');
	expect(
		seen.flatMap(({ text }) => [text.match(/Revision \d/)?.[0], text.match(/\w+\.txt/g)]).slice(0, 6),
	).toEqual(['Revision 3', ['a2.txt', 'b.txt'], 'Revision 2', ['b.txt'], 'Revision 1', ['a.txt']]);
	const [, second] = (await ana.visit(place)).html.querySelectorAll('a[href*="/files/"]');
	const file = await ana.request('GET', second?.getAttribute('href') ?? '');
	expect([file.body, file.headers['content-security-policy'], file.headers['content-disposition']]).toEqual([
		...['The text of b.txt', "default-src 'none'; sandbox", expect.stringMatching(/^attachment;.*b\.txt$/)],
	]);
	const elsewhere = `${await handIn(ben, await some('Elsewhere'))}/files/`;
	const stray = second?.getAttribute('href')?.replace(/.*\/files\//, elsewhere) ?? '';
	expect((await ana.request('GET', stray)).status).toBe(404);
	await giveReview(ana, place);
	const [award] = await site.db.query<{ evidence: object[] }>(
		'SELECT evidence FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	const files = [digest('The text of a2.txt'), digest('The text of b.txt')];
	expect(award?.evidence).toEqual([
		expect.objectContaining({
			...{ url, text: 'See here.', file: 'a2.txt, b.txt' },
			contentHash: digest(JSON.stringify([url, 'See here.', 'Much.', ...files])),
		}),
	]);
});

test('there is room for ten files, and for what a member may store at all', async () => {
	const badge = await some('Many files');
	const save = (name: string, content = name) =>
		sendWork(ben, badge, { ...words, intent: 'save' }, { name, content });
	for (let n = 0; n < 10; n++) expect((await save(`file${n}.txt`)).status).toBe(303);
	const refused = await save('file10.txt');
	expect([refused.status, refused.text]).toEqual([
		422,
		expect.stringContaining('There is room for ten files.'),
	]);
	expect(await filesOf(ben, badge)).toHaveLength(10);
	const other = await some('One large file');
	const large = await sendWork(ben, other, words, { name: 'large.txt', content: 'x'.repeat(1_000_001) });
	expect([large.status, large.text]).toEqual([422, expect.stringContaining('You have no room left')]);
	expect(await applicationsFor(other)).toEqual([]);
});

test('what is missing or cannot be taken is said at its field, and nothing of it is stored', async () => {
	const badge = await some('Refused');
	const link = { url: 'https://example.org' };
	for (const [fields, field, text] of [
		[{ ...link, reflection: '' }, 'reflection', 'Say what you learned'],
		[{ reflection: 'Much.' }, 'url', 'Hand something in: a link, a text or a file.'],
		[{ reflection: 'Much.', url: 'javascript:alert(1)' }, 'url', 'Give an address that begins with'],
		[{ reflection: 'Much.', body: 'x'.repeat(20_001) }, 'body', 'Say it in up to 20,000 characters.'],
		[{ ...link, reflection: 'x'.repeat(5_001) }, 'reflection', 'Say it in up to 5,000 characters.'],
	] as const) {
		const refused = await ben.post(`${badge.href}/application`, { ...fields, intent: 'submit' });
		expect([refused.status, refused.html.querySelector(`#f-${field}-error`)?.text]).toEqual([
			422,
			expect.stringContaining(text),
		]);
	}
	for (const content of ['MZ\u0000\u0001', 'x'.repeat(10 * 1024 * 1024 + 1)]) {
		const refused = await sendWork(ben, badge, words, { name: 'a.txt', content });
		expect([refused.status, refused.html.querySelector('#f-file-error')?.text]).toEqual([
			422,
			expect.stringContaining('Choose a picture or a document'),
		]);
		expect(refused.html.querySelector('#f-body')?.text).toBe('See here.');
	}
	expect(await applicationsFor(badge)).toEqual([]);
	await ben.post(`${badge.href}/application`, { body: 'Half.', reflection: 'So', intent: 'save' });
	await ben.post(`${badge.href}/application`, { ...link, reflection: 'So far', intent: 'save' });
	const form = await ben.visit(`${badge.href}/application`);
	expect(
		['url', 'body', 'reflection'].map((field) => {
			const input = form.html.querySelector(`#f-${field}`);
			return input?.getAttribute('value') ?? input?.text;
		}),
	).toEqual([link.url, '', 'So far']);
	expect((await cleo.visit(`${badge.href}/application`)).body).not.toContain('So far');
	const place = await handIn(ben, badge, {
		url: '',
		body: 'x'.repeat(20_000),
		reflection: 'y'.repeat(5_000),
	});
	for (const text of ['Revision 1', 'x'.repeat(20_000), 'y'.repeat(5_000)])
		expect((await ana.visit(place)).text).toContain(text);
	expect(await applicationsFor(badge)).toEqual([
		expect.objectContaining({ state: 'submitted', isDecided: false, revisions: 1 }),
	]);
});

test('one withdraws one’s own application while it is open, and the next begins empty', async () => {
	const badge = await some('Given up', { isRepeatable: true });
	await ben.post(`${badge.href}/application`, { body: 'A draft.', intent: 'save' });
	const [draft] = await applicationsFor(badge);
	const place = `/applications/${draft?.id}`;
	const refused = await cleo.post(`${place}/withdrawal`);
	expect((await cleo.visit(refused.location)).text).toContain('This application is not open any more.');
	expect(
		(await ben.visit('/reviews')).html.querySelector(`a[href="${badge.href}/application"]`),
	).not.toBeNull();
	await ben.visit(`${badge.href}/application`);
	expect((await ben.submit(`${place}/withdrawal`)).text).toContain('Your application is withdrawn.');
	expect((await ben.visit('/reviews')).text).not.toContain('Given up');
	expect((await ben.visit(`${badge.href}/application`)).body).not.toContain('A draft.');
	const next = await handIn(ben, badge);
	expect((await ben.visit(next)).html.querySelector(`form[action="${next}/withdrawal"]`)).not.toBeNull();
	expect((await ana.visit(next)).html.querySelector(`form[action="${next}/withdrawal"]`)).toBeNull();
	await giveReview(ana, next, [], { verdict: 'not-yet' });
	expect((await applicationsFor(badge)).map(({ isDecided }) => isDecided)).toEqual([true, false]);
	await ben.visit(next);
	await ben.submit(`${next}/withdrawal`);
	const last = await handIn(ben, badge);
	await giveReview(ana, last);
	expect((await ben.visit(last)).html.querySelector(`form[action="${last}/withdrawal"]`)).toBeNull();
	expect((await applicationsFor(badge)).map(({ state, isDecided }) => [state, isDecided])).toEqual([
		...['withdrawn', 'withdrawn', 'awarded'].map((state) => [state, true]),
	]);
	const recorded = await site.db.query(
		`SELECT id FROM events WHERE name = 'badge-application.withdrawn' AND actor_id = $1`,
		[ben.id],
	);
	expect(recorded).toHaveLength(2);
});

describe('who may apply', () => {
	const tries = async (person: SignedIn, badge: { href: string }) => {
		const seen = await person.request('GET', `${badge.href}/application`);
		const sent = await person.post(`${badge.href}/application`, { ...words, intent: 'save' });
		return [seen.status, sent.status];
	};

	test('members with a confirmed address, for badges that take applications', async () => {
		const fran = await signedIn(site, 'fran');
		await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [fran.id]);
		expect(await tries(fran, await some('Confirmed'))).toEqual([403, 403]);
		for (const [rule, takesApplications, expected] of [
			['review', false, [200, 303]],
			['peer', true, [200, 303]],
			['peer', false, [403, 403]],
			['organiser', true, [403, 403]],
		] as const)
			expect(
				await tries(ben, await some(`${rule} ${takesApplications}`, { takesApplications }, rule)),
			).toEqual(expected);
	});

	test('not for a badge of a course that they cannot see', async () => {
		const hidden = await draftCourse(site, ana, { title: 'Hidden' });
		const badge = await someBadge(site, ana, { courseId: hidden.id }, 'review', 'Hidden');
		expect(await tries(ben, badge)).toEqual([404, 404]);
		expect(await tries(ana, badge)).toEqual([200, 303]);
		await site.db.query('UPDATE courses SET deleted_at = now(), published_at = now() WHERE id = $1', [
			hidden.id,
		]);
		for (const person of [ana, ben]) expect(await tries(person, badge)).toEqual([404, 404]);
	});

	test('once, unless it can be earned again, whoever else holds it', async () => {
		const once = await some('Once');
		const often = await some('Often', { isRepeatable: true });
		for (const badge of [once, often]) await giveReview(ana, await handIn(ben, badge));
		expect(await tries(ben, once)).toEqual([403, 403]);
		expect(await tries(ben, often)).toEqual([200, 303]);
		expect(await tries(cleo, once)).toEqual([200, 303]);
	});

	test('when they hold what comes first, as long as it stands', async () => {
		const first = await some('First of two', { validMonths: 1 });
		const badge = await some('Second of two', { prerequisites: [first.id] });
		const isEarly = async () => {
			expect(await tries(ben, badge)).toEqual([303, 303]);
			expect((await ben.visit(`${badge.href}/application`)).text).toContain('Another badge comes first');
			expect(await applicationsFor(badge)).toEqual([]);
		};
		await isEarly();
		await giveReview(ana, await handIn(cleo, first));
		await isEarly();
		await giveReview(ana, await handIn(ben, first));
		const ends = (end: string) =>
			site.db.query(`UPDATE awards SET valid_until = now() + $2::interval WHERE badge_id = $1`, [
				first.id,
				end,
			]);
		await ends('-1 day');
		await isEarly();
		await ends('1 day');
		expect(await tries(ben, badge)).toEqual([200, 303]);
		await ends('-1 day');
		const place = await handIn(ben, badge);
		await giveReview(ana, place, [], { verdict: 'not-yet' });
		expect((await ben.visit(`${badge.href}/application`)).html.querySelector('#f-reflection')).not.toBeNull();
		expect(idOf(await handIn(ben, badge))).toBe(idOf(place));
	});
});
