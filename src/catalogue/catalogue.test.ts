import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { CourseLife } from '../courses/course-life.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let schoolId: number;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
	const school = await site.db.one<{ id: number }>(
		`INSERT INTO schools (slug, name, accent) VALUES ('crafts', 'School of Crafts', 'plum') RETURNING id`,
	);
	schoolId = school?.id ?? 0;
});
afterAll(() => site.close());

async function shown(query: string): Promise<string[]> {
	const { status, html } = await site.visitor().visit(`/courses?${query}`);
	expect(status).toBe(200);
	return html.querySelectorAll('.course-card h3').map((title) => title.text);
}

async function setRun(courseId: number, run: string): Promise<void> {
	await site.db.transaction((tx) => tx.query(`UPDATE runs SET ${run} WHERE course_id = $1`, [courseId]));
}

test('a card says what somebody needs to choose', async () => {
	const { id, slug, href } = await publishedCourse(site, ana, {
		title: 'Darning',
		summary: 'Mend a sock so that it lasts.',
		ownTerm: 'Mending circle',
		schoolId,
	});
	await site.db.query(`UPDATE courses SET effort = 'An evening', accent = 'rust' WHERE id = $1`, [id]);
	await joined(site, ben, { slug });
	const { html } = await site.visitor().visit('/courses');
	const card = html.querySelectorAll('.course-card').find((each) => each.text.includes('Darning'));
	expect(card?.getAttribute('data-accent')).toBe('rust');
	expect(card?.querySelector('h3 a')?.getAttribute('href')).toBe(href);
	for (const text of ['Mending circle', 'School of Crafts', 'Mend a sock', 'English', 'An evening'])
		expect(card?.text).toContain(text);
	expect(card?.querySelector('.status')?.text).toBe('Open to join');
	expect(card?.querySelectorAll('.meta li').map((fact) => fact.text)).toContain('1 participant');
});

test('what is not listed is shown to nobody, not even to its organiser', async () => {
	const life = site.app.get(CourseLife);
	await draftCourse(site, ana, { title: 'Hidden draft' });
	const archived = await publishedCourse(site, ana, { title: 'Hidden archived' });
	await life.archive(ana, archived.id);
	const deleted = await publishedCourse(site, ana, { title: 'Hidden deleted' });
	await life.remove(ana, deleted.id);
	const unlisted = await publishedCourse(site, ana, { title: 'Hidden unlisted', schoolId });
	await site.db.query('UPDATE courses SET unlisted_at = now() WHERE id = $1', [unlisted.id]);
	await site.drainJobs();
	for (const person of [ana, ben, site.visitor()])
		for (const url of ['/courses', '/courses?q=hidden', '/', '/schools/crafts', '/people/ana', '/badges']) {
			const { status, html } = await person.visit(url);
			expect({ url, status }).toEqual({ url, status: 200 });
			if (url === '/' && person === ana) continue;
			expect({ url, text: html.querySelector('main')?.text }).not.toEqual({
				url,
				text: expect.stringMatching(/Hidden (draft|archived|deleted|unlisted)/),
			});
		}
});

test('filters narrow, and the form keeps them', async () => {
	await publishedCourse(site, ana, { title: 'Un reto', language: 'es' });
	const group = await publishedCourse(site, ana, { title: 'A group', kind: 'study-group', schoolId });
	const over = await publishedCourse(site, ana, { title: 'A past group', kind: 'study-group' });
	await setRun(group.id, `starts_on = current_date + 10, ends_on = current_date + 40`);
	await setRun(over.id, `starts_on = current_date - 40, ends_on = current_date - 10`);
	expect(await shown('kind=study-group')).toEqual(['A group', 'A past group']);
	expect(await shown('kind=study-group&open=true')).toEqual(['A group']);
	expect(await shown('kind=study-group&school=crafts')).toEqual(['A group']);
	expect(await shown('language=es')).toEqual(['Un reto']);
	expect(await shown('school=unknown')).toEqual([]);
	const { html } = await site.visitor().visit('/courses?kind=study-group&open=true&q=group');
	const form = html.querySelector('form.filters');
	expect(form?.querySelector('select[name=kind] option[selected]')?.getAttribute('value')).toBe(
		'study-group',
	);
	expect(form?.querySelector('input[name=open]')?.hasAttribute('checked')).toBe(true);
	expect(form?.querySelector('input[name=q]')?.getAttribute('value')).toBe('group');
});

