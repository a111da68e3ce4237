import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
});
afterAll(() => site.close());

async function courseOf(title: string) {
	const course = await publishedCourse(site, ana, { title });
	for (const person of [ben, dora]) await joined(site, person, course);
	return course;
}

function count(badge: { id: number }, person: SignedIn): Promise<number> {
	return site.db
		.query('SELECT id FROM awards WHERE badge_id = $1 AND user_id = $2', [badge.id, person.id])
		.then(({ length }) => length);
}

test('a peer gives a badge with a word, and what is wrong is said at the field', async () => {
	const course = await courseOf('Peers');
	const settings = { isRepeatable: true, giverLimit: 2 };
	const badge = await someBadge(site, ana, { courseId: course.id }, 'peer', 'Team player', settings);
	const page = await ben.visit(badge.href);
	const form = await ben.visit(page.html.querySelector('a[href$="/gift"]')?.getAttribute('href') ?? '');
	expect(form.html.querySelectorAll('#peers option').map((each) => each.getAttribute('value'))).toEqual([
		'dora',
	]);
	for (const [username, text] of [
		['nobody', 'Nobody here has this username.'],
		['ben', 'Nobody gives a badge to themselves.'],
		['cleo', 'This person is not in the course.'],
		['"><script>', 'Give a username.'],
	] as const) {
		const refused = await ben.post(`${badge.href}/gift`, { username, comment: 'Helped me with knots.' });
		expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(text)]);
		expect(refused.html.querySelector('#f-comment')?.text).toBe('Helped me with knots.');
	}
	const given = await ben.post(`${badge.href}/gift`, { username: '@dora', comment: 'Helped me with knots.' });
	expect((await ben.visit(given.location)).text).toContain('The badge is given.');
	await site.drainJobs();
	const [award] = await site.db.query<{ words: { name: string }[]; givenBy: number }>(
		'SELECT words, given_by AS "givenBy" FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	expect([award?.words[0]?.name, award?.givenBy]).toEqual(['Ben', ben.id]);
	const more = await Promise.all(
		[1, 2, 3].map(() =>
			ben.post(`${badge.href}/gift`, { username: 'dora', comment: 'Once more, for that.' }),
		),
	);
	expect(more.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
	expect(await count(badge, dora)).toBe(2);
	expect((await dora.visit(badge.href)).status).toBe(200);
	expect((await cleo.visit(`${badge.href}/gift`)).status).toBe(403);
	expect((await cleo.post(`${badge.href}/gift`, { username: 'dora', comment: 'From outside.' })).status).toBe(
		403,
	);
	expect((await site.visitor().request('GET', `${badge.href}/gift`)).location).toContain('/sign-in');
});

test('organisers give by the list, and each line says what became of it', async () => {
	const course = await courseOf('By hand');
	const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Mentor');
	await joined(site, cleo, course);
	for (const person of [ben, cleo]) {
		expect((await person.visit(`${badge.href}/grants`)).status).toBe(403);
		expect((await person.post(`${badge.href}/grants`, { people: 'ben' })).status).toBe(403);
	}
	expect((await ana.post(`${badge.href}/grants`, { people: ' \n ' })).status).toBe(422);
	const many = Array.from({ length: 2_001 }, (_each, n) => `p${n}`).join('\n');
	expect((await ana.post(`${badge.href}/grants`, { people: many })).status).toBe(422);
	const people = 'username,note\nBEN,good\n"cleo@example.org"\nben@example.org\n=cmd|calc\n<b>x</b>';
	// As a browser sends it, with the choice of a run left alone.
	const begun = await ana.post(`${badge.href}/grants`, { people, run: '' });
	expect((await ana.visit(begun.location)).text).toContain('0 given, 0 of 5 lines done');
	await site.drainJobs();
	const report = await ana.visit(begun.location);
	expect(
		report.html.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').map(({ text }) => text)),
	).toEqual([
		['BEN', 'Given'],
		['cleo@example.org', 'Given'],
		['ben@example.org', 'Named twice'],
		['=cmd|calc', 'Nobody of this name here'],
		['<b>x</b>', 'Nobody of this name here'],
	]);
	expect(report.body).not.toContain('<b>x</b>');
	const given = await ana.visit(`${badge.href}/awards`);
	expect(given.html.querySelectorAll('.holders .person').map(({ text }) => text.trim())).toHaveLength(2);
	expect(given.html.querySelectorAll('.holders a[href$="/revocation"]')).toHaveLength(2);
	expect((await ben.visit(`${badge.href}/awards`)).status).toBe(403);
	const choices = (await ana.visit(`${badge.href}/grants`)).html.querySelectorAll('#f-run option');
	expect(choices.map(({ text }) => text)).toEqual(['Only those named above', 'Everybody (3 people)']);
	const [run] = await site.db.query<{ id: number }>('SELECT id FROM runs WHERE course_id = $1', [course.id]);
	const all = await ana.post(`${badge.href}/grants`, { run: String(run?.id) });
	await site.drainJobs();
	const again = await ana.visit(all.location);
	expect(again.html.querySelectorAll('tbody tr').map((row) => row.text.trim())).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/ben\s*Held it already/),
			expect.stringMatching(/dora\s*Given/),
		]),
	);
	expect(await count(badge, ben)).toBe(1);
	const foreign = await ana.post(`${badge.href}/grants`, { run: '999999' });
	expect((await ana.visit(foreign.location)).text).toContain('0 of 0 lines');
	expect((await ana.visit(`${badge.href}/grants/999999`)).status).toBe(404);
});

