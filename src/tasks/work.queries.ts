import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Audience } from './task.entity.js';

export interface Work {
	id: number;
	completedAt: string;
	proofUrl: string | null;
	proofHtml: string | null;
	file: { name: string; isPicture: boolean; isSound: boolean; isFilm: boolean } | null;
	/** Who sees it, of what its maker allows and the task. */
	audience: Audience;
}

export interface OwnWork extends Work {
	proofMd: string | null;
}

export interface PeerWork extends Work {
	person: PersonRow;
}

/** Arguments of json_build_object for a Work, for the aliases t (task), d (completion) and f (its file). */
export const WORK_JSON = `'id', d.id, 'completedAt', d.completed_at, 'proofUrl', d.proof_url,
	'proofHtml', d.proof_html, 'audience', CASE WHEN t.work_audience = 'organisers' THEN t.work_audience ELSE d.audience END,
	'file', CASE WHEN f.id IS NOT NULL
		THEN json_build_object('name', d.file_name, 'isPicture', f.media_type LIKE 'image/%',
			'isSound', f.media_type LIKE 'audio/%', 'isFilm', f.media_type LIKE 'video/%') END`;

/** True where the completion d stands and something was handed in. */
export const IS_WORK = `d.undone_at IS NULL AND (d.proof_url IS NOT NULL OR d.proof_html IS NOT NULL OR d.file_id IS NOT NULL)`;

/** True where somebody who sees this much, a parameter as `workSeenBy` gives it, may see the work of others. */
export function seenWork(parameter: string): string {
	return `(${parameter}::text = 'all' OR (${parameter}::text = 'shared' AND d.audience = 'course' AND t.work_audience = 'course'))`;
}

const OF_TASK = `FROM tasks t JOIN completions d ON d.task_id = t.id JOIN users u ON u.id = d.user_id
	LEFT JOIN files f ON f.id = d.file_id
	WHERE t.course_id = $1 AND t.id = $2 AND t.removed_at IS NULL AND ${IS_WORK} AND (d.user_id = $3 OR ${seenWork('$4')})`;

type Seen = 'all' | 'shared' | 'none';

/** What people handed in for a task, as far as a viewer may see it. */
@Injectable()
export class WorkQueries {
	constructor(private readonly db: Database) {}

	/** The latest first. Ask for one more than you show. */
	async ofTask(
		{ courseId, taskId }: { courseId: number; taskId: number },
		viewerId: number,
		seen: Seen,
		slice: Slice,
	): Promise<PeerWork[]> {
		const found = await this.db.query<{ work: PeerWork }>(
			`SELECT json_build_object(${WORK_JSON}, 'person', ${PERSON_JSON}) AS work ${OF_TASK}
			ORDER BY d.completed_at DESC, d.id DESC LIMIT $5 OFFSET $6`,
			[courseId, taskId, viewerId, seen, slice.limit + 1, slice.offset],
		);
		return found.map(({ work }) => work);
	}

	async one(
		{ courseId, taskId, workId }: { courseId: number; taskId: number; workId: number },
		viewerId: number,
		seen: Seen,
	): Promise<(PeerWork & { taskTitle: string; fileId: string | null }) | undefined> {
		const row = await this.db.one<{ work: PeerWork; taskTitle: string; fileId: string | null }>(
			`SELECT json_build_object(${WORK_JSON}, 'person', ${PERSON_JSON}) AS work, t.title AS "taskTitle",
				d.file_id AS "fileId" ${OF_TASK} AND d.id = $5`,
			[courseId, taskId, viewerId, seen, workId],
		);
		return row && { ...row.work, taskTitle: row.taskTitle, fileId: row.fileId };
	}
}
