import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { CoursePurge } from './course-purge.service.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

/** A course with a badge, a task, a participant and a comment. */
async function lively(title: string) {
	const { ana, ben } = people;
	const course = await publishedCourse(site, ana, { title });
	await publishBadge(ana, course);
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	await joined(site, ben, course);
	await ben.post(`${course.href}/comments`, { body: 'Hello' });
	return { ...course, task: `${course.href}/tasks/${task}` };
}

const deleteAgo = ({ id }: { id: number }, days: number) =>
	site.db.query('UPDATE courses SET deleted_at = now() - make_interval(days => $2) WHERE id = $1', [
		id,
		days,
	]);

const rest = async (course: { id: number }) => {
	const [counts] = await site.db.query<Record<string, number>>(
		`SELECT (SELECT count(*)::int FROM courses WHERE id = $1) AS courses,
			(SELECT count(*)::int FROM badges WHERE course_id = $1) AS badges,
			(SELECT count(*)::int FROM tasks WHERE course_id = $1) AS tasks`,
		[course.id],
	);
	return counts;
};

test('a course goes with all that hangs on it once its 30 days are over, and not before', async () => {
	const [recent, old, kept] = [await lively('Recent'), await lively('Old'), await lively('Kept')];
	await deleteAgo(recent, 29);
	await deleteAgo(old, 31);
	await site.app.get(CoursePurge).purge();
	await site.app.get(CoursePurge).purge();
	const whole = { courses: 1, badges: 1, tasks: 1 };
	expect(await rest(recent)).toEqual(whole);
	expect(await rest(kept)).toEqual(whole);
	expect(await rest(old)).toEqual({ courses: 0, badges: 0, tasks: 0 });
	await people.ana.visit('/courses/deleted');
	expect((await people.ana.submit(`${recent.href}/restoration`)).text).toContain('“Recent” is back.');
	// What was still to be told about a course that is gone finds nothing, and fails nothing.
	await site.drainJobs();
});

test('a course whose badge somebody earned stays out of sight for ever, and the award good', async () => {
	const { ana, ben } = people;
	const course = await lively('Earned');
	await finish(ben, [course.task]);
	await site.drainJobs();
	const award = await theAward(site, course, ben);
	await deleteAgo(course, 400);
	await site.app.get(CoursePurge).purge();
	expect(await rest(course)).toEqual({ courses: 1, badges: 1, tasks: 1 });
	expect((await ben.visit(`/awards/${award.id}`)).status).toBe(200);
	expect((await ana.visit(course.href)).status).toBe(404);
	expect((await ana.visit('/courses/deleted')).text).not.toContain('Earned');
	expect((await ana.post(`${course.href}/restoration`)).status).toBe(404);
});
