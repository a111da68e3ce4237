import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { CourseJoined, CourseLeft } from './course.events.js';
import { isOpenToJoin } from './course.policy.js';
import type { CourseRow } from './courses.queries.js';

@Injectable()
export class Memberships {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Lets the person in. Whoever was here before finds their work as they left it, since work belongs to people. */
	async join(member: { id: number }, course: CourseRow): Promise<'joined' | 'already-member' | 'closed'> {
		if (course.membership) return 'already-member';
		if (!isOpenToJoin(course)) return 'closed';
		return this.db.transaction(async (tx) => {
			const [joined] = await rows(
				tx,
				`INSERT INTO memberships (run_id, user_id) VALUES ($1, $2)
				ON CONFLICT (run_id, user_id) WHERE left_at IS NULL DO NOTHING RETURNING id`,
				[course.run.id, member.id],
			);
			if (!joined) return 'already-member';
			const payload = { courseId: course.id, runId: course.run.id, userId: member.id };
			await this.events.record(tx, CourseJoined, payload, member.id);
			return 'joined';
		});
	}

	async leave(member: { id: number }, course: CourseRow): Promise<'left' | 'not-a-member'> {
		return this.db.transaction(async (tx) => {
			const left = await rows<{ runId: number }>(
				tx,
				`UPDATE memberships m SET left_at = now() FROM runs r
				WHERE r.id = m.run_id AND r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL
				RETURNING m.run_id AS "runId"`,
				[course.id, member.id],
			);
			for (const { runId } of left)
				await this.events.record(
					tx,
					CourseLeft,
					{ courseId: course.id, runId, userId: member.id },
					member.id,
				);
			return left.length > 0 ? 'left' : 'not-a-member';
		});
	}
}
