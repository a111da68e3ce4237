import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

const settings = { seats: '', pace: 'rolling', startsOn: '', endsOn: '', timeZone: 'UTC' };

/** A course with a first run, and others with these ways in. */
async function withRuns(title: string, ...signUps: string[]) {
	const course = await publishedCourse(site, people.ana, { title });
	for (const signUp of signUps) await people.ana.post(`${course.href}/runs`, { ...settings, signUp });
	return { ...course, runs: await runsOf(course.id) };
}

async function runsOf(courseId: number): Promise<number[]> {
	const rows = await site.db.query<{ id: number }>('SELECT id FROM runs WHERE course_id = $1 ORDER BY id', [
		courseId,
	]);
	return rows.map(({ id }) => id);
}

test('Ana deletes a run that nobody ever joined, and never the last one', async () => {
	const { ana } = people;
	const { href, id, runs } = await withRuns('By mistake', 'open');
	const [first, second] = runs;
	const list = await ana.visit(`${href}/runs`);
	const ask = list.html
		.querySelector(`form[action^="${href}/runs/${second}?"]`)
		?.getAttribute('data-confirm');
	expect(ask).toContain('Delete the run “At any time”?');
	expect((await ana.submit(`${href}/runs/${second}`)).text).toContain('The run is deleted.');
	expect(await runsOf(id)).toEqual([first]);
	expect((await ana.visit(`${href}/runs`)).text).not.toContain('Delete this run');
	await ana.post(`${href}/runs/${first}?_method=DELETE`);
	expect(await runsOf(id)).toEqual([first]);
	expect((await ana.post(`${href}/runs/${second}?_method=DELETE`)).status).toBe(404);
});

test('a run that somebody is in, was in, waits for or applied to stays', async () => {
	const { ana, ben, cleo } = people;
	const { href, id, runs } = await withRuns('In use', 'open', 'open', 'moderated', 'open');
	const [left, full, moderated, empty] = runs.slice(1);
	await ben.post(`${href}/membership`, { runId: String(left) });
	await ben.post(`${href}/membership?_method=DELETE`);
	await site.db.query('UPDATE runs SET seats = 1 WHERE id = $1', [full]);
	await ben.post(`${href}/membership`, { runId: String(full) });
	await cleo.post(`${href}/membership`, { runId: String(full) });
	await site.db.query('INSERT INTO sign_up_applications (run_id, user_id) VALUES ($1, $2)', [
		moderated,
		cleo.id,
	]);
	const list = await ana.visit(`${href}/runs`);
	for (const used of [left, full])
		expect(list.html.querySelector(`form[action^="${href}/runs/${used}?"]`)).toBeNull();
	const refused = await ana.submit(`${href}/runs/${moderated}`);
	expect(refused.text).toContain('This run has people, or had some: it stays.');
	for (const used of [left, full, moderated]) await ana.post(`${href}/runs/${used}?_method=DELETE`);
	expect(await runsOf(id)).toEqual(runs);
	expect((await ben.post(`${href}/runs/${empty}?_method=DELETE`)).status).toBe(403);
	expect((await site.visitor().post(`${href}/runs/${empty}?_method=DELETE`)).status).toBe(401);
});

test('of a join and a deletion at the same moment one finds the other done, and two deletions leave one run', async () => {
	const { ana, ben } = people;
	const { href, id, runs } = await withRuns('Same moment', 'open');
	const [, second] = runs;
	await Promise.all([
		ana.post(`${href}/runs/${second}?_method=DELETE`),
		ben.post(`${href}/membership`, { runId: String(second) }),
	]);
	const isIn = await site.db.query('SELECT id FROM memberships WHERE run_id = $1', [second]);
	expect((await runsOf(id)).length).toBe(1 + isIn.length);

	const both = await withRuns('Both', 'open');
	await Promise.all(both.runs.map((run) => ana.post(`${both.href}/runs/${run}?_method=DELETE`)));
	expect(await runsOf(both.id)).toHaveLength(1);
});

test('an application that arrives when its run is gone says so', async () => {
	const { ana, ben } = people;
	const { href, runs } = await withRuns('Too late', 'moderated');
	const moderated = runs[1];
	await ana.post(`${href}/questions?_method=PUT`, { question: 'Why?', audience: 'organisers' });
	await ben.visit(`${href}/applications/new?run=${moderated}`);
	await ana.post(`${href}/runs/${moderated}?_method=DELETE`);
	const late = await ben.submit(`${href}/applications`, { answer: ['Because.'] });
	expect(late.text).toContain('This takes no applications at the moment.');
});
