import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast, signedIn } from '../../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

test('Ana fills in the outline, and everybody reads it', async () => {
	const { ana, ben } = people;
	const { href, id } = await publishedCourse(site, ana, { title: 'Sourdough' });
	const form = await ana.visit(`${href}/about/edit`);
	expect(form.html.querySelector('textarea')?.text).toContain('## What we will do');
	const saved = await ana.submit(`${href}/about`, { bodyMd: '## Bread\n\nWe *bake*.', note: 'First words' });
	expect(saved.text).toContain('The About page is saved.');
	expect((await ben.visit(href)).html.querySelector('.prose em')?.text).toBe('bake');
	const revisions = await site.db.query(
		`SELECT parent_id IS NULL AS first, content_hash, note FROM about_revisions WHERE course_id = $1 ORDER BY id`,
		[id],
	);
	expect(revisions).toMatchObject([
		{ first: true },
		{
			first: false,
			note: 'First words',
			content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
		},
	]);
});

test('without JavaScript a button shows the text as it will look, and saves nothing', async () => {
	const { ana } = people;
	const { href } = await draftCourse(site, ana, { title: 'Rye' });
	await ana.visit(`${href}/about/edit`);
	const shown = await ana.submit(`${href}/about`, { bodyMd: 'We *knead*.', intent: 'preview' });
	expect(shown.html.querySelector('.preview em')?.text).toBe('knead');
	expect(shown.html.querySelector('#f-bodyMd')?.text).toBe('We *knead*.');
	expect((await ana.visit(href)).text).not.toContain('knead');
});

test('saving upon a text that has changed meanwhile shows both and loses neither', async () => {
	const { ana } = people;
	const { href, id } = await draftCourse(site, ana, { title: 'Two pens' });
	const dora = await signedIn(site, 'dora');
	await site.db.query('INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [id, dora.id]);
	await ana.visit(`${href}/about/edit`);
	await dora.visit(`${href}/about/edit`);
	await dora.submit(`${href}/about`, { bodyMd: 'What Dora wrote.' });

	const stale = await ana.submit(`${href}/about`, { bodyMd: 'What Ana wrote.', note: 'Hers' });
	expect(stale.status).toBe(409);
	expect(stale.text).toContain('Dora saved another version');
	expect(stale.html.querySelector('#theirs')?.text).toBe('What Dora wrote.');
	expect(stale.html.querySelector('#f-bodyMd')?.text).toBe('What Ana wrote.');
	expect(stale.html.querySelector('#f-note')?.getAttribute('value')).toBe('Hers');

	const both = await ana.submit(`${href}/about`, { bodyMd: 'What Dora wrote.\n\nWhat Ana wrote.' });
	expect(both.text).toContain('The About page is saved.');
});

test('of two savings at the same moment one wins and the other is told', async () => {
	const { ana } = people;
	const { href } = await draftCourse(site, ana, { title: 'Race' });
	const form = await ana.visit(`${href}/about/edit`);
	const baseRevisionId = form.html.querySelector('[name=baseRevisionId]')?.getAttribute('value') ?? '';
	const answers = await Promise.all(
		['one', 'two', 'three'].map((bodyMd) =>
			ana.post(`${href}/about?_method=PUT`, { bodyMd, baseRevisionId }),
		),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
});

test('an unchanged text makes no revision; an empty or endless one is refused and kept', async () => {
	const { ana } = people;
	const { href, id } = await draftCourse(site, ana, { title: 'Quiet' });
	await ana.visit(`${href}/about/edit`);
	expect((await ana.submit(`${href}/about`)).text).toContain('Nothing was changed');
	await ana.visit(`${href}/about/edit`);
	expect((await ana.submit(`${href}/about`, { bodyMd: ' ' })).status).toBe(422);
	const long = await ana.submit(`${href}/about`, { bodyMd: 'a'.repeat(50_001) });
	expect(long.status).toBe(422);
	expect(long.html.querySelector('#f-bodyMd')?.text).toHaveLength(50_001);
	const rows = await site.db.query('SELECT id FROM about_revisions WHERE course_id = $1', [id]);
	expect(rows).toHaveLength(1);
});

test('who sees a course but does not organise it may not edit it', async () => {
	const { ana, ben, cleo } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Hands off' });
	await ben.post(`${href}/membership`);
	for (const person of [ben, cleo]) {
		for (const path of ['/about/edit', '/settings', '/manage'])
			expect([path, (await person.visit(href + path)).status]).toEqual([path, 403]);
		const posts = ['/publication', '/archival', '/archival?_method=DELETE', '/settings?_method=PUT'];
		for (const path of [...posts, '/about?_method=PUT', '?_method=DELETE'])
			expect([path, (await person.post(href + path)).status]).toEqual([path, 403]);
	}
	const stranger = await site.visitor().request('GET', `${href}/settings`);
	expect(stranger.location).toMatch(/^\/sign-in/);
});
