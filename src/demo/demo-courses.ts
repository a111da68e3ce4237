import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { contentHash } from '../tasks/task-content.js';
import type { DemoCourse } from './content/types.js';
import { addQuestions } from './demo-applications.js';
import { AGO, idOf } from './demo-ids.js';

export async function addCourse(
	tx: EntityManager,
	course: DemoCourse,
	author: number,
	schoolId: number | null,
): Promise<number> {
	const created = course.publishedDaysAgo + 9;
	const id = await idOf(
		tx,
		`INSERT INTO courses (slug, kind, own_term, title, summary, language, effort, accent, school_id, task_editing, created_by,
			created_at, updated_at, published_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${AGO(12)}, ${AGO(13)}, ${AGO(13)}) RETURNING id`,
		[
			...[
				course.slug,
				course.kind,
				course.ownTerm ?? null,
				course.title,
				course.summary,
				course.language,
				course.effort,
			],
			...[course.accent, schoolId, course.kind === 'study-group' ? 'participants' : 'organisers', author],
			...[created, course.publishedDaysAgo],
		],
	);
	// The outline that every course begins with, and what its author made of it.
	const outline = await idOf(
		tx,
		`INSERT INTO about_revisions (course_id, author_id, body_md, body_html, content_hash, created_at)
		VALUES ($1, $2, '', '', $3, ${AGO(4)}) RETURNING id`,
		[id, author, createHash('sha256').update('').digest('hex'), created],
	);
	await rows(
		tx,
		`INSERT INTO about_revisions (course_id, parent_id, author_id, body_md, body_html, content_hash, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)})`,
		[
			id,
			outline,
			author,
			course.about,
			renderMarkdown(course.about),
			createHash('sha256').update(course.about).digest('hex'),
			created - 1,
		],
	);
	const { run } = course;
	const fixed = run.pace === 'fixed' ? run : undefined;
	await rows(
		tx,
		`INSERT INTO runs (course_id, pace, starts_on, ends_on, time_zone, sign_up, seats)
		VALUES ($1, $2, current_date + $3::int, current_date + $4::int, $5, $6, $7)`,
		[
			id,
			run.pace,
			fixed?.startsInDays ?? null,
			fixed?.endsInDays ?? null,
			fixed?.timeZone ?? 'UTC',
			run.signUp,
			run.signUp === 'moderated' ? run.seats : null,
		],
	);
	await addQuestions(tx, course, id);
	return id;
}

/** Gives the ids of the tasks by their slugs. */
export async function addTasks(
	tx: EntityManager,
	course: DemoCourse,
	courseId: number,
	author: number,
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	for (const [index, { slug, title, body, proof }] of course.tasks.entries()) {
		const taskId = await idOf(
			tx,
			`INSERT INTO tasks (course_id, position, title, body_md, body_html, proof, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
			[courseId, index + 1, title, body, renderMarkdown(body), proof, course.publishedDaysAgo + 5],
		);
		const revisionId = await idOf(
			tx,
			`INSERT INTO task_revisions (task_id, title, body_md, proof, content_hash, author_id, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
			[taskId, title, body, proof, contentHash({ title, body, proof }), author, course.publishedDaysAgo + 5],
		);
		await rows(tx, 'UPDATE tasks SET revision_id = $2 WHERE id = $1', [taskId, revisionId]);
		ids.set(slug, taskId);
	}
	return ids;
}