test('open courses come before those that take nobody', async () => {
	const school = await site.db.one<{ id: number }>(
		`INSERT INTO schools (slug, name) VALUES ('order', 'School of Order') RETURNING id`,
	);
	const build = (title: string) => publishedCourse(site, ana, { title, schoolId: school?.id ?? 0 });
	await build('Open');
	const later = await build('Later');
	const closed = await build('Closed');
	await setRun(later.id, `pace = 'fixed', starts_on = current_date + 2`);
	await setRun(closed.id, `sign_up = 'closed'`);
	expect(await shown('school=order')).toEqual(['Open', 'Later', 'Closed']);
	const { html } = await site.visitor().visit('/courses?school=order');
	expect(html.querySelectorAll('.status').map((status) => status.getAttribute('data-state'))).toEqual([
		'open',
		'soon',
		'closed',
	]);
});

test('of several runs the next to join counts, and a full one is not open', async () => {
	const school = await site.db.one<{ id: number }>(
		`INSERT INTO schools (slug, name) VALUES ('rounds', 'School of Rounds') RETURNING id`,
	);
	const build = (title: string) => publishedCourse(site, ana, { title, schoolId: school?.id ?? 0 });
	const rounds = await build('Rounds');
	await setRun(rounds.id, `pace = 'fixed', starts_on = '2199-03-01'`);
	for (const run of [`'fixed', '2199-01-01', 'moderated'`, `'fixed', '2020-01-01', 'closed'`])
		await site.db.query(
			`INSERT INTO runs (course_id, pace, starts_on, sign_up) SELECT $1::int, ${run.replace(/'2\d+-\d+-\d+'/, '$&::date')}`,
			[rounds.id],
		);
	const full = await build('Full');
	await setRun(full.id, 'seats = 1');
	await ben.post(`${full.href}/membership`);
	expect(await shown('school=rounds')).toEqual(['Rounds', 'Full']);
	expect(await shown('school=rounds&open=true')).toEqual(['Rounds']);
	const { html } = await site.visitor().visit('/courses?school=rounds');
	expect(html.querySelectorAll('.status').map(({ text }) => text.trim())).toEqual([
		'Open to apply, starts on 1 January 2199',
		'Full, with a waiting list',
	]);
});

test('the number of statements does not grow with the courses, and pages keep the filters', async () => {
	const cleo = site.visitor();
	const build = (count: number) =>
		Promise.all(
			Array.from({ length: count }, (_, number) =>
				publishedCourse(site, ana, { title: `Kitesurfing ${number}`, language: 'pt' }),
			),
		);
	await build(2);
	await site.drainJobs();
	const withTwo = await site.statementsOf(() => cleo.visit('/courses?language=pt&q=kitesurfing'));
	await build(24);
	await site.drainJobs();
	const withMany = await site.statementsOf(() => cleo.visit('/courses?language=pt&q=kitesurfing'));
	expect(withMany).toBe(withTwo);
	expect(withMany).toBeLessThanOrEqual(4);

	const first = cleo.page?.html;
	expect(first?.querySelectorAll('.course-card').length).toBe(24);
	expect(first?.querySelector('main')?.text).toContain('26 courses for “kitesurfing”');
	const next = first?.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
	const second = await cleo.visit(next.replaceAll('&amp;', '&'));
	expect(second.html.querySelectorAll('.course-card').length).toBe(2);
	expect(second.html.querySelector('a[rel=prev]')?.getAttribute('href')).toContain('language=pt');
	const past = await cleo.request('GET', '/courses?language=pt&page=99');
	expect([past.status, past.location]).toEqual([303, '/courses?language=pt']);
});
