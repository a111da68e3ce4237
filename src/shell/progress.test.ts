import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const cells = (page: { html: import('node-html-parser').HTMLElement }) =>
	page.html
		.querySelectorAll('tbody tr')
		.map((line) => [
			line.querySelector('.person')?.text.trim().replace(/\s+/g, ' ').split(' ').pop(),
			...line.querySelectorAll('td').map((cell) => cell.getAttribute('data-state')),
		]);

test('the organiser sees who did what, who needs a hand first, and opens the work', async () => {
	const course = await publishedCourse(site, ana, { title: 'Overview' });
	const [one, two] = await addTasks(site, ana, course, ['One', 'Two'], 'link');
	const dora = await signedIn(site, 'dora');
	const emil = await signedIn(site, 'emil');
	for (const person of [ben, dora, emil]) await joined(site, person, course);
	await site.db.query(`UPDATE memberships SET joined_at = now() - interval '9 days' WHERE user_id = $1`, [
		dora.id,
	]);
	for (const task of [one, two])
		await ben.post(`${course.href}/tasks/${task}/completion`, { proof: `https://example.org/${task}` });
	await emil.post(`${course.href}/tasks/${two}/completion`, { proof: 'https://example.org/emil' });
	const grid = await ana.visit(`${course.href}/progress`);
	expect(cells(grid)).toEqual([
		['Dora', 'open', 'open'],
		['Emil', 'open', 'work'],
		['Ben', 'work', 'work'],
	]);
	expect(grid.text).toContain('1 of 2 · 50 %');
	expect(grid.html.querySelectorAll('tbody th[scope="row"]').length).toBe(3);
	expect(grid.html.querySelectorAll('thead th[scope="col"]').length).toBe(3);
	const link = grid.html.querySelector('td a');
	expect(link?.text).toContain('Done, see the work: Emil, 2');
	expect((await ana.visit(link?.getAttribute('href') ?? '')).text).toContain('https://example.org/emil');
	await ana.post(`${course.href}/tasks/${one}?_method=DELETE`);
	expect((await ana.visit(`${course.href}/progress`)).text).toContain('1 of 1 · 100 %');
});

test('the overview is for organisers, and a run of another course is not found', async () => {
	const course = await publishedCourse(site, ana, { title: 'Closed' });
	const other = await publishedCourse(site, cleo, { title: 'Other' });
	await joined(site, ben, course);
	for (const path of ['progress', 'progress.csv']) {
		expect((await ben.request('GET', `${course.href}/${path}`)).status).toBe(403);
		expect((await cleo.request('GET', `${course.href}/${path}`)).status).toBe(403);
		expect((await site.visitor().request('GET', `${course.href}/${path}`)).location).toContain('/sign-in');
		const [run] = await site.db.query<{ id: number }>('SELECT id FROM runs WHERE course_id = $1', [other.id]);
		expect((await ana.request('GET', `${course.href}/${path}?run=${run?.id}`)).status).toBe(404);
		expect((await ana.request('GET', `${course.href}/${path}?run=x`)).status).toBe(404);
	}
	expect((await ana.visit(`${other.href}/progress`)).status).toBe(403);
});

test('each run has its own overview', async () => {
	const course = await publishedCourse(site, ana, { title: 'Twice' });
	await addTasks(site, ana, course, ['One']);
	await joined(site, ben, course);
	const runs = () => ana.page?.html.querySelectorAll('nav[aria-label="Runs"] li') ?? [];
	await ana.visit(`${course.href}/progress`);
	expect(runs().length).toBe(0);
	const [run] = await site.db.query<{ id: number }>(
		`INSERT INTO runs (course_id, pace, starts_on) VALUES ($1, 'fixed', '2026-03-01') RETURNING id`,
		[course.id],
	);
	await site.db.query('INSERT INTO memberships (run_id, user_id) VALUES ($1, $2)', [run?.id, cleo.id]);
	expect(cells(await ana.visit(`${course.href}/progress?run=${run?.id}`))).toEqual([['Cleo', 'open']]);
	expect(runs().map((each) => each.text)).toEqual([
		'Run 2, 1 March 2026: 1 participant',
		'Run 1: 1 participant',
	]);
	expect(cells(await ana.visit(runs()[1]?.querySelector('a')?.getAttribute('href') ?? ''))).toEqual([
		['Ben', 'open'],
	]);
	const table = ana.page?.html.querySelector('a[href*=".csv"]')?.getAttribute('href') ?? '';
	expect((await ana.request('GET', table)).body).toContain('Ben,ben,');
});

