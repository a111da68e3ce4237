import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, signedIn, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { TasksQueries } from './tasks.queries.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

async function courseOf(title: string, tasks: readonly string[], proof: 'none' | 'link' | 'text' = 'none') {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, tasks, proof);
	await joined(site, ben, course);
	return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`), ids };
}

function events(name: string, courseId: number) {
	return site.db.query<{ payload: object }>(
		`SELECT payload FROM events WHERE name = $1 AND (payload->>'courseId')::int = $2 ORDER BY id`,
		[name, courseId],
	);
}

function progress(answer: { html: import('node-html-parser').HTMLElement }) {
	const bar = answer.html.querySelector('progress');
	return [bar?.getAttribute('value'), bar?.getAttribute('max')].map(Number);
}

test('Ben ticks a task, is led to the next one, unticks it and ticks it again', async () => {
	const course = await courseOf('Ticking', ['One', 'Two']);
	const [first, second] = course.tasks;
	await ben.visit(first ?? '');
	const onward = await ben.submit(`${first}/completion`);
	expect(onward.html.querySelector('h1')?.text).toBe('Two');
	expect(onward.text).toContain('“One” is done.');
	const done = await ben.visit(first ?? '');
	expect(progress(done)).toEqual([1, 2]);
	expect(done.html.querySelector('#done .button')?.getAttribute('href')).toBe(second);
	const list = await ben.visit(`${course.href}/tasks`);
	expect(list.html.querySelectorAll('.task-list li').map((each) => each.getAttribute('data-state'))).toEqual([
		'done',
		'next',
	]);
	await ben.visit(first ?? '');
	const undone = await ben.submit(`${first}/completion`, {}, 'Not done after all');
	expect(undone.html.querySelector('#work')).not.toBeNull();
	await ben.submit(`${first}/completion`);
	const rows = await site.db.query<{ isOver: boolean }>(
		'SELECT undone_at IS NOT NULL AS "isOver" FROM completions WHERE task_id = $1 ORDER BY id',
		[course.ids[0]],
	);
	expect(rows.map(({ isOver }) => isOver)).toEqual([true, false]);
	expect((await events('task.completed', course.id)).length).toBe(2);
	expect((await events('task.undone', course.id)).length).toBe(1);
	expect(await events('course.completed', course.id)).toEqual([]);
});

test('a link is asked for, checked, kept when it is wrong and shown to the others of the course', async () => {
	const course = await courseOf('Links', ['Page', 'Other'], 'link');
	const [task = ''] = course.tasks;
	for (const wrong of [
		'',
		'example.org',
		'javascript:alert(1)',
		'ftp://example.org/x',
		`https://example.org/${'x'.repeat(1000)}`,
	]) {
		await ben.visit(task);
		const answer = await ben.submit(`${task}/completion`, { proof: wrong });
		expect(answer.status).toBe(422);
		expect(answer.html.querySelector('#f-proof')?.getAttribute('value')).toBe(wrong);
		expect(answer.html.querySelector('#f-proof-error')?.text).toContain('whole address');
	}
	await ben.submit(`${task}/completion`, { proof: 'https://example.org/ben?a=1&b=2' });
	const done = await ben.visit(task);
	expect(done.html.querySelector('#done a[rel]')?.getAttribute('href')).toBe(
		'https://example.org/ben?a=1&b=2',
	);
	expect((await ana.visit(task)).text).toContain('https://example.org/ben');
	expect((await cleo.visit(task)).text).not.toContain('https://example.org/ben');
	expect((await site.visitor().visit(task)).text).not.toContain('https://example.org/ben');
});

test('a text is rendered, can be handed in again, and the old one stays in the history', async () => {
	const course = await courseOf('Texts', ['Essay', 'Other'], 'text');
	const [task = ''] = course.tasks;
	await ben.visit(task);
	expect((await ben.submit(`${task}/completion`, { proof: 'x'.repeat(5001) })).status).toBe(422);
	await ben.submit(`${task}/completion`, { proof: 'My *first* try' });
	const done = await ben.visit(task);
	expect(done.html.querySelector('#done .prose em')?.text).toBe('first');
	const again = await ben.submit(`${task}/completion`, { proof: 'My **second** try' }, 'Hand in');
	expect(again.html.querySelector('#done .prose strong')?.text).toBe('second');
	const [rows] = await site.db.query(
		`SELECT array_agg(proof_md ORDER BY id) AS texts, count(*) FILTER (WHERE undone_at IS NULL)::int AS current
		FROM completions WHERE task_id = $1`,
		[course.ids[0]],
	);
	expect(rows).toEqual({ texts: ['My *first* try', 'My **second** try'], current: 1 });
	expect((await events('task.completed', course.id)).length).toBe(1);
});

