import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

test('every course has a cover, sent again only when it changed', async () => {
	const { href } = await publishedCourse(site, people.ana, { title: 'A <b>bold</b> & "quoted" title' });
	const cleo = site.visitor();
	const cover = await cleo.visit(`${href}/cover.svg`);
	expect(cover.headers['content-type']).toBe('image/svg+xml');
	expect(cover.body).toContain('&lt;b&gt;bold');
	const again = await cleo.request('GET', `${href}/cover.svg`, undefined, {
		'if-none-match': String(cover.headers['etag']),
	});
	expect(again.status).toBe(304);
	const page = await cleo.visit(href);
	expect(page.html.querySelector('h1 b')).toBeNull();
	expect(page.html.querySelector('h1')?.textContent).toContain('bold');
});

test('in Spanish the own term stands in for the word “course” as well', async () => {
	const { href } = await publishedCourse(site, people.ana, { title: 'Kindred', ownTerm: 'Club de lectura' });
	const page = await site.visitor().request('GET', href, undefined, { 'accept-language': 'es' });
	expect(page.text).toContain('Unirme a «Club de lectura»');
	expect(page.text).toContain('Inglés');
	expect(page.text).toContain('por Ana');
});

test('many people are shown on several pages, helpers before all', async () => {
	const { href, id } = await publishedCourse(site, people.ana, { title: 'Crowded' });
	await site.db.query(
		`WITH people AS (INSERT INTO users (username, email, display_name)
			SELECT 'crowd' || n, 'crowd' || n || '@example.org', 'Person ' || n FROM generate_series(1, 61) n
			RETURNING id, username)
		INSERT INTO memberships (run_id, user_id, joined_at, helper_since)
		SELECT r.id, p.id, now() - p.id * interval '1 hour', CASE WHEN p.username = 'crowd61' THEN now() END
		FROM people p, runs r WHERE r.course_id = $1`,
		[id],
	);
	const cleo = site.visitor();
	const first = await cleo.visit(`${href}/people`);
	expect(first.text).toContain('Page 1 of 2');
	expect(first.html.querySelectorAll('section')[1]?.textContent).toContain('Person 61');
	const second = await cleo.visit(`${href}/people?page=2`);
	expect(second.html.querySelectorAll('.people .person').map(({ text }) => text)).toEqual([
		expect.stringContaining('Person 60'),
	]);
});

test('a bookmark of a course that never was, or of a hostile address, is a 404', async () => {
	for (const path of ['/courses/nowhere', '/courses/%00', '/courses/..%2f..%2fetc', "/courses/'%20OR%201=1"])
		expect([path, (await site.visitor().visit(path)).status]).toEqual([path, 404]);
});