test('the table to download has no address without consent, and no cell that a spreadsheet would run', async () => {
	const course = await publishedCourse(site, ana, { title: 'Table' });
	const [task] = await addTasks(site, ana, course, ['=1+1', 'A, "quoted" one']);
	const fay = await signedIn(site, 'fay');
	const gil = await signedIn(site, 'gil');
	for (const person of [fay, gil]) await joined(site, person, course);
	await site.db.query(`UPDATE users SET display_name = '@SUM(A1)' WHERE id = $1`, [fay.id]);
	await fay.post(`${course.href}/tasks/${task}/completion`);
	await gil.visit(`${course.href}/membership`);
	expect(gil.page?.html.querySelector('#f-shareEmail')?.hasAttribute('checked')).toBe(false);
	const saved = await gil.submit(`${course.href}/membership`, { shareEmail: 'true' }, 'Save');
	expect(saved.html.querySelector('#f-shareEmail')?.hasAttribute('checked')).toBe(true);
	const file = await ana.request('GET', `${course.href}/progress.csv`);
	expect(file.headers).toMatchObject({
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="${course.slug}-progress.csv"`,
		'cache-control': 'no-store',
	});
	const lines = file.body.split('\r\n');
	expect(file.body.startsWith('\uFEFFName,Username,E-mail (if shared),')).toBe(true);
	expect(lines[0]).toContain(',1. =1+1,"2. A, ""quoted"" one"');
	expect(file.body).toContain("'@SUM(A1),fay,,");
	expect(file.body).toContain('Gil,gil,gil@example.org,');
	expect(file.body).not.toContain('fay@example.org');
	await gil.post(`${course.href}/membership?_method=PUT`);
	expect((await ana.request('GET', `${course.href}/progress.csv`)).body).not.toContain('gil@example.org');
});

test('two hundred people and forty tasks cost as many statements as two people and one task', async () => {
	const course = await publishedCourse(site, ana, { title: 'Crowd' });
	await addTasks(site, ana, course, ['Task 0'], 'link');
	await joined(site, ben, course);
	await joined(site, cleo, course);
	const overview = () => ana.visit(`${course.href}/progress`);
	const table = () => ana.request('GET', `${course.href}/progress.csv`);
	const few = [await site.statementsOf(overview), await site.statementsOf(table)];
	await addTasks(
		site,
		ana,
		course,
		Array.from({ length: 39 }, (_, n) => `Task ${n + 1}`),
	);
	await site.db.query(
		`WITH people AS (
			INSERT INTO users (username, email, display_name, confirmed_at)
			SELECT 'crowd' || n, 'crowd' || n || '@example.org', 'Person ' || n, now() FROM generate_series(1, 198) n RETURNING id
		), stays AS (
			INSERT INTO memberships (run_id, user_id) SELECT r.id, p.id FROM runs r, people p WHERE r.course_id = $1
		)
		INSERT INTO completions (task_id, user_id, proof_url)
		SELECT t.id, p.id, 'https://example.org/' || t.id FROM tasks t, people p WHERE t.course_id = $1 AND (t.id + p.id) % 3 > 0`,
		[course.id],
	);
	const many = [await site.statementsOf(overview), await site.statementsOf(table)];
	expect(many).toEqual(few);
	// Session and layout, the course and where the viewer stands, then at most two.
	expect(few[0]).toBeLessThanOrEqual(6);
	expect(ana.page?.html.querySelectorAll('tbody tr').length).toBe(50);
	expect(ana.page?.html.querySelectorAll('tbody td').length).toBe(50 * 40);
	expect(ana.page?.html.querySelector('[rel="next"]')?.getAttribute('href')).toBe(
		`${course.href}/progress?page=2`,
	);
	expect((await table()).body.trimEnd().split('\r\n').length).toBe(201);
});
