import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { signedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

test('somebody new is shown where to begin', async () => {
	const eva = await signedIn(site, 'eva');
	const home = await eva.visit('/');
	expect(home.html.querySelector('h1')?.text).toBe('My courses');
	expect(home.text).toContain('You are not in a course yet');
	expect(home.html.querySelector('.empty a')?.getAttribute('href')).toBe('/courses');
	expect(home.html.querySelector('main a[href="/courses/new"]')).not.toBeNull();
});

test('who deleted a course finds where to bring it back; nobody else is told of such a place', async () => {
	const dina = await signedIn(site, 'dina');
	const way = () => dina.page?.html.querySelector('main a[href="/courses/deleted"]')?.text;
	const course = await draftCourse(site, dina, { title: 'Splices' });
	await dina.visit('/');
	expect(way()).toBeUndefined();
	await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [course.id]);
	await dina.visit('/');
	expect(way()).toBe('1 deleted course that you can bring back');
	await site.db.query("UPDATE courses SET deleted_at = now() - interval '31 days' WHERE id = $1", [
		course.id,
	]);
	await dina.visit('/');
	expect(way()).toBeUndefined();
});

test('each course has its next step as a button; finished ones move below', async () => {
	const ana = await signedIn(site, 'ana');
	const ben = await signedIn(site, 'ben');
	const course = await publishedCourse(site, ana, { title: 'Knots' });
	const [first, second] = await addTasks(site, ana, course, ['Bowline', 'Reef knot']);
	await joined(site, ben, course);
	const step = async () => {
		const button = (await ben.visit('/')).html.querySelector('.my-courses .button');
		return [button?.text, button?.getAttribute('href')];
	};
	expect(await step()).toEqual(['Continue: Bowline', `${course.href}/tasks/${first}`]);
	await ben.post(`${course.href}/tasks/${first}/completion`);
	expect(await step()).toEqual(['Continue: Reef knot', `${course.href}/tasks/${second}`]);
	expect(ben.page?.html.querySelector('progress')?.getAttribute('value')).toBe('1');
	await ben.post(`${course.href}/tasks/${second}/completion`);
	await ben.visit('/');
	expect(ben.page?.html.querySelector('section[aria-labelledby="finished-title"] h3')?.text).toBe('Knots');
	expect(ben.page?.html.querySelector('section[aria-labelledby="current-title"]')).toBeNull();
});

test('who waits to be let in, or for a seat, finds that again', async () => {
	const gita = await signedIn(site, 'gita');
	const [hal, iris] = [await signedIn(site, 'hal'), await signedIn(site, 'iris')];
	const asked = await publishedCourse(site, gita, { title: 'Rigging' });
	const full = await publishedCourse(site, gita, { title: 'Sailing' });
	const [application] = await site.db.query<{ id: number }>(
		`INSERT INTO sign_up_applications (run_id, user_id)
		SELECT id, (SELECT id FROM users WHERE username = 'hal') FROM runs WHERE course_id = $1 RETURNING id`,
		[asked.id],
	);
	await joined(site, iris, full);
	await site.db.query(`UPDATE runs SET seats = 1 WHERE course_id = $1`, [full.id]);
	await hal.visit(full.href);
	await hal.submit(`${full.href}/membership`);
	await hal.visit('/');
	const hoped = hal.page?.html.querySelector('section[aria-labelledby="hoped-title"]');
	expect(hoped?.text).toContain('have not decided');
	expect(hoped?.text).toContain('on the waiting list');
	expect(hoped?.querySelector(`a[href="${asked.href}/applications/${application?.id}"]`)).not.toBeNull();
	expect(hal.page?.text).not.toContain('You are not in a course yet');
});

test('an organiser is told what a draft needs next, and others never see it', async () => {
	const olga = await signedIn(site, 'olga');
	const draft = await draftCourse(site, olga, { title: 'Splices' });
	const button = async () => (await olga.visit('/')).html.querySelector('.my-courses .button');
	expect((await button())?.getAttribute('href')).toBe(`${draft.href}/about/edit`);
	await olga.visit(`${draft.href}/about/edit`);
	await olga.submit(`${draft.href}/about`, { bodyMd: 'We splice.' });
	expect((await button())?.getAttribute('href')).toBe(`${draft.href}/tasks/new`);
	await addTasks(site, olga, draft, ['Eye splice']);
	await site.db.query(`UPDATE runs SET pace = 'fixed' WHERE course_id = $1`, [draft.id]);
	expect((await button())?.text).toBe('Set the dates');
	await site.db.query(`UPDATE runs SET pace = 'rolling' WHERE course_id = $1`, [draft.id]);
	expect((await button())?.getAttribute('href')).toBe(`${draft.href}/manage`);
	const pia = await signedIn(site, 'pia');
	expect((await pia.visit('/')).text).not.toContain('Splices');
});

test('what is unread is listed until it is read', async () => {
	const tom = await signedIn(site, 'tom');
	const una = await signedIn(site, 'una');
	const course = await publishedCourse(site, tom, { title: 'Ropes' });
	await joined(site, una, course);
	await site.drainJobs();
	expect((await tom.visit('/')).html.querySelector('.notices')?.text).toContain('Una');
	await tom.visit('/notifications');
	await tom.submit('/notifications/reading');
	expect((await tom.visit('/')).text).toContain('Nothing unread.');
});

test('My courses costs the same with two courses and with twenty', async () => {
	const rosa = await signedIn(site, 'rosa');
	const sven = await signedIn(site, 'sven');
	const join = async (from: number, to: number) => {
		for (let n = from; n < to; n++) {
			const course = await publishedCourse(site, rosa, { title: `Course ${n}` });
			await addTasks(site, rosa, course, ['One', 'Two']);
			await joined(site, sven, course);
		}
	};
	await join(0, 2);
	const few = await site.statementsOf(() => sven.visit('/'));
	await join(2, 20);
	const many = await site.statementsOf(() => sven.visit('/'));
	expect(sven.page?.html.querySelectorAll('.my-courses > li').length).toBe(20);
	expect(many).toBe(few);
	expect(many).toBeLessThanOrEqual(5);
});
