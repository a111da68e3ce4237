import { CourseAuthoring, type NewCourse } from '../../src/courses/course-authoring.service.js';
import { CourseLife } from '../../src/courses/course-life.service.js';
import type { TestSite } from './app.js';

interface BuiltCourse {
	id: number;
	slug: string;
	href: string;
}

/** A draft of the organiser's; a challenge unless told, so that it has no dates. */
export async function draftCourse(
	site: TestSite,
	organiser: { id: number },
	course: Partial<NewCourse> = {},
): Promise<BuiltCourse> {
	const { id, slug } = await site.app.get(CourseAuthoring).create(
		{ id: organiser.id, timeZone: 'UTC' },
		{
			title: 'Knots',
			summary: 'Tie five knots that hold.',
			kind: 'challenge',
			ownTerm: null,
			language: 'en',
			schoolId: null,
			...course,
		},
	);
	return { id, slug, href: `/courses/${slug}` };
}

/** The same, published and open to join. */
export async function publishedCourse(
	site: TestSite,
	organiser: { id: number },
	course: Partial<NewCourse> = {},
): Promise<BuiltCourse> {
	const built = await draftCourse(site, organiser, course);
	await site.app.get(CourseLife).publish(organiser, built.id);
	return built;
}
