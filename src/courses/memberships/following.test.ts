import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';
import { cast } from '../../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

const followed = async (person: { visit: (path: string) => ReturnType<typeof people.ana.visit> }) => {
	const home = await person.visit('/');
	return home.html.querySelectorAll('section[aria-labelledby="following-title"] h3').map(({ text }) => text);
};

test('Cleo follows a course without being in it, and stops again', async () => {
	const { ana, cleo } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Stars' });
	await cleo.visit(href);
	const after = await cleo.submit(`${href}/following`);
	expect(after.text).toContain('You follow “Stars”.');
	expect(after.html.querySelector(`form[action="${href}/membership"]`)).not.toBeNull();
	expect((await cleo.visit(`${href}/people`)).text).toContain('No participants yet');
	expect(await followed(cleo)).toEqual(['Stars']);
	await cleo.post(`${href}/following`);
	expect(await followed(cleo)).toEqual(['Stars']);
	await cleo.visit(href);
	expect((await cleo.submit(`${href}/following`)).text).toContain('You do not follow “Stars” any more.');
	expect(await followed(cleo)).toEqual([]);
});

test('whoever joins is in the course, and no longer among its watchers on screen', async () => {
	const { ana, ben } = people;
	const { href } = await publishedCourse(site, ana, { title: 'Moons' });
	await ben.post(`${href}/following`);
	await ben.post(`${href}/membership`);
	expect(await followed(ben)).toEqual([]);
	const page = await ben.visit(href);
	expect(page.html.querySelector(`form[action^="${href}/following"]`)).toBeNull();
	expect((await ben.visit('/')).text).toContain('Moons');
});

test('nobody follows what they organise or may not see', async () => {
	const { ana, cleo } = people;
	const course = await publishedCourse(site, ana, { title: 'Suns' });
	expect((await ana.post(`${course.href}/following`)).status).toBe(403);
	const draft = await draftCourse(site, ana, { title: 'Dark matter' });
	expect((await cleo.post(`${draft.href}/following`)).status).toBe(404);
	expect((await site.visitor().post(`${course.href}/following`)).status).toBe(401);
});
