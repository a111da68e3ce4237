import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { BARS_ANOTHER } from './badge-people.queries.js';
import { contentHash, type Evidence } from './evidence.js';

interface TaskRow {
	taskId: number;
	title: string;
	completedAt: Date | null;
	url: string | null;
	text: string | null;
	file: string | null;
	/** The digest of a file. */
	sha256: string | null;
	isShared: boolean;
}

/**
 * What the person did for the course, task by task, if every task that it has now is done; else undefined. With `since`,
 * only what was done after that moment.
 */
export async function completedWork(
	tx: EntityManager,
	courseId: number,
	userId: number,
	since: Date | null,
): Promise<Evidence[] | undefined> {
	const tasks = await rows<TaskRow>(
		tx,
		`SELECT t.id AS "taskId", t.title, c.completed_at AS "completedAt", c.proof_url AS url, c.proof_md AS text,
			c.file_name AS file, f.sha256, c.audience = 'course' AND t.work_audience = 'course' AS "isShared"
		FROM tasks t LEFT JOIN completions c ON c.task_id = t.id AND c.user_id = $2 AND c.undone_at IS NULL
			AND ($3::timestamptz IS NULL OR c.completed_at > $3)
		LEFT JOIN files f ON f.id = c.file_id
		WHERE t.course_id = $1 AND t.removed_at IS NULL ORDER BY t.position, t.id`,
		[courseId, userId, since],
	);
	const done = tasks.flatMap(({ completedAt, ...work }) =>
		completedAt ? [snapshot(work, completedAt)] : [],
	);
	return tasks.length > 0 && done.length === tasks.length ? done : undefined;
}

/** Whoever showed a piece of work to the organisers only did not mean it for the world that reads a badge. */
function snapshot(
	{ taskId, title, url, text, file, sha256, isShared }: Omit<TaskRow, 'completedAt'>,
	completedAt: Date,
): Evidence {
	const work = isShared ? { url, text, file } : { url: null, text: null, file: null };
	return {
		taskId,
		title,
		completedAt: completedAt.toISOString(),
		...work,
		contentHash: sha256 ?? contentHash({ url, text }),
	};
}

/**
 * SQL for the ids of people who did all of a course's tasks ($1) and were not given the badge ($2), or did them all after
 * the end of what they were given.
 */
export const UNREWARDED = `
	SELECT c.user_id AS "userId" FROM completions c JOIN tasks t ON t.id = c.task_id
	WHERE t.course_id = $1 AND t.removed_at IS NULL AND c.undone_at IS NULL
		AND NOT EXISTS (SELECT FROM awards a WHERE a.badge_id = $2 AND a.user_id = c.user_id
			AND (${BARS_ANOTHER} OR a.valid_until >= c.completed_at))
	GROUP BY c.user_id
	HAVING count(*) = (SELECT count(*) FROM tasks WHERE course_id = $1 AND removed_at IS NULL)
	ORDER BY max(c.completed_at)`;
