import { Injectable } from '@nestjs/common';
import { PERSON_JSON } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Audience, Proof } from './task.entity.js';
import { IS_WORK, type OwnWork, type PeerWork, seenWork, WORK_JSON } from './work.queries.js';

export interface TaskLine {
	id: number;
	title: string;
	position: number;
	proof: Proof;
	/** When the given person ticked it; null while it is open to them. */
	completedAt: Date | null;
}

export interface RemovedTask {
	id: number;
	title: string;
	removedAt: Date;
}

export interface TaskText {
	id: number;
	revisionId: number;
	title: string;
	bodyMd: string;
	proof: Proof;
	workAudience: Audience;
}

/** What the page of a task shows to all who see as much of the work of others. */
export interface TaskRow {
	id: number;
	title: string;
	bodyHtml: string;
	proof: Proof;
	workAudience: Audience;
	/** The latest proofs, newest first; one more than are shown, since the viewer's own may be among them. */
	works: readonly PeerWork[];
}

export interface Step {
	id: number;
	title: string;
	isDone: boolean;
}

export interface OwnTasks {
	/** Every task of the course in order, with the person's ticks. */
	path: readonly Step[];
	/** What they did for the one task. */
	own: OwnWork | null;
}

export const PEERS_SHOWN = 10;

const MINE = `SELECT
		(SELECT coalesce(json_agg(json_build_object('id', t.id, 'title', t.title, 'isDone', d.id IS NOT NULL)
				ORDER BY t.position, t.id), '[]')
			FROM courses c JOIN tasks t ON t.course_id = c.id
			LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $2 AND d.undone_at IS NULL
			WHERE c.slug = $1 AND t.removed_at IS NULL) AS path,
		(SELECT json_build_object(${WORK_JSON}, 'proofMd', d.proof_md)
			FROM completions d JOIN tasks t ON t.id = d.task_id LEFT JOIN files f ON f.id = d.file_id
			WHERE d.task_id = $3 AND d.user_id = $2 AND d.undone_at IS NULL) AS own`;

const PAGE = `SELECT t.id, t.title, t.body_html AS "bodyHtml", t.proof, t.work_audience AS "workAudience",
		coalesce((SELECT json_agg(p.work ORDER BY p.completed_at DESC, p.id DESC)
			FROM (SELECT d.id, d.completed_at, json_build_object(${WORK_JSON}, 'person', ${PERSON_JSON}) AS work
				FROM completions d JOIN users u ON u.id = d.user_id LEFT JOIN files f ON f.id = d.file_id
				WHERE d.task_id = t.id AND ${IS_WORK} AND ${seenWork('$3')}
				ORDER BY d.completed_at DESC, d.id DESC LIMIT ${PEERS_SHOWN + 1}) p), '[]') AS works
	FROM tasks t WHERE t.course_id = $1 AND t.id = $2 AND t.removed_at IS NULL`;

@Injectable()
export class TasksQueries {
	constructor(private readonly db: Database) {}

	/** The tasks of a course in order, with the ticks of one person (0: nobody). */
	outline(courseId: number, userId: number): Promise<TaskLine[]> {
		return this.db.query<TaskLine>(
			`SELECT t.id, t.title, t.position, t.proof, d.completed_at AS "completedAt"
			FROM tasks t
			LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $2 AND d.undone_at IS NULL
			WHERE t.course_id = $1 AND t.removed_at IS NULL ORDER BY t.position, t.id`,
			[courseId, userId],
		);
	}

	/** Tasks that can be brought back, last removed first. */
	removed(courseId: number): Promise<RemovedTask[]> {
		return this.db.query<RemovedTask>(
			`SELECT id, title, removed_at AS "removedAt" FROM tasks
			WHERE course_id = $1 AND removed_at IS NOT NULL ORDER BY removed_at DESC, id DESC`,
			[courseId],
		);
	}

	/** What its authors edit. */
	text(courseId: number, taskId: number): Promise<TaskText | undefined> {
		return this.db.one<TaskText>(
			`SELECT id, revision_id AS "revisionId", title, body_md AS "bodyMd", proof, work_audience AS "workAudience" FROM tasks
			WHERE course_id = $1 AND id = $2 AND removed_at IS NULL`,
			[courseId, taskId],
		);
	}

	/** Where somebody stands in a course, and in one of its tasks. By its address, to be asked while the course is read. */
	async mine(slug: string, userId: number, taskId = 0): Promise<OwnTasks> {
		const mine = await this.db.one<OwnTasks>(MINE, [slug, userId, taskId]);
		return mine ?? { path: [], own: null };
	}

	/** `seen`: as `workSeenBy` gives it. */
	async forPage(
		courseId: number,
		taskId: number,
		seen: 'all' | 'shared' | 'none',
	): Promise<TaskRow | undefined> {
		const [task] = await this.db.remembered<TaskRow>(PAGE, [courseId, taskId, seen]);
		return task;
	}

	/** How many of the course's present tasks each of these people has done. */
	async progressOf(courseId: number, userIds: readonly number[]): Promise<Map<number, number>> {
		const done = await this.db.query<{ userId: number; count: number }>(
			`SELECT d.user_id AS "userId", count(*)::int AS count
			FROM completions d JOIN tasks t ON t.id = d.task_id
			WHERE t.course_id = $1 AND t.removed_at IS NULL AND d.user_id = ANY($2) AND d.undone_at IS NULL
			GROUP BY d.user_id`,
			[courseId, userIds],
		);
		return new Map(userIds.map((id) => [id, done.find(({ userId }) => userId === id)?.count ?? 0]));
	}
}
