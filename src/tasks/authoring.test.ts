import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { contentHash } from './task-content.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

/** A course that its participants write too, and that anybody may join. */
async function wiki(title: string) {
	const course = await publishedCourse(site, ana, { title, kind: 'study-group' });
	await site.db.query(`UPDATE runs SET sign_up = 'open' WHERE course_id = $1`, [course.id]);
	return course;
}

function titles(courseId: number) {
	return site.db
		.query<{ title: string }>(
			'SELECT title FROM tasks WHERE course_id = $1 AND removed_at IS NULL ORDER BY position, id',
			[courseId],
		)
		.then((rows) => rows.map(({ title }) => title));
}

test('Ana writes her first task from the empty list, and it is there for her alone while the course is a draft', async () => {
	const course = await draftCourse(site, ana, { title: 'First task' });
	const empty = await ana.visit(`${course.href}/tasks`);
	expect(empty.text).toContain('No tasks yet');
	await ana.visit(`${course.href}/tasks/new`);
	const list = await ana.submit(`${course.href}/tasks`, {
		title: 'Bowline',
		body: 'Make a **loop** that holds.',
		proof: 'link',
	});
	expect(list.text).toContain('“Bowline” is added.');
	expect(list.html.querySelector('.task-list a')?.text).toBe('Bowline');
	const [task] = await site.db.query<{ id: number }>('SELECT id FROM tasks WHERE course_id = $1', [
		course.id,
	]);
	const page = await ana.visit(`${course.href}/tasks/${task?.id}`);
	expect(page.html.querySelector('.prose strong')?.text).toBe('loop');
	for (const outsider of [ben, site.visitor()]) {
		expect((await outsider.request('GET', `${course.href}/tasks`)).status).toBe(404);
		expect((await outsider.request('GET', `${course.href}/tasks/${task?.id}`)).status).toBe(404);
	}
	expect((await ben.post(`${course.href}/tasks`, { title: 'Mine' })).status).toBe(404);
});

test('a task without a title comes back with everything else kept', async () => {
	const course = await draftCourse(site, ana, { title: 'No title' });
	await ana.visit(`${course.href}/tasks/new`);
	const answer = await ana.submit(`${course.href}/tasks`, {
		title: ' ',
		body: 'My <b>text</b>',
		proof: 'text',
	});
	expect(answer.status).toBe(422);
	expect(answer.html.querySelector('#f-title-error')?.text).toContain('Give the task a title');
	expect(answer.html.querySelector('#f-body')?.textContent).toBe('My <b>text</b>');
	expect(answer.html.querySelector('input[value="text"]')?.hasAttribute('checked')).toBe(true);
	const long = await ana.post(`${course.href}/tasks`, { title: 'x'.repeat(101), proof: 'file', extra: '1' });
	expect(long.status).toBe(422);
	expect(await titles(course.id)).toEqual([]);
});

test('the preview button shows the text and saves nothing', async () => {
	const course = await draftCourse(site, ana, { title: 'Preview' });
	const answer = await ana.post(`${course.href}/tasks`, {
		title: 'Reef knot',
		body: '_left over right_ <script>alert(1)</script>',
		proof: 'none',
		intent: 'preview',
	});
	expect(answer.status).toBe(200);
	expect(answer.html.querySelector('.preview em')?.text).toBe('left over right');
	expect(answer.html.querySelector('.preview script')).toBeNull();
	expect(answer.html.querySelector('#f-title')?.getAttribute('value')).toBe('Reef knot');
	expect(await titles(course.id)).toEqual([]);
});

test('tasks are reordered one step at a time, and the ends stay where they are', async () => {
	const course = await draftCourse(site, ana, { title: 'Order' });
	const [first, , third] = await addTasks(site, ana, course, ['One', 'Two', 'Three']);
	await ana.visit(`${course.href}/tasks`);
	await ana.submit(`${course.href}/tasks/order`, { task: String(third), direction: 'up' });
	expect(await titles(course.id)).toEqual(['One', 'Three', 'Two']);
	await ana.submit(`${course.href}/tasks/order`, { task: String(first), direction: 'up' });
	expect(await titles(course.id)).toEqual(['One', 'Three', 'Two']);
	await Promise.all([
		ana.post(`${course.href}/tasks/order?_method=PUT`, { task: String(first), direction: 'down' }),
		ana.post(`${course.href}/tasks/order?_method=PUT`, { task: String(first), direction: 'down' }),
	]);
	expect(await titles(course.id)).toEqual(['Three', 'Two', 'One']);
	const wrong = await ana.post(`${course.href}/tasks/order?_method=PUT`, { task: 'x', direction: 'up' });
	expect(wrong.status).toBe(409);
});

