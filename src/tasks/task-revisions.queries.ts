import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Proof } from './task.entity.js';

export interface RevisionLine {
	id: number;
	/** Counted from 1, oldest first. */
	number: number;
	/** The oldest revision of the task with the same content. */
	sameAs: number;
	isCurrent: boolean;
	title: string;
	note: string;
	createdAt: Date;
	author: PersonRow | null;
}

export interface RevisionRow extends RevisionLine {
	bodyMd: string;
	proof: Proof;
}

const REVISIONS = `
	SELECT r.id, r.number::int, (min(r.number) OVER (PARTITION BY r.content_hash))::int AS "sameAs",
		r.id = t.revision_id AS "isCurrent", r.title, r.note, r.created_at AS "createdAt",
		CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author, r.body_md AS "bodyMd", r.proof
	FROM (SELECT *, row_number() OVER (ORDER BY id) AS number FROM task_revisions WHERE task_id = $1) r
	JOIN tasks t ON t.id = r.task_id
	LEFT JOIN users u ON u.id = r.author_id`;

@Injectable()
export class TaskRevisionsQueries {
	constructor(private readonly db: Database) {}

	/** Newest first. Ask for one more than you show. */
	list(taskId: number, limit: number, offset: number): Promise<RevisionLine[]> {
		return this.db.query<RevisionLine>(
			`SELECT id, number, "sameAs", "isCurrent", title, note, "createdAt", author
			FROM (${REVISIONS}) all_of_it ORDER BY id DESC LIMIT $2 OFFSET $3`,
			[taskId, limit, offset],
		);
	}

	one(taskId: number, revisionId: number): Promise<RevisionRow | undefined> {
		return this.db.one<RevisionRow>(`SELECT * FROM (${REVISIONS}) all_of_it WHERE id = $2`, [
			taskId,
			revisionId,
		]);
	}
}
