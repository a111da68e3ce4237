import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast, signedIn } from '../../../test/support/cast.js';
import { publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

async function events(courseId: number): Promise<string[]> {
	const rows = await site.db.query<{ name: string }>(
		`SELECT name FROM events WHERE payload->>'courseId' = $1 ORDER BY id`,
		[String(courseId)],
	);
	return rows.map(({ name }) => name).filter((name) => /joined|left/.test(name));
}

test('Ben joins, leaves and comes back', async () => {
	const { ana, ben } = people;
	const { href, id } = await publishedCourse(site, ana);
	await ben.visit(href);
	const joined = await ben.submit(`${href}/membership`);
	expect(joined.text).toContain('You are in “Knots”. Welcome!');
	expect(joined.text).not.toContain('Join this challenge');
	expect((await ben.visit(`${href}/people`)).text).toContain('Ben');

	const left = await (async () => {
		await ben.visit(href);
		return ben.submit(`${href}/membership`, {}, 'Leave this challenge');
	})();
	expect(left.text).toContain('You left “Knots”');
	expect(left.text).toContain('Join this challenge');
	await ben.submit(`${href}/membership`);
	expect(await events(id)).toEqual(['course.joined', 'course.left', 'course.joined']);
});

test('joining twice, even at the same moment, is joining once; so is leaving', async () => {
	const { ana, ben } = people;
	const { href, id } = await publishedCourse(site, ana, { title: 'Twice' });
	const joins = await Promise.all([1, 2, 3].map(() => ben.post(`${href}/membership`)));
	expect(joins.map(({ status }) => status)).toEqual([303, 303, 303]);
	expect(await events(id)).toEqual(['course.joined']);
	await ben.post(`${href}/membership?_method=DELETE`);
	await ben.post(`${href}/membership?_method=DELETE`);
	expect(await events(id)).toEqual(['course.joined', 'course.left']);
});

test('strangers are led to sign in and back', async () => {
	const { ana } = people;
	const { href } = await publishedCourse(site, ana, { title: 'For all' });
	const cleo = site.visitor();
	const seen = await cleo.visit(href);
	// Nothing on the page is this visitor's own, so it may be kept for all strangers.
	expect(seen.headers['cache-control']).toBe('no-cache');
	const link = seen.html.querySelectorAll('a').find(({ text }) => text === 'Join this challenge');
	expect(link?.getAttribute('href')).toBe(`/sign-in?next=${encodeURIComponent(href)}`);
});

test('closed, ended and archived courses say so and let nobody in', async () => {
	const { ana, cleo } = people;
	const cases = [
		[`UPDATE runs SET sign_up = 'closed' WHERE course_id = $1`, 'Sign-up is closed'],
		[
			`UPDATE runs SET pace = 'fixed', starts_on = '2020-01-01', ends_on = '2020-02-01' WHERE course_id = $1`,
			'Ended on 1 February 2020',
		],
		['UPDATE courses SET archived_at = now() WHERE id = $1', 'Archived'],
	] as const;
	for (const [sql, status] of cases) {
		const { href, id } = await publishedCourse(site, ana, { title: status });
		await site.db.query(sql, [id]);
		const seen = await cleo.visit(href);
		expect(seen.text).toContain(status);
		expect(seen.html.querySelector(`form[action="${href}/membership"]`)).toBeNull();
		await cleo.post(`${href}/membership`);
		expect((await cleo.visit(href)).text).toContain('is closed.');
		expect(await events(id)).toEqual([]);
	}
});

test('Ana does not join her own course', async () => {
	const { ana } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Mine' });
	expect((await ana.post(`${href}/membership`)).status).toBe(403);
});

test('the archive closes a course, and it can be reopened', async () => {
	const { ana, ben } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Seasons' });
	await ana.visit(`${href}/manage`);
	expect((await ana.submit(`${href}/archival`)).text).toContain('is in the archive');
	expect((await ben.visit(href)).text).toContain('Archived');
	await ana.submit(`${href}/archival`, {}, 'Reopen');
	expect((await ben.visit(href)).text).toContain('Join this challenge');
});

test('a deleted course is gone for all, and its organiser brings it back', async () => {
	const { ana, ben } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Phoenix' });
	await ana.visit(`${href}/manage`);
	const deleted = await ana.submit(href, {}, 'Delete');
	expect(deleted.text).toContain('Nobody can see them any more');
	for (const person of [ana, ben, site.visitor()]) expect((await person.visit(href)).status).toBe(404);
	expect((await ben.visit('/courses/deleted')).text).not.toContain('Phoenix');
	expect((await ben.post(`${href}/restoration`)).status).toBe(404);
	await ana.visit('/');
	await ana.visit(ana.page?.html.querySelector('a[href="/courses/deleted"]')?.getAttribute('href') ?? '');
	expect(ana.page?.text).toContain('Phoenix');
	expect((await ana.submit(`${href}/restoration`)).text).toContain('“Phoenix” is back.');
	expect((await ben.visit(href)).status).toBe(200);
});

test('the pages of a course ask the same few questions, however many people and tasks there are', async () => {
	const { ana } = people;
	const eve = await signedIn(site, 'eve');
	const count = async (howMany: number) => {
		const { href, id } = await publishedCourse(site, ana, { title: `Crowd ${howMany}` });
		await eve.post(`${href}/membership`);
		await site.db.query(
			`WITH people AS (INSERT INTO users (username, email, display_name)
				SELECT 'p' || $2 || 'x' || n, 'p' || $2 || 'x' || n || '@example.org', 'Person ' || n
				FROM generate_series(1, $2::int) n RETURNING id)
			INSERT INTO memberships (run_id, user_id) SELECT r.id, p.id FROM people p, runs r WHERE r.course_id = $1`,
			[id, howMany],
		);
		await site.db.query(
			`INSERT INTO tasks (course_id, position, title, body_md, body_html)
			SELECT $1, n, 'Task ' || n, '', '' FROM generate_series(1, $2::int) n`,
			[id, howMany],
		);
		await eve.visit(href);
		const course = await site.statementsOf(() => eve.visit(href));
		const list = await site.statementsOf(() => eve.visit(`${href}/people`));
		const manage = await site.statementsOf(() => ana.visit(`${href}/manage`));
		return { course, list, manage };
	};
	const few = await count(2);
	expect(few.course).toBeLessThanOrEqual(8);
	expect(few.manage).toBeLessThanOrEqual(8);
	expect(await count(20)).toEqual(few);
});
