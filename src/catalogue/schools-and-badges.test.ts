import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { BadgeRules } from '../badges/badge-rules.service.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
import { rows } from '../platform/database/database.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

async function school(slug: string): Promise<{ id: number; collectionId: number }> {
	const [row] = await site.db.transaction((tx) =>
		rows<{ id: number; collectionId: number }>(
			tx,
			`WITH school AS (
				INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
				VALUES ($1, 'School of ' || $1, 'Made by hand.', 'Hello', '<p>Hello</p>', 'plum') RETURNING id
			), organiser AS (INSERT INTO school_organisers (school_id, user_id) SELECT id, $2 FROM school)
			INSERT INTO collections (school_id, slug, title) SELECT id, 'first', 'First steps' FROM school
			RETURNING school_id AS id, id AS "collectionId"`,
			[slug, ana.id],
		),
	);
	if (!row) throw new Error(`The school ${slug} was not made.`);
	return row;
}

async function inCollection(collectionId: number, ...courses: { id: number }[]): Promise<void> {
	for (const [index, { id }] of courses.entries())
		await site.db.query('INSERT INTO collection_courses VALUES ($1, $2, $3)', [collectionId, id, index]);
}

async function withBadge(course: { id: number }, name: string): Promise<void> {
	await addTasks(site, ana, course, ['The work']);
	const designs = site.app.get(BadgeDesigns);
	await designs.save(ana, course.id, {
		name,
		description: `Says that somebody did ${name}.`,
		criteria: 'Do everything.',
		imageAlt: 'A circle',
		language: 'en',
		shape: 'circle',
		colour: 'teal',
		icon: 'award',
	});
	await designs.publish(ana, course.id);
}

/** Does everything in the course that has a badge, and shows the award as told. */
async function earn(
	person: SignedIn,
	course: { id: number; slug: string },
	visibility: 'private' | 'link' | 'public',
): Promise<void> {
	await joined(site, person, course);
	await site.db.transaction(async (tx) => {
		await tx.query(
			'INSERT INTO completions (task_id, user_id) SELECT id, $2 FROM tasks WHERE course_id = $1',
			[course.id, person.id],
		);
		expect(await site.app.get(BadgeRules).completed(tx, course.id, person.id)).toEqual(['given']);
	});
	await site.drainJobs();
	await site.db.transaction((tx) =>
		tx.query(
			`UPDATE awards a SET visibility = $3 FROM badges b
			WHERE b.id = a.badge_id AND b.course_id = $1 AND a.user_id = $2`,
			[course.id, person.id, visibility],
		),
	);
}

test('a school shows its collections as paths, with the progress of whoever looks', async () => {
	const { id, collectionId } = await school('knots');
	const first = await publishedCourse(site, ana, { title: 'Half hitch', schoolId: id });
	const second = await publishedCourse(site, ana, { title: 'Sheet bend', schoolId: id });
	const third = await publishedCourse(site, ana, { title: 'Splice', schoolId: id });
	await inCollection(collectionId, first, second, third);
	await withBadge(first, 'Hitcher');
	await earn(ben, first, 'public');
	const [b = 0] = await addTasks(site, ana, second, ['Tie it', 'Again']);
	await site.db.transaction((tx) =>
		tx.query('INSERT INTO completions (task_id, user_id) VALUES ($2, $1)', [ben.id, b]),
	);
	const { html } = await ben.visit('/schools/knots');
	const steps = html.querySelectorAll('.path li[data-state]');
	expect(steps.map((step) => step.querySelector('a')?.text)).toEqual(['Half hitch', 'Sheet bend', 'Splice']);
	expect(steps.map((step) => step.getAttribute('data-state'))).toEqual(['done', 'next', 'todo']);
	expect(steps[1]?.text).toContain('1 of 2 tasks done');
	const stranger = (await site.visitor().visit('/schools/knots')).html;
	expect(stranger.querySelectorAll('.path [data-state=todo]').length).toBe(3);
	expect(stranger.querySelector('main > [data-accent]')?.getAttribute('data-accent')).toBe('plum');
	expect(stranger.querySelectorAll('.numbers dd').map((number) => number.text)).toEqual(['3', '1', '1']);
	expect(stranger.querySelector('.prose')?.text).toBe('Hello');
	expect(stranger.querySelector('.badge-card h3')?.text).toBe('Hitcher');
	expect(stranger.querySelector('aside .person')?.getAttribute('href')).toBe('/people/ana');
});

test('the school page asks the database as often for many courses as for two', async () => {
	const { id, collectionId } = await school('looms');
	const build = async (count: number) => {
		for (let number = 0; number < count; number++)
			await inCollection(
				collectionId,
				await publishedCourse(site, ana, { title: `Loom ${number}`, schoolId: id }),
			);
	};
	const visits = () => site.statementsOf(() => ben.visit('/schools/looms'));
	await build(2);
	const withTwo = await visits();
	await build(18);
	expect(await visits()).toBe(withTwo);
	expect(withTwo).toBeLessThanOrEqual(8);
	expect(ben.page?.html.querySelector('.section-head a')?.getAttribute('href')).toBe('/courses?school=looms');
	expect(await site.statementsOf(() => site.visitor().visit('/schools'))).toBeLessThanOrEqual(4);
});