test('an address tells nobody whose it is, and goes to whoever confirmed it', async () => {
	const course = await courseOf('By address');
	const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Addressed');
	await signedIn(site, 'outsider');
	// Registered with Ben's address and has not confirmed it, as anybody can.
	await site.db.query(
		`INSERT INTO users (username, email, display_name) VALUES ('impostor', 'ben@example.org', 'Impostor')`,
	);
	for (const [name, outcome] of [
		['impostor', 'Nobody of this name here'],
		['outsider@example.org', 'Nobody of this name here'],
		['outsider', 'Given'],
		['Ben@Example.org', 'Given'],
	] as const) {
		const { location } = await ana.post(`${badge.href}/grants`, { people: name });
		await site.drainJobs();
		expect([name, (await ana.visit(location)).text]).toEqual([name, expect.stringContaining(outcome)]);
	}
	expect(await count(badge, ben)).toBe(1);
});

test('half a letter, as only JSON can say it, is no fault of ours', async () => {
	const course = await courseOf('Halves');
	const badge = await someBadge(site, ana, { courseId: course.id }, 'peer', 'Halved');
	const body = '{"username":"dora","comment":"A fine \\ud800 knot, and \\ud83d\\udc26"}';
	const address = `${badge.href}/gift?_csrf=${await ben.token()}`;
	expect((await ben.request('POST', address, body, { 'content-type': 'application/json' })).status).toBe(303);
	const award = await site.db.one<{ words: { text: string }[] }>(
		'SELECT words FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	expect(award?.words[0]?.text).toBe('A fine \ufffd knot, and 🐦');
});

test('a course that was deleted gives no badges any more', async () => {
	const course = await courseOf('Deleted');
	const [honour, thanks] = [
		await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Honoured too late'),
		await someBadge(site, ana, { courseId: course.id }, 'peer', 'Thanked too late'),
	];
	const begun = await ana.post(`${honour.href}/grants`, { people: 'dora' });
	await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [course.id]);
	expect((await ana.visit(honour.href)).html.querySelector('a[href$="/grants"]')).toBeNull();
	expect((await ben.visit(thanks.href)).html.querySelector('a[href$="/gift"]')).toBeNull();
	expect((await ana.visit(begun.location)).status).toBe(403);
	expect((await ana.post(`${honour.href}/grants`, { people: 'ben' })).status).toBe(403);
	const gift = { username: 'dora', comment: 'Helped me with knots.' };
	expect((await ben.post(`${thanks.href}/gift`, gift)).status).toBe(403);
});

test('the pages take the same statements for two and for twenty', async () => {
	const course = await courseOf('Counting');
	const owner = { courseId: course.id };
	const honour = await someBadge(site, ana, owner, 'organiser', 'Counted');
	const thanks = await someBadge(site, ana, owner, 'peer', 'Thanked', { isRepeatable: true });
	const give = async (people: string) => {
		const { location } = await ana.post(`${honour.href}/grants`, { people });
		await site.drainJobs();
		return location;
	};
	const count = (report: string) =>
		site.statementsOfEach([`${honour.href}/grants`, report, `${thanks.href}/gift`], (path) =>
			ana.visit(path),
		);
	const few = await count(await give('ben\ncleo'));
	const names = Array.from({ length: 18 }, (_each, n) => `person${n}`);
	for (const name of names) await joined(site, await signedIn(site, name), course);
	for (const name of names.slice(0, 4)) await give(name);
	expect(await count(await give(['ben', 'cleo', ...names].join('\n')))).toEqual(few);
	expect(Math.max(...few)).toBeLessThanOrEqual(8);
});
