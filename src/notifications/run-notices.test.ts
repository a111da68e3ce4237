import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const settings = { seats: '', pace: 'rolling', startsOn: '', endsOn: '', timeZone: 'UTC' };

async function subjectsTo(person: SignedIn, title: string): Promise<string[]> {
	const mails = await site.mailTo(person.email);
	return mails.map(({ subject }) => subject).filter((subject) => subject.includes(title));
}

async function noticesOf(person: SignedIn, title: string): Promise<string[]> {
	const { html } = await person.visit('/notifications');
	const texts = html.querySelectorAll('.notices a').map(({ text }) => text.replace(/\s+/g, ' ').trim());
	return texts.filter((text) => text.includes(title));
}

async function lastRun(courseId: number): Promise<number> {
	const run = await site.db.one<{ id: number }>('SELECT max(id) AS id FROM runs WHERE course_id = $1', [
		courseId,
	]);
	return run?.id ?? 0;
}

test('a follower hears once of each new run that takes people, in here and by mail', async () => {
	const { href, id } = await publishedCourse(site, ana, { title: 'Stars' });
	await cleo.post(`${href}/following`);
	await ben.post(`${href}/following`);
	await ben.post(`${href}/membership`);
	await ana.post(`${href}/runs`, { ...settings, signUp: 'closed' });
	await site.drainJobs();
	expect(await subjectsTo(cleo, 'Stars')).toEqual([]);

	const run = `${href}/runs/${await lastRun(id)}`;
	await ana.post(`${run}?_method=PUT`, { ...settings, signUp: 'open' });
	await site.drainJobs();
	expect(await subjectsTo(cleo, 'Stars')).toEqual(['A new run of Stars']);
	expect(await noticesOf(cleo, 'Stars')).toEqual(['Unread: A new run of “Stars” takes people.']);
	const [mail] = (await site.mailTo(cleo.email)).filter(({ subject }) => subject.includes('Stars'));
	expect(mail?.text).toContain('You follow “Stars”: there is a new run of this challenge');
	expect(mail?.text).toContain('/unsubscribe/');

	await ana.post(`${run}/closure`);
	await ana.post(`${run}?_method=PUT`, { ...settings, signUp: 'open', seats: '7' });
	await site.drainJobs();
	expect(await subjectsTo(cleo, 'Stars')).toHaveLength(1);
	// Whoever is inside sees it there, and Ana opened it.
	expect(await subjectsTo(ben, 'new run of Stars')).toEqual([]);
	expect(await noticesOf(ana, 'new run')).toEqual([]);
});

test('a course that took nobody yet opens: its followers can join it now, and mail only if they want it', async () => {
	const { href, id } = await publishedCourse(site, ana, { title: 'Moons' });
	const run = `${href}/runs/${await lastRun(id)}`;
	await site.db.query(`UPDATE runs SET announced_at = NULL, sign_up = 'closed' WHERE course_id = $1`, [id]);
	await cleo.post(`${href}/following`);
	await cleo.visit('/settings/mail');
	await cleo.submit('/settings/mail', { run: [] });
	await ana.post(`${run}?_method=PUT`, { ...settings, signUp: 'moderated' });
	await site.drainJobs();
	expect(await noticesOf(cleo, 'Moons')).toEqual(['Unread: You can join “Moons” now.']);
	expect(await subjectsTo(cleo, 'Moons')).toEqual([]);
});

test('of a run that is over, and of a course in the archive, nobody is told', async () => {
	const { href, id } = await publishedCourse(site, ana, { title: 'Suns' });
	await cleo.post(`${href}/following`);
	await ana.post(`${href}/runs`, { ...settings, signUp: 'closed' });
	await ana.post(`${href}/archival`);
	await site.db.query(`UPDATE runs SET sign_up = 'open' WHERE id = $1`, [await lastRun(id)]);
	await site.drainJobs();
	expect(await noticesOf(cleo, 'Suns')).toEqual([]);
	await ana.post(`${href}/archival?_method=DELETE`);
	await site.drainJobs();
	expect(await noticesOf(cleo, 'Suns')).toHaveLength(1);
});
