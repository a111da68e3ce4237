import { Injectable } from '@nestjs/common';
import { CourseLife } from '../courses/course-life.service.js';
import { RECOVERY_DAYS } from '../courses/courses.queries.js';
import { Database, rows } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'courses.purge': Record<string, never>;
	}
}

/** Due, and nobody holds a badge of it: a signed award says for ever which course it was for. */
const DUE = `c.deleted_at <= now() - interval '${RECOVERY_DAYS} days' AND NOT EXISTS (
	SELECT FROM badges b JOIN awards a ON a.badge_id = b.id WHERE b.course_id = c.id)`;

/** Lets go of courses that were deleted and not brought back in time. Badges decide which can go, so it is theirs. */
@Injectable()
export class CoursePurge {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
		private readonly life: CourseLife,
	) {
		jobs.handle('courses.purge', () => this.purge());
	}

	async purge(): Promise<void> {
		const due = await this.db.query<{ id: number }>(
			`SELECT c.id FROM courses c WHERE ${DUE} ORDER BY c.deleted_at, c.id`,
		);
		for (const { id } of due) await this.purgeOne(id);
	}

	private purgeOne(courseId: number): Promise<void> {
		return this.db.transaction(async (tx) => {
			const [locked] = await rows(tx, `SELECT FROM courses c WHERE c.id = $1 AND ${DUE} FOR UPDATE`, [
				courseId,
			]);
			if (!locked) return;
			await rows(
				tx,
				'DELETE FROM badge_versions v USING badges b WHERE b.id = v.badge_id AND b.course_id = $1',
				[courseId],
			);
			await rows(tx, 'DELETE FROM badges WHERE course_id = $1', [courseId]);
			await this.life.purge(tx, courseId);
		});
	}
}
