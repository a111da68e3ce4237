import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast } from '../../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

interface StoredRun {
	id: number;
	pace: string;
	sign_up: string;
	seats: number | null;
	time_zone: string;
	starts_on: string | null;
}

const runsOf = (courseId: number) =>
	site.db.query<StoredRun>(
		'SELECT id, pace, sign_up, seats, time_zone, starts_on::text FROM runs WHERE course_id = $1 ORDER BY id',
		[courseId],
	);

const fixed = {
	...{ signUp: 'open', seats: '12', pace: 'fixed', timeZone: 'Europe/Madrid' },
	...{ startsOn: '2199-10-03', endsOn: '2199-11-14' },
};

test('a course with one run does not speak of runs; a second one is made like it', async () => {
	const { ana, ben } = people;
	const { href, id } = await publishedCourse(site, ana, { title: 'Seasons' });
	const [first] = await runsOf(id);
	await ana.post(`${href}/runs/${first?.id}?_method=PUT`, { ...fixed, pace: 'rolling' });
	for (const path of ['', '/people', '/manage'])
		expect((await ana.visit(href + path)).text).not.toMatch(/\bruns?\b/i);
	await ben.visit(href);
	await ben.submit(`${href}/membership`);

	await ana.visit(`${href}/runs/${first?.id}/edit`);
	const again = await ana.visit(`${href}/runs/new?from=${first?.id}`);
	expect(again.html.querySelector('[name=seats]')?.getAttribute('value')).toBe('12');
	const made = await ana.submit(`${href}/runs`, {
		pace: 'fixed',
		startsOn: '2199-10-03',
		endsOn: '2199-11-14',
	});
	expect(made.text).toContain('The new run is ready.');
	expect(made.text).toContain('3 October 2199 – 14 November 2199');
	expect(await runsOf(id)).toMatchObject([
		{ pace: 'rolling', seats: 12 },
		{ pace: 'fixed', seats: 12, sign_up: 'open', time_zone: 'Europe/Madrid', starts_on: '2199-10-03' },
	]);
	expect((await ben.visit(href)).text).toContain('Your run: At any time');
});

test('with several runs one chooses among the open ones, the next by default, and sees one’s own', async () => {
	const { ana, ben, cleo } = people;
	const { href, id } = await publishedCourse(site, ana, { title: 'Rounds' });
	await ana.post(`${href}/runs`, fixed);
	await ana.post(`${href}/runs`, { ...fixed, startsOn: '2199-01-01' });
	const [now, late, early] = await runsOf(id);
	await ana.visit(`${href}/runs`);
	const closed = await ana.submit(`${href}/runs/${now?.id}/closure`);
	expect(closed.text).toContain('Sign-up is closed.');

	const seen = await ben.visit(href);
	expect(seen.text).toContain('Run: 1 January 2199 – 14 November 2199');
	const offered = seen.html.querySelectorAll('[name=runId]');
	expect(offered.map((input) => input.getAttribute('value'))).toEqual([String(early?.id), String(late?.id)]);
	expect(offered[0]?.hasAttribute('checked')).toBe(true);
	const inside = await ben.submit(`${href}/membership`, { runId: String(late?.id) });
	expect(inside.text).toContain('Your run: 3 October 2199 – 14 November 2199');
	await cleo.post(`${href}/membership`);

	const benSees = await ben.visit(`${href}/people`);
	expect(benSees.html.querySelector('main')?.text).toContain('Ben');
	expect(benSees.html.querySelector('main')?.text).not.toContain('Cleo');
	expect((await ben.visit(`${href}/people?run=${early?.id}`)).html.querySelector('main')?.text).toContain(
		'Cleo',
	);
	expect((await ben.visit(`${href}/people?run=999999`)).status).toBe(404);
	// A run of another course, a closed one and nonsense let nobody in.
	const other = await publishedCourse(site, ana, { title: 'Elsewhere' });
	const [foreign] = await runsOf(other.id);
	const dan = cleo;
	await dan.post(`${href}/membership?_method=DELETE`);
	for (const runId of [foreign?.id, now?.id]) await dan.post(`${href}/membership`, { runId: String(runId) });
	expect((await dan.post(`${href}/membership`, { runId: 'x' })).status).toBe(404);
	expect(
		(await dan.visit(`${href}/people?run=${now?.id}`)).html.querySelector('.people .person')?.text,
	).toContain('Ana');
	expect((await dan.visit(href)).text).toContain('Join this challenge');
});

