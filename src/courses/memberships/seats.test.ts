import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../../test/support/cast.js';
import { publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

async function withSeats(title: string, seats: number | null) {
	const course = await publishedCourse(site, people.ana, { title });
	await site.db.query('UPDATE runs SET seats = $2 WHERE course_id = $1', [course.id, seats]);
	const run = await site.db.one<{ id: number }>('SELECT id FROM runs WHERE course_id = $1', [course.id]);
	return { ...course, runId: run?.id ?? 0 };
}

const peopleOf = (runId: number) =>
	site.db.query<{ username: string }>(
		`SELECT u.username FROM memberships m JOIN users u ON u.id = m.user_id
		WHERE m.run_id = $1 AND m.left_at IS NULL ORDER BY m.id`,
		[runId],
	);
const waitingFor = (runId: number) =>
	site.db.query<{ username: string }>(
		`SELECT u.username FROM waiting_places w JOIN users u ON u.id = w.user_id WHERE w.run_id = $1 ORDER BY w.id`,
		[runId],
	);
const names = (rows: { username: string }[]) => rows.map(({ username }) => username);
const eventsOf = async (courseId: number, name: string) =>
	(
		await site.db.query<{ userId: number }>(
			`SELECT (payload->>'userId')::int AS "userId" FROM events
			WHERE name = $2 AND payload->>'courseId' = $1 ORDER BY id`,
			[String(courseId), name],
		)
	).map(({ userId }) => userId);

/** The settings of a run as its form holds them. */
const settings = { signUp: 'open', seats: '', pace: 'rolling', startsOn: '', endsOn: '', timeZone: 'UTC' };

test('whoever comes when all seats are taken waits, and gets the seat that somebody leaves', async () => {
	const { ben, cleo } = people;
	const { href, id, runId } = await withSeats('Small table', 1);
	const first = await ben.visit(href);
	expect(first.text).toContain('1 seat free');
	await ben.submit(`${href}/membership`);

	const full = await cleo.visit(href);
	expect(full.text).toContain('Full, with a waiting list');
	const waits = await cleo.submit(`${href}/membership`, {}, 'Join the waiting list');
	expect(waits.text).toContain('You are number 1 on the waiting list');
	expect(names(await peopleOf(runId))).toEqual(['ben']);
	// Asking again does not move anybody.
	await cleo.post(`${href}/membership`);
	expect(names(await waitingFor(runId))).toEqual(['cleo']);

	await ben.post(`${href}/membership?_method=DELETE`);
	expect(names(await peopleOf(runId))).toEqual(['cleo']);
	expect(await waitingFor(runId)).toEqual([]);
	expect(await eventsOf(id, 'course.seat-freed')).toEqual([cleo.id]);
	expect(await eventsOf(id, 'course.joined')).toEqual([ben.id, cleo.id]);
	expect((await cleo.visit(href)).text).toContain('Leave this challenge');
});

test('a place on the waiting list can be given up, by its owner alone', async () => {
	const { ben, cleo } = people;
	const { href, runId } = await withSeats('Given up', 1);
	await ben.post(`${href}/membership`);
	await cleo.post(`${href}/membership`);
	await ben.post(`${href}/waiting?_method=DELETE`);
	expect(names(await waitingFor(runId))).toEqual(['cleo']);
	await cleo.visit(href);
	expect((await cleo.submit(`${href}/waiting`)).text).toContain('You left the waiting list');
	expect(await waitingFor(runId)).toEqual([]);
	await ben.post(`${href}/membership?_method=DELETE`);
	expect(await peopleOf(runId)).toEqual([]);
});

test('more seats are for those who wait, fewer throw nobody out', async () => {
	const { ana, ben, cleo } = people;
	const dora = await signedIn(site, 'dora');
	const { href, runId } = await withSeats('Growing', 1);
	for (const person of [ben, cleo, dora]) await person.post(`${href}/membership`);
	expect(names(await waitingFor(runId))).toEqual(['cleo', 'dora']);
	const saved = await ana.post(`${href}/runs/${runId}?_method=PUT`, { ...settings, seats: '2' });
	expect(saved.status).toBe(303);
	expect(names(await peopleOf(runId))).toEqual(['ben', 'cleo']);

	await ana.visit(`${href}/runs/${runId}/edit`);
	const fewer = await ana.submit(`${href}/runs/${runId}`, { seats: '1' });
	expect(fewer.text).toContain('1 person is in beyond the new number of seats: nobody has to go');
	// The seat that comes free is one that no longer exists.
	await ben.post(`${href}/membership?_method=DELETE`);
	expect(names(await peopleOf(runId))).toEqual(['cleo']);
	expect(names(await waitingFor(runId))).toEqual(['dora']);
	await ana.post(`${href}/runs/${runId}?_method=PUT`, settings);
	expect(names(await peopleOf(runId))).toEqual(['cleo', 'dora']);
});

test('fifty people ask for the last seat at the same moment: one gets it, the others stand in line', async () => {
	const { ana, ben } = people;
	const { href, id, runId } = await withSeats('The last seat', 2);
	await ben.post(`${href}/membership`);
	const crowd: SignedIn[] = [];
	for (let number = 1; number <= 50; number++) crowd.push(await signedIn(site, `crowd${number}`));
	const tokens = await Promise.all(crowd.map((person) => person.token()));
	const answers = await Promise.all(
		crowd.map((person, index) =>
			person.request('POST', `${href}/membership`, `_csrf=${encodeURIComponent(tokens[index] ?? '')}`, {
				'content-type': 'application/x-www-form-urlencoded',
			}),
		),
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
	const inside = names(await peopleOf(runId));
	const waiting = names(await waitingFor(runId));
	expect(inside).toHaveLength(2);
	expect(waiting).toHaveLength(49);
	expect(new Set([...inside, ...waiting])).toEqual(
		new Set(['ben', ...crowd.map(({ username }) => username)]),
	);
	expect(await eventsOf(id, 'course.joined')).toHaveLength(2);

	// Each is told their own number.
	const told: number[] = [];
	for (const username of waiting) {
		const person = crowd.find((each) => each.username === username);
		const seen = await person?.visit(href);
		told.push(Number(/You are number (\d+) on the waiting list/.exec(seen?.text ?? '')?.[1]));
	}
	expect(told).toEqual(waiting.map((_name, index) => index + 1));

	// Ten leave at the same moment as the organiser adds five seats: those who come in are the first who waited.
	await ana.post(`${href}/runs/${runId}?_method=PUT`, { ...settings, seats: '10' });
	const ten = names(await peopleOf(runId));
	expect(ten).toEqual([...inside, ...waiting.slice(0, 8)]);
	const leaving = crowd.filter(({ username }) => ten.includes(username)).slice(0, 5);
	await Promise.all([
		...leaving.map((person) => person.post(`${href}/membership?_method=DELETE`)),
		ana.post(`${href}/runs/${runId}?_method=PUT`, { ...settings, seats: '15' }),
	]);
	expect(names(await peopleOf(runId))).toHaveLength(15);
	expect(names(await waitingFor(runId))).toEqual(waiting.slice(18));
	expect(await eventsOf(id, 'course.seat-freed')).toHaveLength(18);
});

test('nobody moves up in a run that is over or in the archive', async () => {
	const { ben, cleo } = people;
	const { href, id, runId } = await withSeats('Over', 1);
	await ben.post(`${href}/membership`);
	await cleo.post(`${href}/membership`);
	await site.db.query('UPDATE courses SET archived_at = now() WHERE id = $1', [id]);
	await ben.post(`${href}/membership?_method=DELETE`);
	expect(await peopleOf(runId)).toEqual([]);
	expect(names(await waitingFor(runId))).toEqual(['cleo']);
});

/** One more run of a course, at any time. */
async function anotherRun(courseId: number, seats: number | null): Promise<number> {
	const run = await site.db.one<{ id: number }>(
		`INSERT INTO runs (course_id, pace, seats) VALUES ($1, 'rolling', $2) RETURNING id`,
		[courseId, seats],
	);
	return run?.id ?? 0;
}

test('whoever waits moves to another run with one click: into a free seat, or to the end of its line', async () => {
	const { ben, cleo } = people;
	const eva = await signedIn(site, 'eva');
	const { href, id, runId } = await withSeats('Two tables', 1);
	await ben.post(`${href}/membership`);
	await cleo.post(`${href}/membership`, { shareEmail: 'true' });
	expect((await cleo.visit(href)).text).not.toContain('Move to');
	const second = await anotherRun(id, 1);
	await eva.post(`${href}/membership`, { runId: String(second) });

	const full = await cleo.visit(href);
	expect(full.text).toContain('you are the first in its line, and give up your place in this one');
	const moved = await cleo.submit(`${href}/membership`, {}, 'Move to');
	expect(moved.text).toContain('You are number 1 on the waiting list');
	expect(await waitingFor(runId)).toEqual([]);
	expect(names(await waitingFor(second))).toEqual(['cleo']);

	const third = await anotherRun(id, null);
	const free = await cleo.visit(href);
	expect(free.text).toContain('It has a free seat: you are in at once');
	const inside = await cleo.post(`${href}/membership`, { runId: String(third) });
	expect(inside.status).toBe(303);
	expect(names(await peopleOf(third))).toEqual(['cleo']);
	expect(await waitingFor(second)).toEqual([]);
	// The choice that came with the first place went along.
	expect(
		await site.db.one('SELECT email_shared_at IS NOT NULL AS shares FROM memberships WHERE run_id = $1', [
			third,
		]),
	).toEqual({ shares: true });
});

test('a move at the moment at which seats come free leaves everybody in exactly one place', async () => {
	const { href, id, runId } = await withSeats('Musical chairs', 3);
	const second = await anotherRun(id, 3);
	const crowd: SignedIn[] = [];
	for (let number = 1; number <= 12; number++) crowd.push(await signedIn(site, `mover${number}`));
	for (const [index, person] of crowd.entries())
		await person.post(`${href}/membership`, { runId: String(index < 8 ? runId : second) });
	// Three sit in each, five wait for the first, one for the second.
	const leaving = crowd.slice(0, 2);
	const moving = crowd.slice(3, 8);
	await Promise.all([
		...leaving.map((person) => person.post(`${href}/membership?_method=DELETE`)),
		...moving.flatMap((person) => [
			person.post(`${href}/membership`, { runId: String(second) }),
			person.post(`${href}/membership`, { runId: String(second) }),
		]),
	]);
	const inside = [...names(await peopleOf(runId)), ...names(await peopleOf(second))];
	const waiting = [...names(await waitingFor(runId)), ...names(await waitingFor(second))];
	const staying = crowd.filter((person) => !leaving.includes(person)).map(({ username }) => username);
	expect([...inside, ...waiting].sort()).toEqual(staying.sort());
	for (const run of [runId, second]) expect((await peopleOf(run)).length).toBeLessThanOrEqual(3);
	expect(names(await peopleOf(second))).toHaveLength(3);
});
