import { Injectable } from '@nestjs/common';
import { PERSON_JSON } from '../accounts/person.page.js';
import type { RevisionLine } from '../courses/about/revision.page.js';
import { Database } from '../platform/database/database.js';
import type { Audience, Proof } from './task.entity.js';

export interface TaskRevisionRow extends RevisionLine {
	title: string;
	bodyMd: string;
	proof: Proof;
	workAudience: Audience;
}

const LINE = `id, number, "sameAs", "isCurrent", note, "createdAt", author, "previousId"`;
const REVISIONS = `
	SELECT r.id, r.number::int, (min(r.number) OVER (PARTITION BY r.content_hash))::int AS "sameAs",
		r.id = t.revision_id AS "isCurrent", lag(r.id) OVER (ORDER BY r.id) AS "previousId", r.title, r.note,
		r.created_at AS "createdAt", CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author,
		r.body_md AS "bodyMd", r.proof, r.work_audience AS "workAudience"
	FROM (SELECT *, row_number() OVER (ORDER BY id) AS number FROM task_revisions WHERE task_id = $1) r
	JOIN tasks t ON t.id = r.task_id
	LEFT JOIN users u ON u.id = r.author_id`;

@Injectable()
export class TaskRevisionsQueries {
	constructor(private readonly db: Database) {}

	/** Newest first. Ask for one more than you show. */
	list(taskId: number, limit: number, offset: number): Promise<RevisionLine[]> {
		return this.db.query<RevisionLine>(
			`SELECT ${LINE} FROM (${REVISIONS}) all_of_it ORDER BY id DESC LIMIT $2 OFFSET $3`,
			[taskId, limit, offset],
		);
	}

	/** These revisions of the task, oldest first; those of other tasks are left out. */
	some(taskId: number, ids: readonly number[]): Promise<TaskRevisionRow[]> {
		return this.db.query<TaskRevisionRow>(
			`SELECT * FROM (${REVISIONS}) all_of_it WHERE id = ANY($2) ORDER BY id`,
			[taskId, ids],
		);
	}
}