test('a removed task is gone for readers and comes back where it was', async () => {
	const course = await publishedCourse(site, ana, { title: 'Removal' });
	const [, second] = await addTasks(site, ana, course, ['One', 'Two', 'Three']);
	await ana.visit(`${course.href}/tasks`);
	const after = await ana.submit(`${course.href}/tasks/${second}`);
	expect(after.text).toContain('The task is removed.');
	expect(await titles(course.id)).toEqual(['One', 'Three']);
	const reader = site.visitor();
	expect((await reader.visit(`${course.href}/tasks/${second}`)).status).toBe(404);
	expect((await reader.visit(`${course.href}/tasks`)).text).not.toContain('Two');
	expect((await ana.post(`${course.href}/tasks/${second}?_method=DELETE`)).status).toBe(404);
	await ana.submit(`${course.href}/tasks/${second}/restoration`);
	expect(await titles(course.id)).toEqual(['One', 'Two', 'Three']);
});

test('every save is a revision with its parent, hash, author and note; an earlier one is restored as a new one', async () => {
	const course = await draftCourse(site, ana, { title: 'Revisions' });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	const href = `${course.href}/tasks/${task}`;
	await ana.visit(`${href}/edit`);
	const saved = await ana.submit(href, { title: 'Bowline knot', note: 'Its whole name' });
	expect(saved.text).toContain('The task is saved.');
	await ana.visit(`${href}/edit`);
	await ana.submit(href, { note: 'Nothing changed' });
	const history = await ana.visit(`${href}/history`);
	expect(history.text).toContain('Its whole name');
	expect(history.text).not.toContain('Nothing changed');
	const first = history.html.querySelectorAll('.history a[href*="history/"]').at(-1)?.getAttribute('href');
	const version = await ana.visit(first ?? '');
	expect(version.html.querySelector('h1')?.text).toBe('Bowline');
	await ana.submit(`${first}/restoration`);
	const revisions = await site.db.query<{
		id: number;
		parentId: number | null;
		hash: string;
		authorId: number;
	}>(
		`SELECT id, parent_id AS "parentId", content_hash AS hash, author_id AS "authorId" FROM task_revisions
		WHERE task_id = $1 ORDER BY id`,
		[task],
	);
	const body = 'How to do **Bowline**.';
	const hashes = ['Bowline', 'Bowline knot', 'Bowline'].map((title) =>
		contentHash({ title, body, proof: 'none' }),
	);
	expect(revisions.map(({ hash }) => hash)).toEqual(hashes);
	expect(revisions.map(({ parentId }) => parentId)).toEqual([null, revisions[0]?.id, revisions[1]?.id]);
	expect(revisions.every(({ authorId }) => authorId === ana.id)).toBe(true);
	const [now] = await site.db.query(
		'SELECT title, revision_id AS revision, lineage_id AS lineage FROM tasks WHERE id = $1',
		[task],
	);
	expect(now).toMatchObject({ title: 'Bowline', revision: revisions[2]?.id, lineage: expect.any(String) });
	expect((await ana.visit(`${href}/history`)).text).toContain('The same text as version 1');
});

test('of two who edit the same text the second sees both and loses nothing', async () => {
	const course = await wiki('Wiki');
	const [task] = await addTasks(site, ana, course, ['Splice']);
	await joined(site, ben, course);
	const href = `${course.href}/tasks/${task}`;
	await ana.visit(`${href}/edit`);
	await ben.visit(`${href}/edit`);
	await ana.submit(href, { body: 'Text of Ana' });
	const stale = await ben.submit(href, { body: 'Text of Ben', note: 'my note' });
	expect(stale.status).toBe(409);
	expect(stale.html.querySelector('#theirs-body')?.text).toBe('Text of Ana');
	expect(stale.html.querySelector('#f-body')?.text).toBe('Text of Ben');
	expect(stale.html.querySelector('#f-note')?.getAttribute('value')).toBe('my note');
	const merged = await ben.submit(href, { body: 'Text of Ana and Ben' });
	expect(merged.status).toBe(200);
	const revisions = await site.db.query<{ body: string; parent: number | null; id: number }>(
		'SELECT id, parent_id AS parent, body_md AS body FROM task_revisions WHERE task_id = $1 ORDER BY id',
		[task],
	);
	expect(revisions.map(({ body }) => body).slice(1)).toEqual(['Text of Ana', 'Text of Ana and Ben']);
	expect(revisions[2]?.parent).toBe(revisions[1]?.id);
	const history = await ben.visit(`${href}/history`);
	const authors = history.html
		.querySelectorAll('.history a[href^="/people/"]')
		.map(({ text }) => text.trim());
	expect(authors.map((name) => name.split(/\s+/).at(-1))).toEqual(['Ben', 'Ana', 'Ana']);
});

