import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { contentHash, type Evidence } from './evidence.js';

interface TaskRow {
	taskId: number;
	title: string;
	completedAt: Date | null;
	url: string | null;
	text: string | null;
}

/** What the person did for the course, task by task, if every task that it has now is done; else undefined. */
export async function completedWork(
	tx: EntityManager,
	courseId: number,
	userId: number,
): Promise<Evidence[] | undefined> {
	const tasks = await rows<TaskRow>(
		tx,
		`SELECT t.id AS "taskId", t.title, c.completed_at AS "completedAt", c.proof_url AS url, c.proof_md AS text
		FROM tasks t LEFT JOIN completions c ON c.task_id = t.id AND c.user_id = $2 AND c.undone_at IS NULL
		WHERE t.course_id = $1 AND t.removed_at IS NULL ORDER BY t.position, t.id`,
		[courseId, userId],
	);
	const done = tasks.flatMap(({ completedAt, ...work }) =>
		completedAt ? [{ ...work, completedAt: completedAt.toISOString(), contentHash: contentHash(work) }] : [],
	);
	return tasks.length > 0 && done.length === tasks.length ? done : undefined;
}

/** SQL for the ids of people who did all of a course's tasks ($1) and do not hold the badge ($2). */
export const UNREWARDED = `
	SELECT c.user_id AS "userId" FROM completions c JOIN tasks t ON t.id = c.task_id
	WHERE t.course_id = $1 AND t.removed_at IS NULL AND c.undone_at IS NULL
		AND NOT EXISTS (SELECT FROM awards a WHERE a.badge_id = $2 AND a.user_id = c.user_id)
	GROUP BY c.user_id
	HAVING count(*) = (SELECT count(*) FROM tasks WHERE course_id = $1 AND removed_at IS NULL)
	ORDER BY max(c.completed_at)`;
