import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast, type SignedIn } from '../../../test/support/cast.js';
import { publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

async function written(title: string, ...texts: string[]) {
	const course = await publishedCourse(site, ana, { title });
	for (const bodyMd of texts) {
		await ana.visit(`${course.href}/about/edit`);
		await ana.submit(`${course.href}/about`, { bodyMd, note: `About ${bodyMd.split(' ')[0]}` });
	}
	return course;
}

test('every version of the About page is kept, compared and brought back as a new one', async () => {
	const { href, id } = await written('History', 'We bake bread.', 'We bake good bread.');
	const history = await ana.visit(`${href}/about/history`);
	expect(history.text).toContain('Version 3');
	expect(history.text).toContain('About We');
	const changes = history.html.querySelector('a[href*="comparison"]')?.getAttribute('href') ?? '';
	const comparison = await ana.visit(changes.replaceAll('&amp;', '&'));
	expect(comparison.html.querySelector('.diff-before ins')?.text).toBe('[Added:] good ');
	const [, second] = history.html.querySelectorAll('.history p > a:first-child');
	const version = await ana.visit(second?.getAttribute('href') ?? '');
	expect(version.html.querySelector('.prose')?.text.trim()).toBe('We bake bread.');
	const restored = await ana.submit(`${second?.getAttribute('href')}/restoration`);
	expect(restored.text).toContain('The earlier version is back.');
	expect((await ben.visit(href)).html.querySelector('.prose')?.text.trim()).toBe('We bake bread.');
	const revisions = await site.db.query<{ id: number; parentId: number | null }>(
		'SELECT id, parent_id AS "parentId" FROM about_revisions WHERE course_id = $1 ORDER BY id',
		[id],
	);
	expect(revisions).toHaveLength(4);
	expect(revisions[3]?.parentId).toBe(revisions[2]?.id);
	expect((await ana.visit(`${href}/about/history`)).text).toContain('The same text as version 2');
});

test('of an edit and a restoration at the same moment one is told that it came second', async () => {
	const { href } = await written('At once', 'One.', 'Two.');
	const history = await ana.visit(`${href}/about/history`);
	const ids = history.html.querySelectorAll('input[name="from"]').map((input) => input.getAttribute('value'));
	const restore = () => ana.post(`${href}/about/history/${ids[1]}/restoration`);
	const edit = () =>
		ana.post(`${href}/about?_method=PUT`, { bodyMd: 'Three.', baseRevisionId: ids[0] ?? '' });
	const answers = await Promise.all([restore(), edit(), restore()]);
	expect(answers.every(({ status }) => status === 303 || status === 409)).toBe(true);
	const [count] = await site.db.query<{ n: number }>(
		`SELECT count(*)::int AS n FROM about_revisions a JOIN courses c ON c.id = a.course_id
		WHERE c.slug = 'at-once' AND a.parent_id = $1`,
		[ids[0]],
	);
	expect(count).toEqual({ n: 1 });
});

test('the draft of an About page waits, and is gone once it is saved', async () => {
	const { href, id } = await written('Draft');
	await ana.post(`/drafts/about-${id}?_method=PUT`, { bodyMd: 'Half a thought' });
	const edit = await ana.visit(`${href}/about/edit`);
	expect(edit.html.querySelector('#f-bodyMd')?.text).toBe('Half a thought');
	await ana.submit(`${href}/about`);
	const rows = await site.db.query('SELECT place FROM drafts WHERE user_id = $1', [ana.id]);
	expect(rows).toEqual([]);
});

test('earlier versions are for organisers', async () => {
	const { href } = await written('Private past', 'One.');
	const other = await written('Another past', 'Two.');
	const history = await ana.visit(`${href}/about/history`);
	const id = history.html.querySelector('input[name="from"]')?.getAttribute('value');
	for (const path of ['', `/${id}`, `/comparison?from=${id}&to=${id}`])
		expect((await ben.request('GET', `${href}/about/history${path}`)).status).toBe(403);
	expect((await ben.post(`${href}/about/history/${id}/restoration`)).status).toBe(403);
	expect((await ana.request('GET', `${other.href}/about/history/${id}`)).status).toBe(404);
	expect((await ana.post(`${other.href}/about/history/${id}/restoration`)).status).toBe(404);
});

test('comparing takes work, so one member gets so many a minute', async () => {
	const course = await written('Much compared', 'One.');
	const row = await site.db.one<{ id: number }>(
		'SELECT max(id) AS id FROM about_revisions WHERE course_id = $1',
		[course.id],
	);
	const path = `${course.href}/about/history/comparison?from=${row?.id}&to=${row?.id}`;
	expect((await ana.visit(path)).status).toBe(200);
	await site.db.query(`UPDATE throttles SET used = 60 WHERE key = $1`, [`comparison:${ana.id}`]);
	const statuses = [(await ana.visit(path)).status, (await ana.visit(path)).status];
	expect(statuses).toContain(429);
});
