import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HTMLElement } from 'node-html-parser';
import { someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
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

test('congratulations are for those who finished; the others are led to what is left', async () => {
	const course = await publishedCourse(site, ana, { title: 'Well done' });
	const tasks = await addTasks(site, ana, course, ['One', 'Two']);
	await joined(site, ben, course);
	const early = await ben.request('GET', `${course.href}/congratulations`);
	expect(early.location).toBe(`${course.href}/tasks`);
	await ben.post(`${course.href}/tasks/${tasks[0]}/completion`);
	await ben.visit(`${course.href}/tasks/${tasks[1]}`);
	const end = await ben.submit(`${course.href}/tasks/${tasks[1]}/completion`);
	expect(end.html.querySelector('h1')?.text).toBe('You did it!');
	expect(end.text).toContain('all 2 tasks are done');
	const again =
		end.html.querySelector('section[aria-labelledby="again-title"] a')?.getAttribute('href') ?? '';
	expect((await ben.visit(again)).status).toBe(200);
	expect((await cleo.request('GET', `${course.href}/congratulations`)).location).toBe(`${course.href}/tasks`);
	const stranger = await site.visitor().request('GET', `${course.href}/congratulations`);
	expect(stranger.location).toContain('/sign-in');
});

test('a badge that is over is still to be earned; one that was revoked is not spoken of', async () => {
	const course = await publishedCourse(site, ana, { title: 'Once more' });
	const [task] = await addTasks(site, ana, course, ['One']);
	const finisher = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Finisher');
	const helper = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Helper of the year');
	await joined(site, ben, course);
	await ben.post(`${course.href}/tasks/${task}/completion`);
	await ana.post(`${helper.href}/grants`, { people: 'ben' });
	await site.drainJobs();
	const page = () => ben.visit(`${course.href}/congratulations`);
	const endNow = () =>
		site.db.query(`UPDATE awards SET valid_until = now() WHERE badge_id = ANY($1)`, [
			[finisher.id, helper.id],
		]);
	const seeing = (shown: { html: HTMLElement }) =>
		shown.html.querySelectorAll('main a[href^="/awards/"]').length;
	expect(seeing(await page())).toBe(2);
	await endNow();
	const after = await page();
	expect(seeing(after)).toBe(0);
	expect(after.text).toContain('It comes by itself as soon as all it asks for is done.');
	expect(after.text).toMatch(/Badges still to earn.*Helper of the year/);
	await site.db.query('UPDATE awards SET revoked_at = now() WHERE badge_id = ANY($1)', [
		[finisher.id, helper.id],
	]);
	expect((await page()).text).not.toMatch(/Finisher|Helper of the year/);
});

test('the next course of the collection is offered, and drafts between are passed over', async () => {
	const first = await publishedCourse(site, ana, { title: 'Path 1' });
	const hidden = await publishedCourse(site, ana, { title: 'Path 2' });
	const third = await publishedCourse(site, ana, { title: 'Path 3' });
	await site.db.query('UPDATE courses SET published_at = NULL WHERE id = $1', [hidden.id]);
	await site.db.query(
		`WITH s AS (INSERT INTO schools (slug, name) VALUES ('sea', 'School of the sea') RETURNING id),
			k AS (INSERT INTO collections (school_id, slug, title) SELECT id, 'ropes', 'Ropes' FROM s RETURNING id)
		INSERT INTO collection_courses (collection_id, course_id, position)
		SELECT k.id, c.id, c.position FROM k, unnest($1::int[]) WITH ORDINALITY AS c (id, position)`,
		[[first.id, hidden.id, third.id]],
	);
	const [task] = await addTasks(site, ana, first, ['One']);
	await joined(site, ben, first);
	await ben.visit(`${first.href}/tasks/${task}`);
	const end = await ben.submit(`${first.href}/tasks/${task}/completion`);
	expect(end.html.querySelectorAll('.next-step a').map((each) => each.getAttribute('href'))).toEqual([
		third.href,
	]);
	expect(await site.statementsOf(() => ben.visit(`${first.href}/congratulations`))).toBeLessThanOrEqual(8);
});
