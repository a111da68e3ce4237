import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import type { Fields } from '../../test/support/person.js';
import { addTasks } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

function tasksOf(courseId: number) {
	return site.db.query<{ title: string; body: string; html: string; revisions: number }>(
		`SELECT title, body_md AS body, body_html AS html,
			(SELECT count(*)::int FROM task_revisions r WHERE r.task_id = t.id) AS revisions
		FROM tasks t WHERE course_id = $1 AND removed_at IS NULL ORDER BY position, id`,
		[courseId],
	);
}

test('Ana pastes her list of links, and each line is a task', async () => {
	const course = await draftCourse(site, ana, { title: 'Links' });
	await ana.visit(`${course.href}/tasks`);
	await ana.visit(`${course.href}/tasks/links`);
	const links = '- [Knots](https://a.org/knots)\n\nA film - https://youtu.be/abcdefghi_-\nRead chapter 2\n';
	const list = await ana.submit(`${course.href}/tasks/links`, { links });
	expect(list.text).toContain('3 tasks are added.');
	const tasks = await tasksOf(course.id);
	expect(tasks.map(({ title, body }) => [title, body])).toEqual([
		['Knots', '<https://a.org/knots>'],
		['A film', '<https://youtu.be/abcdefghi_->'],
		['Read chapter 2', ''],
	]);
	expect(tasks.every(({ revisions }) => revisions === 1)).toBe(true);
	expect(tasks[1]?.html).toContain('<figure class="embed">');
});

