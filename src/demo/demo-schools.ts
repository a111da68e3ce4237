import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { DemoSchool } from './content/types.js';
import { AGO, idOf, known } from './demo-ids.js';

export function addSchool(tx: EntityManager, school: DemoSchool): Promise<number> {
	const { slug, name, summary, about, accent, createdDaysAgo } = school;
	return idOf(
		tx,
		`INSERT INTO schools (slug, name, summary, about_md, about_html, accent, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
		[slug, name, summary, about, renderMarkdown(about), accent, createdDaysAgo],
	);
}

/** Who organises the school, and its collections of courses that are there by now. */
export async function fillSchool(
	tx: EntityManager,
	school: DemoSchool,
	schoolId: number,
	people: ReadonlyMap<string, number>,
	courses: ReadonlyMap<string, number>,
): Promise<void> {
	for (const organiser of school.organisers)
		await rows(tx, 'INSERT INTO school_organisers (school_id, user_id) VALUES ($1, $2)', [
			schoolId,
			known(people, organiser),
		]);
	for (const [position, collection] of school.collections.entries()) {
		const collectionId = await idOf(
			tx,
			'INSERT INTO collections (school_id, slug, title, summary, position) VALUES ($1, $2, $3, $4, $5) RETURNING id',
			[schoolId, collection.slug, collection.title, collection.summary, position],
		);
		for (const [place, slug] of collection.courses.entries())
			await rows(
				tx,
				'INSERT INTO collection_courses (collection_id, course_id, position) VALUES ($1, $2, $3)',
				[...[collectionId, known(courses, slug), place]],
			);
	}
}
