import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast } from '../../test/support/cast.js';
import { draftCourse } from '../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

test('Ana creates a draft, sets it up and publishes it', async () => {
	const { ana, cleo } = people;
	await ana.visit('/courses/new');
	const made = await ana.submit(
		'/courses',
		{
			title: 'Reading circle: Kindred',
			summary: 'One novel in six evenings.',
			kind: 'study-group',
			ownTerm: 'Book club',
			language: 'es',
		},
		'Create draft',
	);
	expect(made.status).toBe(200);
	expect(made.text).toContain('Your draft is ready');
	expect(made.html.querySelector('h1')?.text).toBe('Reading circle: Kindred');
	expect(made.text).toContain('Publish this Book club');

	const href = '/courses/reading-circle-kindred';
	await ana.visit(`${href}/settings`);
	const saved = await ana.submit(`${href}/settings`, {
		effort: 'about 6 weeks',
		accent: 'plum',
	});
	expect(saved.text).toContain('Settings saved.');
	const link = saved.html.querySelectorAll('a').find(({ text }) => text === 'Sign-up and dates');
	const run = String(link?.getAttribute('href'));
	await ana.visit(run);
	const dated = await ana.submit(run.replace('/edit', ''), {
		signUp: 'open',
		startsOn: '2199-10-03',
		endsOn: '2199-11-14',
		timeZone: 'Europe/Madrid',
	});
	expect(dated.text).toContain('Sign-up and dates are saved.');

	const published = await ana.submit(`${href}/publication`);
	expect(published.text).toContain('“Reading circle: Kindred” is published.');

	const seen = await cleo.visit(href);
	expect(seen.status).toBe(200);
	expect(seen.text).toContain('Book club');
	expect(seen.text).toContain('Open to join, starts on 3 October 2199');
	expect(seen.text).toContain('Spanish');
	expect(seen.text).toContain('about 6 weeks');
	expect(seen.text).toContain('Join this Book club');
	// The outline was never filled in: it guides authors, and is nobody else's to read.
	expect(seen.text).not.toContain('Qué vamos a hacer');
});

test('a draft does not exist for anybody else', async () => {
	const { ana, ben } = people;
	const { href } = await draftCourse(site, ana, { title: 'Secret plans' });
	const paths = [
		'',
		'/people',
		'/cover.svg',
		'/about/edit',
		'/settings',
		'/manage',
		'/organisers',
		'/invitations',
	];
	for (const path of paths) expect([path, (await ben.visit(href + path)).status]).toEqual([path, 404]);
	expect((await site.visitor().visit(href)).status).toBe(404);
	for (const path of [
		'/publication',
		'/archival',
		'/membership',
		'/settings?_method=PUT',
		'/about?_method=PUT',
	])
		expect([path, (await ben.post(href + path)).status]).toEqual([path, 404]);
	for (const path of ['', '/people', '/cover.svg', '/manage'])
		expect((await ana.visit(href + path)).status).toBe(200);
});

test('a bad form comes back as it was typed', async () => {
	const { ana } = people;
	await ana.visit('/courses/new');
	const answer = await ana.submit(
		'/courses',
		{
			title: 'x',
			summary: 'a'.repeat(151),
			kind: 'challenge',
			ownTerm: 'Sprint',
		},
		'Create draft',
	);
	expect(answer.status).toBe(422);
	expect(answer.text).toContain('Write a title of 3 to 80 characters');
	expect(answer.text).toContain('Write a summary of at most 150 characters');
	expect(answer.html.querySelector('[name=title]')?.getAttribute('value')).toBe('x');
	expect(answer.html.querySelector('[name=ownTerm]')?.getAttribute('value')).toBe('Sprint');
	expect(answer.html.querySelector('[name=kind][checked]')?.getAttribute('value')).toBe('challenge');
});

test.each([
	['schoolId', { schoolId: '99' }, 'Choose one of the schools'],
	['accent', { accent: 'neon' }, 'Choose one of the possibilities'],
])('settings refuse a wrong %s', async (_field, wrong: Record<string, string>, message) => {
	const { ana } = people;
	const { href } = await draftCourse(site, ana, { title: `Settings ${message}` });
	const good = {
		...{ title: 'Knots', summary: 'Tie them.', kind: 'course', language: 'en', accent: 'teal' },
		...{
			licence: 'CC-BY-SA-4.0',
			taskEditing: 'organisers',
		},
	};
	const answer = await ana.post(`${href}/settings?_method=PUT`, { ...good, ...wrong });
	expect(answer.status).toBe(422);
	expect(answer.text).toContain(message);
	expect((await ana.post(`${href}/settings?_method=PUT`, good)).status).toBe(303);
});

test('creating waits for the confirmed address', async () => {
	const { cleo } = people;
	await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [cleo.id]);
	const answer = await cleo.visit('/courses/new');
	expect(answer.text).toContain('Confirm your e-mail address first');
	expect((await cleo.post('/courses', { title: 'Knots' })).status).toBe(403);
	await site.db.query('UPDATE users SET confirmed_at = now() WHERE id = $1', [cleo.id]);
});

test('a course of the school Ana organises can be in that school, not in another', async () => {
	const { ana, ben } = people;
	const [school] = await site.db.query<{ id: number }>(
		`WITH s AS (INSERT INTO schools (slug, name) VALUES ('webcraft', 'School of Webcraft') RETURNING id)
		INSERT INTO school_organisers (school_id, user_id) SELECT id, $1 FROM s RETURNING school_id AS id`,
		[ana.id],
	);
	const schoolId = String(school?.id);
	const course = {
		title: 'Webmaking 101',
		summary: 'Make a page.',
		kind: 'course',
		language: 'en',
		schoolId,
	};
	expect((await ben.post('/courses', course)).status).toBe(422);
	await ana.visit('/courses/new');
	const made = await ana.submit('/courses', course, 'Create draft');
	expect(made.html.querySelector('.kicker')?.text).toContain('School of Webcraft');
});
