import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';

export interface ProgressFrame {
	/** The tasks there are now, in order. */
	tasks: { id: number; title: string }[];
	/** The newest first, with how many take part. */
	runs: { id: number; startsOn: string | null; endsOn: string | null; people: number }[];
}

export interface ProgressRow {
	person: PersonRow;
	joinedAt: Date;
	isHelper: boolean;
	done: number;
	/** The latest of joining, ticking, unticking and writing. */
	lastActiveAt: Date;
	/** `workId` where something was handed in. */
	ticks: { taskId: number; at: string; workId: number | null }[];
	/** Null unless its owner shares it with the organisers. */
	email: string | null;
}

@Injectable()
export class ProgressQueries {
	constructor(private readonly db: Database) {}

	async frame(courseId: number): Promise<ProgressFrame> {
		const frame = await this.db.one<ProgressFrame>(
			`SELECT
				coalesce((SELECT json_agg(json_build_object('id', t.id, 'title', t.title) ORDER BY t.position, t.id)
					FROM tasks t WHERE t.course_id = $1 AND t.removed_at IS NULL), '[]') AS tasks,
				coalesce((SELECT json_agg(json_build_object('id', r.id, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
						'people', (SELECT count(*)::int FROM memberships m WHERE m.run_id = r.id AND m.left_at IS NULL))
						ORDER BY r.id DESC)
					FROM runs r WHERE r.course_id = $1), '[]') AS runs`,
			[courseId],
		);
		return frame ?? { tasks: [], runs: [] };
	}

	/** Who may need a hand stands first: quiet for longest with tasks still open. Without a limit, everybody. */
	people(
		courseId: number,
		runId: number,
		{ limit = null, offset = 0 }: { limit?: number | null; offset?: number } = {},
	): Promise<ProgressRow[]> {
		return this.db.query<ProgressRow>(
			`WITH present AS (
				SELECT * FROM memberships WHERE run_id = $2 AND left_at IS NULL
			), ticks AS (
				SELECT d.*, t.removed_at IS NULL AND d.undone_at IS NULL AS counts
				FROM tasks t JOIN completions d ON d.task_id = t.id
				WHERE t.course_id = $1 AND d.user_id IN (SELECT user_id FROM present)
			), work AS (
				SELECT user_id, count(*) FILTER (WHERE counts)::int AS done,
					greatest(max(completed_at), max(undone_at)) AS active_at,
					json_agg(json_build_object('taskId', task_id, 'at', completed_at, 'workId',
						CASE WHEN coalesce(proof_url, proof_html, file_id::text) IS NOT NULL THEN id END))
						FILTER (WHERE counts) AS ticks
				FROM ticks GROUP BY user_id
			), talk AS (
				SELECT author_id, max(created_at) AS active_at FROM comments WHERE course_id = $1 GROUP BY author_id
			)
			SELECT ${PERSON_JSON} AS person, m.joined_at AS "joinedAt", m.helper_since IS NOT NULL AS "isHelper",
				coalesce(w.done, 0) AS done, coalesce(w.ticks, '[]') AS ticks,
				greatest(m.joined_at, w.active_at, k.active_at) AS "lastActiveAt",
				CASE WHEN m.email_shared_at IS NOT NULL THEN u.email END AS email
			FROM present m
			JOIN users u ON u.id = m.user_id
			LEFT JOIN work w ON w.user_id = m.user_id
			LEFT JOIN talk k ON k.author_id = m.user_id
			ORDER BY coalesce(w.done, 0) >= (SELECT count(*) FROM tasks WHERE course_id = $1 AND removed_at IS NULL),
				"lastActiveAt", m.id
			LIMIT $3 OFFSET $4`,
			[courseId, runId, limit, offset],
		);
	}
}
