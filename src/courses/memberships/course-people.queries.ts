import { Injectable } from '@nestjs/common';
import type { PersonRow } from '../../accounts/person.page.js';
import { Database } from '../../platform/database/database.js';
import type { FaceRow } from '../courses.queries.js';

export interface ParticipantRow extends FaceRow {
	joinedAt: Date;
}

@Injectable()
export class CoursePeople {
	constructor(private readonly db: Database) {}

	/**
	 * Present participants of a course, or of one of its runs: helpers first, then whoever joined last.
	 * Ask for one more than you show.
	 */
	participants(
		courseId: number,
		limit: number,
		offset = 0,
		runId: number | null = null,
	): Promise<ParticipantRow[]> {
		return this.db.query<ParticipantRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId",
				max(m.joined_at) AS "joinedAt", count(m.helper_since) > 0 AS "isHelper"
			FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
			WHERE r.course_id = $1 AND m.left_at IS NULL AND ($4::int IS NULL OR r.id = $4)
			GROUP BY u.id
			ORDER BY count(m.helper_since) = 0, max(m.joined_at) DESC, max(m.id) DESC LIMIT $2 OFFSET $3`,
			[courseId, limit, offset, runId],
		);
	}

	/** Who waits for a seat in a run, the next one first. */
	waitingFor(runId: number, limit: number): Promise<PersonRow[]> {
		return this.db.query<PersonRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId"
			FROM waiting_places w JOIN users u ON u.id = w.user_id WHERE w.run_id = $1 ORDER BY w.id LIMIT $2`,
			[runId, limit],
		);
	}
}