test('of saves at the same moment on one revision exactly one wins, and a repeated one is no conflict', async () => {
	const course = await draftCourse(site, ana, { title: 'At once' });
	const [task] = await addTasks(site, ana, course, ['Hitch']);
	const href = `${course.href}/tasks/${task}`;
	const edit = await ana.visit(`${href}/edit`);
	const base = edit.html.querySelector('input[name="base"]')?.getAttribute('value') ?? '';
	const save = (body: string) =>
		ana.post(`${href}?_method=PUT`, { title: 'Hitch', body, proof: 'none', base });
	const answers = await Promise.all(['a', 'b', 'c', 'd'].map(save));
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
	const same = await draftCourse(site, ana, { title: 'Twice' });
	const [twice] = await addTasks(site, ana, same, ['Hitch']);
	const again = await ana.visit(`${same.href}/tasks/${twice}/edit`);
	const fields = {
		title: 'Hitch',
		body: 'once',
		proof: 'none',
		base: again.html.querySelector('input[name="base"]')?.getAttribute('value') ?? '',
	};
	const pair = await Promise.all(
		[1, 2].map(() => ana.post(`${same.href}/tasks/${twice}?_method=PUT`, fields)),
	);
	expect(pair.map(({ status }) => status)).toEqual([303, 303]);
	const [count] = await site.db.query('SELECT count(*)::int AS n FROM task_revisions WHERE task_id = $1', [
		twice,
	]);
	expect(count).toEqual({ n: 2 });
});

test('participants edit where the course lets them, and nobody else does', async () => {
	const open = await wiki('Open notebook');
	const course = await publishedCourse(site, ana, { title: 'Closed notebook' });
	const [task] = await addTasks(site, ana, course, ['One']);
	for (const each of [open, course]) await joined(site, ben, each);
	expect((await ben.request('GET', `${open.href}/tasks/new`)).status).toBe(200);
	expect((await ben.post(`${open.href}/tasks`, { title: 'By Ben', proof: 'none' })).status).toBe(303);
	for (const [who, where] of [
		[cleo, open],
		[ben, course],
		[cleo, course],
	] as const) {
		expect((await who.request('GET', `${where.href}/tasks/new`)).status).toBe(403);
		expect((await who.post(`${where.href}/tasks`, { title: 'No', proof: 'none' })).status).toBe(403);
	}
	const href = `${course.href}/tasks/${task}`;
	for (const path of [`${href}/edit`, `${href}/history`, `${href}/history/1`])
		expect((await ben.request('GET', path)).status).toBe(403);
	expect((await ben.post(`${href}?_method=PUT`, { title: 'No', proof: 'none', base: '1' })).status).toBe(403);
	expect((await ben.post(`${href}?_method=DELETE`)).status).toBe(403);
	expect((await ben.post(`${href}/restoration`)).status).toBe(403);
	expect((await ben.post(`${course.href}/tasks/order?_method=PUT`, {})).status).toBe(403);
	expect((await ben.visit(`${course.href}/tasks`)).html.querySelector('form[action*="order"]')).toBeNull();
});

test('a task is reached through its own course only', async () => {
	const course = await publishedCourse(site, ana, { title: 'Here' });
	const other = await publishedCourse(site, ana, { title: 'There' });
	const [task] = await addTasks(site, ana, course, ['One']);
	for (const id of [task, 999999, 'x', '1e3', '99999999999'])
		expect((await ana.request('GET', `${other.href}/tasks/${id}`)).status).toBe(404);
	const fields = { title: 'Stolen', proof: 'none', base: '1' };
	expect((await ana.post(`${other.href}/tasks/${task}?_method=PUT`, fields)).status).toBe(404);
	expect((await ana.post(`${other.href}/tasks/${task}?_method=DELETE`)).status).toBe(404);
	expect(await titles(course.id)).toEqual(['One']);
});