test('whoever was in a run that is over joins the next one, and keeps being counted once', async () => {
	const { ana, ben } = people;
	const { href, id } = await publishedCourse(site, ana, { title: 'Again' });
	await ben.post(`${href}/membership`);
	await site.db.query(
		`UPDATE runs SET pace = 'fixed', starts_on = '2020-01-01', ends_on = '2020-02-01' WHERE course_id = $1`,
		[id],
	);
	expect((await ben.visit(href)).html.querySelector(`form[action="${href}/membership"]`)).toBeNull();
	await ana.post(`${href}/runs`, fixed);
	await ben.visit(href);
	const inside = await ben.submit(`${href}/membership`);
	expect(inside.text).toContain('Your run: 3 October 2199');
	expect(inside.text).toContain('1 participant');
	const joins = await Promise.all([1, 2].map(() => ben.post(`${href}/membership`)));
	expect(joins.map(({ status }) => status)).toEqual([303, 303]);
	expect(
		await site.db.query(
			'SELECT id FROM memberships WHERE user_id = $1 AND run_id IN (SELECT id FROM runs WHERE course_id = $2)',
			[ben.id, id],
		),
	).toHaveLength(2);
});

test.each([
	[{ startsOn: '2199-10-03', endsOn: '2199-10-02' }, 'The last day is before the first day'],
	[{ startsOn: '2020-01-01', endsOn: '2020-02-01' }, 'This day is over'],
	[{ startsOn: '2026-02-30' }, 'Write the day as YYYY-MM-DD'],
	[{ startsOn: '0000-01-01' }, 'Write the day as YYYY-MM-DD'],
	[{ timeZone: 'Mars/Olympus' }, 'Choose one of the time zones'],
	[{ seats: '0' }, 'Enter a number of seats from 1 to 99,999'],
	[{ seats: '-3' }, 'Enter a number of seats'],
	[{ seats: '1e3' }, 'Enter a number of seats'],
	[{ signUp: 'never' }, 'Choose one of the possibilities'],
])('a run refuses %j', async (wrong: Record<string, string>, message) => {
	const { ana } = people;
	const { href, id } = await draftCourse(site, ana, { title: `Wrong ${JSON.stringify(wrong)}` });
	const [run] = await runsOf(id);
	for (const address of [`${href}/runs`, `${href}/runs/${run?.id}?_method=PUT`]) {
		const answer = await ana.post(address, { ...fixed, ...wrong });
		expect(answer.status).toBe(422);
		expect(answer.text).toContain(message);
		const [field, value] = Object.entries(wrong)[0] ?? [];
		if (field === 'seats' || field === 'startsOn')
			expect(answer.html.querySelector(`[name=${field}]`)?.getAttribute('value')).toBe(value);
	}
	expect(await runsOf(id)).toHaveLength(1);
});

test('runs are their organisers’ to arrange', async () => {
	const { ana, ben } = people;
	const open = await publishedCourse(site, ana, { title: 'Open arrangements' });
	const draft = await draftCourse(site, ana, { title: 'Hidden arrangements' });
	for (const [{ href, id }, status] of [
		[open, 403],
		[draft, 404],
	] as const) {
		const [run] = await runsOf(id);
		for (const path of ['/runs', '/runs/new', `/runs/${run?.id}/edit`])
			expect([path, (await ben.visit(href + path)).status]).toEqual([path, status]);
		for (const path of ['/runs', `/runs/${run?.id}?_method=PUT`, `/runs/${run?.id}/closure`])
			expect([path, (await ben.post(href + path, fixed)).status]).toEqual([path, status]);
	}
	const [foreign] = await runsOf(draft.id);
	expect((await ana.visit(`${open.href}/runs/${foreign?.id}/edit`)).status).toBe(404);
	expect((await ana.post(`${open.href}/runs/${foreign?.id}?_method=PUT`, fixed)).status).toBe(404);
});
