import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, signedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { Organisers } from './organisers.service.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

type Course = Awaited<ReturnType<typeof publishedCourse>>;

/** Makes organisers without going through an invitation, which has stories of its own. */
async function withOrganisers(course: Course, ...members: { id: number }[]): Promise<Course> {
	const organisers = site.app.get(Organisers);
	for (const member of members)
		await site.db.transaction((tx) => organisers.add(tx, course.id, { id: member.id }));
	return course;
}

async function namesOf({ id }: Course): Promise<string[]> {
	const rows = await site.db.query<{ username: string }>(
		`SELECT u.username FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = $1 ORDER BY 1`,
		[id],
	);
	return rows.map(({ username }) => username);
}

const end = (course: Course, who: string) => `${course.href}/organisers/${who}?_method=DELETE`;

test('an organiser steps down and keeps nothing but the course that others see', async () => {
	const { ana, ben } = people;
	const course = await withOrganisers(await publishedCourse(site, ana), ben);
	await ben.visit(`${course.href}/organisers`);
	const after = await ben.submit(`${course.href}/organisers/ben`);
	expect(after.text).toContain('You do not organise “Knots” any more.');
	expect((await ben.visit(`${course.href}/manage`)).status).toBe(403);
	expect(await namesOf(course)).toEqual(['ana']);
});

test('an organiser removes another, who is told; of a draft they keep nothing', async () => {
	const { ana, ben } = people;
	const course = await withOrganisers(await draftCourse(site, ana, { title: 'Splices' }), ben);
	await ana.visit(`${course.href}/organisers`);
	const after = await ana.submit(`${course.href}/organisers/ben`);
	expect(after.text).toContain('Ben does not organise “Splices” any more.');
	expect((await ben.visit(course.href)).status).toBe(404);
	await site.drainJobs();
	expect((await ben.visit('/notifications')).text).toContain('Ana ended your organising of “Splices”.');
	expect((await site.mailTo(ben.email)).map(({ subject }) => subject)).toContain(
		'You no longer organise Splices',
	);
});

test('the last organiser stays, and is told what to do', async () => {
	const { ana } = people;
	const course = await publishedCourse(site, ana, { title: 'Alone' });
	const list = await ana.visit(`${course.href}/organisers`);
	expect(list.html.querySelector('form[action*="/organisers/ana"]')).toBeNull();
	expect(list.text).toContain('You are the only organiser');
	await ana.post(end(course, 'ana'));
	expect((await ana.visit(`${course.href}/organisers`)).text).toContain('“Alone” needs an organiser');
	expect(await namesOf(course)).toEqual(['ana']);
});

test('participants and outsiders end nobody’s organising', async () => {
	const { ana, ben, cleo } = people;
	const course = await withOrganisers(await publishedCourse(site, ana, { title: 'Calm' }), ben);
	expect((await cleo.post(end(course, 'ben'))).status).toBe(403);
	expect((await cleo.visit(`${course.href}/organisers`)).status).toBe(403);
	expect((await ana.post(end(course, 'cleo'))).status).toBe(404);
	const draft = await withOrganisers(await draftCourse(site, ana, { title: 'Hidden' }), ben);
	expect((await cleo.post(end(draft, 'ben'))).status).toBe(404);
	expect(await namesOf(draft)).toEqual(['ana', 'ben']);
});

test('of two who step down at the same moment exactly one does', async () => {
	const { ana, ben } = people;
	for (let round = 0; round < 5; round++) {
		const course = await withOrganisers(await publishedCourse(site, ana, { title: `Round ${round}` }), ben);
		const organisers = site.app.get(Organisers);
		const outcomes = await Promise.all(
			[ana, ben].map((person) => organisers.end(person, course.id, person.id)),
		);
		expect(outcomes.sort()).toEqual(['ended', 'last-organiser']);
		expect(await namesOf(course)).toHaveLength(1);
	}
});

test('of two who remove each other at the same moment one stays', async () => {
	const { ana, ben } = people;
	const course = await withOrganisers(await publishedCourse(site, ana, { title: 'Duel' }), ben);
	const answers = await Promise.all([ana.post(end(course, 'ben')), ben.post(end(course, 'ana'))]);
	expect(await namesOf(course)).toHaveLength(1);
	expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

test('the database lets no account go that is the last organiser, also when two go at once', async () => {
	const { ana } = people;
	const [eva, fay] = [await signedIn(site, 'eva'), await signedIn(site, 'fay')];
	const alone = await publishedCourse(site, eva, { title: 'Only Eva' });
	const organisers = site.app.get(Organisers);
	expect(await organisers.heldAloneBy(eva.id)).toEqual([{ slug: alone.slug, title: 'Only Eva' }]);
	const erase = ({ id }: { id: number }) =>
		site.db.transaction((tx) => tx.query('DELETE FROM users WHERE id = $1', [id]));
	await expect(erase(eva)).rejects.toThrow('would be left without an organiser');

	await withOrganisers(alone, fay);
	expect(await organisers.heldAloneBy(eva.id)).toEqual([]);
	// Both have deleted before either is checked, and the first checked takes its time to commit.
	let deleted = 0;
	let goOn = () => {};
	const both = new Promise<void>((resolve) => {
		goOn = resolve;
	});
	const eraseTogether = ({ id }: { id: number }) =>
		site.db.transaction(async (tx) => {
			await tx.query('DELETE FROM users WHERE id = $1', [id]);
			if (++deleted === 2) goOn();
			await both;
			await tx.query('SET CONSTRAINTS ct_course_organisers_last IMMEDIATE');
			await tx.query('SELECT pg_sleep(0.1)');
		});
	const gone = await Promise.allSettled([eraseTogether(eva), eraseTogether(fay)]);
	expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await namesOf(alone)).toHaveLength(1);
	expect(await namesOf(await publishedCourse(site, ana, { title: 'Untouched' }))).toEqual(['ana']);
});

test('deleted courses hold nobody back', async () => {
	const gus = await signedIn(site, 'gus');
	const course = await draftCourse(site, gus, { title: 'Thrown away' });
	await gus.post(`${course.href}?_method=DELETE`);
	expect(await site.app.get(Organisers).heldAloneBy(gus.id)).toEqual([]);
	await site.db.transaction((tx) => tx.query('DELETE FROM users WHERE id = $1', [gus.id]));
	expect(await namesOf(course)).toEqual([]);
});