test('a double submit makes one completion and one event', async () => {
	const course = await courseOf('Double', ['One', 'Two']);
	const answers = await Promise.all([1, 2, 3, 4].map(() => ben.post(`${course.tasks[0]}/completion`)));
	expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
	const [row] = await site.db.query('SELECT count(*)::int AS n FROM completions WHERE task_id = $1', [
		course.ids[0],
	]);
	expect(row).toEqual({ n: 1 });
	expect((await events('task.completed', course.id)).length).toBe(1);
	const undone = await Promise.all(
		[1, 2].map(() => ben.post(`${course.tasks[0]}/completion?_method=DELETE`)),
	);
	expect(undone.map(({ status }) => status)).toEqual([303, 303]);
	expect((await events('task.undone', course.id)).length).toBe(1);
});

test('the last two tasks ticked at the same moment complete the course exactly once', async () => {
	for (let round = 0; round < 5; round++) {
		const course = await courseOf(`Race ${round}`, ['One', 'Two', 'Three']);
		await ben.post(`${course.tasks[0]}/completion`);
		const last = await Promise.all(course.tasks.slice(1).map((task) => ben.post(`${task}/completion`)));
		expect(last.map(({ location }) => location)).toContain(`${course.href}/congratulations`);
		const completed = await events('course.completed', course.id);
		expect(completed.map(({ payload }) => payload)).toEqual([{ courseId: course.id, userId: ben.id }]);
	}
});

test('progress counts the tasks there are now: adding one, removing one, bringing it back', async () => {
	const course = await courseOf('Honest', ['One', 'Two']);
	await ben.post(`${course.tasks[0]}/completion`);
	await addTasks(site, ana, course, ['Three']);
	expect(progress(await ben.visit(`${course.href}/tasks`))).toEqual([1, 3]);
	await ana.post(`${course.tasks[0]}?_method=DELETE`);
	expect(progress(await ben.visit(`${course.href}/tasks`))).toEqual([0, 2]);
	await ana.post(`${course.tasks[0]}/restoration`);
	expect(progress(await ben.visit(`${course.href}/tasks`))).toEqual([1, 3]);
});

test('removing the only task Ben had open completes the course for him, and for nobody else', async () => {
	const course = await courseOf('Removed last', ['One', 'Two']);
	const dora = await signedIn(site, 'dora');
	await joined(site, dora, course);
	await ben.post(`${course.tasks[0]}/completion`);
	await ana.post(`${course.tasks[1]}?_method=DELETE`);
	expect((await events('course.completed', course.id)).map(({ payload }) => payload)).toEqual([
		{ courseId: course.id, userId: ben.id },
	]);
});

test('a tick and the removal of the other open task at the same moment complete the course once', async () => {
	for (let round = 0; round < 5; round++) {
		const course = await courseOf(`Removal race ${round}`, ['One', 'Two']);
		await Promise.all([
			ben.post(`${course.tasks[0]}/completion`),
			ana.post(`${course.tasks[1]}?_method=DELETE`),
		]);
		expect((await events('course.completed', course.id)).length).toBe(1);
	}
});

test('only people in the course tick its tasks, and only while it runs', async () => {
	const course = await courseOf('Closed doors', ['One']);
	const [task = ''] = course.tasks;
	expect((await cleo.post(`${task}/completion`)).status).toBe(403);
	expect((await cleo.post(`${task}/completion?_method=DELETE`)).status).toBe(403);
	expect((await ana.post(`${task}/completion`)).status).toBe(403);
	expect((await site.visitor().request('POST', `${task}/completion`)).status).toBe(401);
	expect((await cleo.visit(task)).html.querySelector('#work')).toBeNull();
	expect((await site.visitor().visit(task)).text).toContain('Join to tick tasks');
	expect((await ben.post(`${course.href}/tasks/999999/completion`)).status).toBe(404);
	await site.db.query('UPDATE courses SET archived_at = now() WHERE id = $1', [course.id]);
	expect((await ben.post(`${task}/completion`)).status).toBe(403);
	expect((await events('task.completed', course.id)).length).toBe(0);
});

test('a task page costs the same with two peers and with twenty, at most eight statements', async () => {
	const course = await courseOf('Budget', ['One'], 'link');
	const [task = ''] = course.tasks;
	const hand = async (from: number, to: number) => {
		for (let n = from; n < to; n++) {
			const peer = await signedIn(site, `peer${n}`);
			await joined(site, peer, course);
			expect((await peer.post(`${task}/completion`, { proof: `https://example.org/${n}` })).status).toBe(303);
		}
	};
	await hand(0, 2);
	const few = await site.statementsOf(() => ben.visit(task));
	await hand(2, 20);
	const many = await site.statementsOf(() => ben.visit(task));
	expect(ben.page?.html.querySelectorAll('section[aria-labelledby="peers-title"] li').length).toBe(10);
	expect(many).toBe(few);
	expect(many).toBeLessThanOrEqual(8);
});

test('progress of several people at once', async () => {
	const course = await courseOf('People', ['One', 'Two']);
	await ben.post(`${course.tasks[0]}/completion`);
	const progressOf = await site.app.get(TasksQueries).progressOf(course.id, [ben.id, cleo.id]);
	expect([...progressOf]).toEqual([
		[ben.id, 1],
		[cleo.id, 0],
	]);
});
