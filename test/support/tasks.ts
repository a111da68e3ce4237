import { Memberships } from '../../src/courses/memberships/memberships.service.js';
import { CoursesQueries } from '../../src/courses/courses.queries.js';
import type { Proof } from '../../src/tasks/task.entity.js';
import { TaskAuthoring } from '../../src/tasks/task-authoring.service.js';
import type { TestSite } from './app.js';

/** Adds tasks by their titles, with a line of text each, and gives their ids in order. */
export async function addTasks(
	site: TestSite,
	author: { id: number },
	course: { id: number },
	titles: readonly string[],
	proof: Proof = 'none',
): Promise<number[]> {
	const ids: number[] = [];
	for (const title of titles)
		ids.push(
			await site.app
				.get(TaskAuthoring)
				.create(author, course.id, { title, body: `How to do **${title}**.`, proof }),
		);
	return ids;
}

/** Lets a person into a published course. */
export async function joined(
	site: TestSite,
	person: { id: number },
	{ slug }: { slug: string },
): Promise<void> {
	const stranger = { member: null, id: 0, locale: 'en', timeZone: 'UTC', theme: 'auto' } as const;
	const course = await site.app.get(CoursesQueries).visibleTo(stranger, slug);
	if (!course) throw new Error(`There is no published course ${slug}.`);
	const outcome = await site.app.get(Memberships).join(person, course, { invited: true });
	if (outcome !== 'joined') throw new Error(`${person.id} could not join ${slug}: ${outcome}`);
}