test('schools are listed, and an unknown one is not found', async () => {
	await school('reeds');
	const { html } = await site.visitor().visit('/schools');
	expect(html.querySelectorAll('.school-head h2').map((name) => name.text)).toContain('School of reeds');
	expect((await site.visitor().visit('/schools/nowhere')).status).toBe(404);
});

test('the gallery shows what can be earned, and to members all that is theirs', async () => {
	const open = await publishedCourse(site, ana, { title: 'Felting' });
	const hidden = await publishedCourse(site, ana, { title: 'Secret felting' });
	await withBadge(open, 'Felter');
	await withBadge(hidden, 'Secret felter');
	await earn(cleo, open, 'private');
	await earn(cleo, hidden, 'public');
	await site.db.transaction((tx) =>
		tx.query('UPDATE courses SET unlisted_at = now() WHERE id = $1', [hidden.id]),
	);
	const stranger = (await site.visitor().visit('/badges')).html;
	expect(stranger.querySelectorAll('.badge-card h3').map((name) => name.text)).toContain('Felter');
	expect(stranger.text).not.toContain('Secret felter');
	const own = (await cleo.visit('/badges')).html.querySelector('section')?.text ?? '';
	expect(own).toContain('Secret felter');
	expect(own).toContain('only you see it');
	const picture = stranger.querySelector('.badge-picture')?.getAttribute('src') ?? '';
	expect((await site.visitor().request('GET', picture)).status).toBe(200);
});

test('the home page of strangers has open courses, a school and awards that are shown', async () => {
	const course = await publishedCourse(site, ana, { title: 'Basketry' });
	await withBadge(course, 'Basket maker');
	await earn(cleo, course, 'public');
	await earn(ben, course, 'private');
	const stranger = site.visitor();
	const statements = await site.statementsOf(() => stranger.visit('/'));
	expect(statements).toBeLessThanOrEqual(4);
	const html = stranger.page?.html;
	expect(html?.querySelector('form.search-form')?.getAttribute('action')).toBe('/courses');
	expect(html?.querySelectorAll('.course-card').length).toBe(3);
	const awards = html?.querySelectorAll('.badge-card').map((card) => card.text.replace(/\s+/g, ' ')) ?? [];
	expect(awards[0]).toContain('Basket maker Cleo');
	expect(awards.join()).not.toContain('Basket maker Ben');
	expect(html?.querySelectorAll('a[href="/courses/new"]').length).toBeGreaterThan(0);
});

test('a profile shows the person to everybody, and hidden awards to themselves alone', async () => {
	const dora = await signedIn(site, 'dora');
	await site.db.query(
		`WITH links AS (INSERT INTO profile_links VALUES ($1, 0, 'My loom', 'https://dora.example.org'))
		UPDATE users SET display_name = 'Dora Wool', bio_html = '<p>I weave.</p>' WHERE id = $1`,
		[dora.id],
	);
	await publishedCourse(site, dora, { title: 'Own weaving' });
	const joint = await publishedCourse(site, ana, { title: 'Joint weaving' });
	const other = await publishedCourse(site, ana, { title: 'Other weaving' });
	await withBadge(joint, 'Joint weaver');
	await withBadge(other, 'Other weaver');
	await earn(dora, joint, 'public');
	await earn(dora, other, 'link');
	const { status, html, text } = await site.visitor().visit('/people/dora');
	expect(status).toBe(200);
	expect(html.querySelector('h1')?.text).toBe('Dora Wool');
	expect(html.querySelector('.prose')?.text).toBe('I weave.');
	expect(html.querySelector('aside a[rel="nofollow me"]')?.getAttribute('href')).toBe(
		'https://dora.example.org',
	);
	expect(html.querySelectorAll('.course-card h3').map((title) => title.text)).toEqual([
		'Own weaving',
		'Other weaving',
		'Joint weaving',
	]);
	expect(html.querySelectorAll('.badge-card h3').map((name) => name.text)).toEqual(['Joint weaver']);
	expect(text).not.toContain('Edit profile');
	const own = await dora.visit('/people/dora');
	expect(own.html.querySelector('.profile-head a')?.getAttribute('href')).toBe('/settings');
	expect(own.text).toContain('1 more badge');
	expect(await site.statementsOf(() => dora.visit('/people/dora'))).toBeLessThanOrEqual(8);
});

test('a username in other letters leads to the profile; unknown and unconfirmed people are not found', async () => {
	const answer = await site.visitor().request('GET', '/people/ANA');
	expect([answer.status, answer.location]).toEqual([303, '/people/ana']);
	expect((await site.visitor().visit('/people/nobody')).status).toBe(404);
	const emil = await signedIn(site, 'emil');
	await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [emil.id]);
	expect((await site.visitor().visit('/people/emil')).status).toBe(404);
	expect((await emil.visit('/people/emil')).status).toBe(200);
});

test('what the site says of itself is there for people and robots', async () => {
	const about = await site.visitor().visit('/about');
	expect(about.text).toContain('Lernanta');
	const robots = await site.visitor().request('GET', '/robots.txt');
	expect(robots.headers['content-type']).toContain('text/plain');
	expect(robots.body).toBe('User-agent: *\nDisallow: /admin\nDisallow: /settings\n');
});
