import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { contentHash, type TaskContent } from './task-content.js';

export interface CopiedTask extends TaskContent {
	/** One of those that `reserve` gave. */
	id: number;
	lineageId: string;
	isRemoved: boolean;
	/** The revision it is a copy of, if that is on this site. */
	forkedFrom: number | null;
}

/** The tasks of a course that comes from elsewhere, in one go. */
@Injectable()
export class TaskCopies {
	/** Ids for tasks to come, so that their texts can link to each other. */
	async reserve(tx: EntityManager, count: number): Promise<number[]> {
		const ids = await rows<{ id: number }>(
			tx,
			`SELECT nextval(pg_get_serial_sequence('tasks', 'id'))::int AS id FROM generate_series(1, $1)`,
			[count],
		);
		return ids.map(({ id }) => id);
	}

	/** Adds the tasks to a course that has none, in their order, each with its first revision. */
	async add(
		tx: EntityManager,
		author: { id: number },
		courseId: number,
		tasks: readonly CopiedTask[],
	): Promise<void> {
		const column = <Value>(value: (task: CopiedTask) => Value) => tasks.map(value);
		const ids = column(({ id }) => id);
		const contents = [
			column(({ title }) => title),
			column(({ body }) => body),
			column(({ proof }) => proof),
			column(({ workAudience }) => workAudience ?? 'course'),
		];
		await rows(
			tx,
			`INSERT INTO tasks (id, course_id, position, title, body_md, proof, work_audience, body_html, lineage_id, removed_at)
			SELECT id, $1, position, title, body, proof, audience, html, lineage, CASE WHEN removed THEN now() END
			FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::boolean[])
				WITH ORDINALITY AS t(id, title, body, proof, audience, html, lineage, removed, position)`,
			[
				courseId,
				ids,
				...contents,
				column(({ body }) => renderMarkdown(body)),
				column(({ lineageId }) => lineageId),
				column(({ isRemoved }) => isRemoved),
			],
		);
		await rows(
			tx,
			`WITH first AS (
				INSERT INTO task_revisions (task_id, title, body_md, proof, work_audience, content_hash, forked_from_revision, author_id)
				SELECT id, title, body, proof, audience, hash, source, $1
				FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
					AS t(id, title, body, proof, audience, hash, source)
				RETURNING id, task_id
			) UPDATE tasks t SET revision_id = first.id FROM first WHERE t.id = first.task_id`,
			[author.id, ids, ...contents, column(contentHash), column(({ forkedFrom }) => forkedFrom)],
		);
	}
}
