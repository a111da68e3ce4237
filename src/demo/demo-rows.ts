import type { EntityManager } from 'typeorm';
import type { DemoContent } from './content/types.js';
import { addApplications } from './demo-applications.js';
import { addCourse, addTasks } from './demo-courses.js';
import { known } from './demo-ids.js';
import { addPerson } from './demo-people.js';
import { addSchool, fillSchool } from './demo-schools.js';
import { addStory } from './demo-stories.js';

/** Writes people, schools, courses and their stories, dated back; everything but badges. */
export async function loadRows(tx: EntityManager, content: DemoContent): Promise<void> {
	const people = new Map<string, number>();
	for (const person of content.people) people.set(person.username, await addPerson(tx, person));
	const schools = new Map<string, number>();
	for (const school of content.schools) schools.set(school.slug, await addSchool(tx, school));
	const courses = new Map<string, number>();
	for (const course of content.courses) {
		const story = content.stories.find((each) => each.course === course.slug);
		const author = known(people, story?.organisers[0] ?? '');
		const schoolId = course.school ? known(schools, course.school) : null;
		const courseId = await addCourse(tx, course, author, schoolId);
		courses.set(course.slug, courseId);
		const tasks = await addTasks(tx, course, courseId, author);
		if (story) {
			await addStory(tx, story, courseId, tasks, people);
			await addApplications(tx, story, courseId, people);
		}
	}
	for (const school of content.schools)
		await fillSchool(tx, school, known(schools, school.slug), people, courses);
}