test('a form that is sent twice, at once or one after the other, makes its tasks once', async () => {
	const course = await draftCourse(site, ana, { title: 'Twice' });
	const links = { links: 'One https://a.org/1\nTwo https://a.org/2' };
	const twice = () => ana.post(`${course.href}/tasks/links`, links);
	await Promise.all([twice(), twice()]);
	await twice();
	const task = { title: 'Three', body: 'x', proof: 'none' };
	await Promise.all([1, 2].map(() => ana.post(`${course.href}/tasks`, task)));
	expect((await tasksOf(course.id)).map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
});

test('a list with faults makes no task, names each line and keeps the text', async () => {
	const course = await draftCourse(site, ana, { title: 'Faults' });
	await ana.visit(`${course.href}/tasks/links`);
	const links = `Fine https://a.org\n\n[x](javascript:alert(1))\n${'long '.repeat(30)}`;
	const answer = await ana.submit(`${course.href}/tasks/links`, { links });
	expect(answer.status).toBe(422);
	expect(answer.text).toContain('Line 3: only addresses with http:// or https://');
	expect(answer.text).toContain('Line 4: it has no title, or one of more than 100 characters.');
	expect(answer.html.querySelector('textarea')?.text).toBe(links.trim());
	const many = await ana.post(`${course.href}/tasks/links`, { links: 'x\n'.repeat(101) });
	expect([many.status, many.text.includes('at most 100')]).toEqual([422, true]);
	expect((await ana.post(`${course.href}/tasks/links`, { links: ' ' })).status).toBe(422);
	expect(await tasksOf(course.id)).toEqual([]);
});

test('only those who write the tasks paste or order them', async () => {
	const course = await publishedCourse(site, ana, { title: 'Not yours' });
	const draft = await draftCourse(site, ana, { title: 'Not even seen' });
	const [one, two] = await addTasks(site, ana, course, ['One', 'Two']);
	expect((await ben.request('GET', `${course.href}/tasks/links`)).status).toBe(403);
	expect((await ben.post(`${course.href}/tasks/links`, { links: 'x' })).status).toBe(403);
	expect((await ben.post(`${course.href}/tasks/order?_method=PUT`, { order: `${two},${one}` })).status).toBe(
		403,
	);
	expect((await ben.request('GET', `${draft.href}/tasks/links`)).status).toBe(404);
	expect((await ben.post(`${draft.href}/tasks/links`, { links: 'x' })).status).toBe(404);
});

test('dragging sends the whole order; an order of other tasks than there are is refused', async () => {
	const course = await draftCourse(site, ana, { title: 'Drag' });
	const ids = await addTasks(site, ana, course, ['One', 'Two', 'Three']);
	const [one, two, three] = ids;
	const arrange = (...order: unknown[]) =>
		ana.post(`${course.href}/tasks/order?_method=PUT`, { order: order.join(',') });
	expect((await arrange(three, one, two)).status).toBe(303);
	const order = async () => (await tasksOf(course.id)).map(({ title }) => title);
	expect(await order()).toEqual(['Three', 'One', 'Two']);
	const other = await draftCourse(site, ana, { title: 'Other drag' });
	const [stranger] = await addTasks(site, ana, other, ['Alien']);
	for (const wrong of [[one, two], [one, two, two], [one, two, stranger], [one, two, three, stranger], ['x']])
		expect((await arrange(...wrong)).status).toBe(409);
	const race = await Promise.all([arrange(one, two, three), arrange(two, three, one), arrange(...ids)]);
	expect(race.map(({ status }) => status)).toEqual([303, 303, 303]);
	expect([...(await order())].sort()).toEqual(['One', 'Three', 'Two']);
	const positions = await site.db.query<{ position: number }>(
		'SELECT position FROM tasks WHERE course_id = $1 ORDER BY 1',
		[course.id],
	);
	expect(positions.map(({ position }) => position)).toEqual([1, 2, 3]);
});

test('any two versions of a task can be compared, word by word, and nobody else sees them', async () => {
	const course = await publishedCourse(site, ana, { title: 'Versions' });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	const href = `${course.href}/tasks/${task}`;
	const edits: Fields[] = [{ body: 'Make a **loop** that holds.' }, { title: 'Bowline knot', proof: 'text' }];
	for (const fields of edits) {
		await ana.visit(`${href}/edit`);
		await ana.submit(href, fields);
	}
	const history = await ana.visit(`${href}/history`);
	const ids = history.html.querySelectorAll('input[name="from"]').map((input) => input.getAttribute('value'));
	expect(ids).toHaveLength(3);
	const whole = await ana.visit(`${href}/history/comparison?from=${ids[0]}&to=${ids[2]}`);
	expect(whole.html.querySelector('h1')?.text).toBe('From version 1 to version 3');
	const [title, body] = whole.html.querySelectorAll('.diff');
	expect(title?.querySelector('.diff-before ins')?.text).toBe('[Added:]  knot');
	expect(
		body
			?.querySelectorAll('.diff-before del')
			.map(({ text }) => text)
			.join(),
	).toContain('How');
	expect(whole.text).toContain('What people hand in: [Removed:] Nothing [Added:] A text');
	const same = await ana.visit(`${href}/history/comparison?from=${ids[0]}&to=${ids[0]}`);
	expect(same.text).toContain('say the same');
	const path = `${href}/history/comparison?from=${ids[0]}&to=${ids[2]}`;
	expect((await ben.request('GET', path)).status).toBe(403);
	for (const query of ['', '?from=x&to=1', '?from=999998&to=999999'])
		expect((await ana.request('GET', `${href}/history/comparison${query}`)).status).toBe(404);
});

test('the editor and the histories ask the database as often for many versions and files as for few', async () => {
	const course = await draftCourse(site, ana, { title: 'Budget' });
	const [task] = await addTasks(site, ana, course, ['One']);
	const href = `${course.href}/tasks/${task}`;
	const paths = [`${href}/edit`, `${href}/history`, `${course.href}/files`, `${course.href}/about/history`];
	const cost = () => site.statementsOfEach(paths, (path) => ana.request('GET', path));
	const few = await cost();
	for (let n = 0; n < 20; n++) {
		const page = await ana.request('GET', `${href}/edit`);
		const base = page.html.querySelector('[name="base"]')?.getAttribute('value') ?? '';
		await ana.post(`${href}?_method=PUT`, { title: 'One', body: `Version ${n}`, proof: 'none', base });
	}
	expect(await cost()).toEqual(few);
	expect(Math.max(...few)).toBeLessThanOrEqual(8);
});
