import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

async function finished(title: string) {
	const course = await publishedCourse(site, ana, { title });
	const [task] = await addTasks(site, ana, course, ['One']);
	await joined(site, ben, course);
	await ben.post(`${course.href}/tasks/${task}/completion`);
	return course;
}

function events(name: string, courseId: number) {
	return site.db.query(`SELECT id FROM events WHERE name = $1 AND (payload->>'courseId')::int = $2`, [
		name,
		courseId,
	]);
}

test('Ben finishes, helps, is known as a helper where newcomers look, and steps back', async () => {
	const course = await finished('Helping');
	await ben.visit(`${course.href}/congratulations`);
	const people = await ben.submit(`${course.href}/helping`);
	expect(people.text).toContain('You are listed as a helper now');
	expect(people.html.querySelectorAll('section h2').map((title) => title.text)).toContain('Helpers');
	await ben.post(`${course.href}/comments`, { body: 'Ask me about knots.' });
	for (const visitor of [cleo, site.visitor()]) {
		const front = await visitor.visit(course.href);
		expect(front.text).toContain('People who finished and help');
		expect((await visitor.visit(`${course.href}/discussion`)).html.querySelector('.comment .tag')?.text).toBe(
			'Helper',
		);
	}
	await ben.visit(`${course.href}/congratulations`);
	const back = await ben.submit(`${course.href}/helping`);
	expect(back.text).toContain('no longer listed');
	expect((await cleo.visit(course.href)).text).not.toContain('People who finished and help');
	expect((await events('course.help-offered', course.id)).length).toBe(1);
	expect((await events('course.help-ended', course.id)).length).toBe(1);
});

test('a helper stays one when tasks are added; only who has finished becomes one', async () => {
	const course = await finished('Staying');
	expect((await ben.post(`${course.href}/helping`)).status).toBe(303);
	await addTasks(site, ana, course, ['Two']);
	expect((await ben.visit(`${course.href}/membership`)).text).toContain('You help newcomers');
	await ben.post(`${course.href}/helping?_method=DELETE`);
	expect((await ben.post(`${course.href}/helping`)).status).toBe(403);
	expect((await ben.visit(`${course.href}/membership`)).text).not.toContain('Help others');
	expect((await cleo.post(`${course.href}/helping`)).status).toBe(403);
	expect((await ana.post(`${course.href}/helping`)).status).toBe(403);
	expect((await site.visitor().request('POST', `${course.href}/helping`)).status).toBe(401);
});

test('helping twice at once is told once, and a new stay begins without it', async () => {
	const course = await finished('Twice');
	await Promise.all([1, 2, 3].map(() => ben.post(`${course.href}/helping`)));
	expect((await events('course.help-offered', course.id)).length).toBe(1);
	await ben.post(`${course.href}/membership?_method=PUT`, { shareEmail: 'true' });
	await ben.post(`${course.href}/membership?_method=DELETE`);
	await joined(site, ben, course);
	const stay = await ben.visit(`${course.href}/membership`);
	expect(stay.text).toContain('Help others');
	expect(stay.html.querySelector('#f-shareEmail')?.hasAttribute('checked')).toBe(false);
});

test('the choices are for participants; others are led to the course, and nothing is changed for them', async () => {
	const course = await finished('Outside');
	expect((await cleo.request('GET', `${course.href}/membership`)).location).toBe(course.href);
	expect((await cleo.post(`${course.href}/membership?_method=PUT`, { shareEmail: 'true' })).status).toBe(404);
	expect((await ben.post(`${course.href}/membership?_method=PUT`, { role: 'admin' })).status).toBe(404);
	expect(await site.statementsOf(() => ben.visit(`${course.href}/membership`))).toBeLessThanOrEqual(8);
});
