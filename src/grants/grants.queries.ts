import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { LineOutcome } from './grant-batch.entity.js';

export interface BatchRow {
	id: number;
	createdAt: Date;
	doneAt: Date | null;
	total: number;
	worked: number;
	given: number;
}

export interface LineRow {
	line: string;
	outcome: LineOutcome | null;
}

@Injectable()
export class GrantsQueries {
	constructor(private readonly db: Database) {}

	/** Lists that were given the badge, the latest first; of one batch when it is named. */
	batchesOf(badgeId: number, batchId: number | null = null): Promise<BatchRow[]> {
		return this.db.query<BatchRow>(
			`SELECT g.id, g.created_at AS "createdAt", g.done_at AS "doneAt", count(l.number)::int AS total,
				count(l.outcome)::int AS worked, (count(*) FILTER (WHERE l.outcome = 'given'))::int AS given
			FROM grant_batches g LEFT JOIN grant_lines l ON l.batch_id = g.id
			WHERE g.badge_id = $1 AND ($2::int IS NULL OR g.id = $2) GROUP BY g.id ORDER BY g.id DESC LIMIT 20`,
			[badgeId, batchId],
		);
	}

	/** What became of each line. */
	linesOf(batchId: number): Promise<LineRow[]> {
		return this.db.query<LineRow>(
			'SELECT line, outcome FROM grant_lines WHERE batch_id = $1 ORDER BY number',
			[batchId],
		);
	}

	/** Others who take part in the badge's course, to choose from; up to 200. */
	peersOf(badgeId: number, giverId: number): Promise<{ username: string; displayName: string }[]> {
		return this.db.query(
			`SELECT DISTINCT u.username, u.display_name AS "displayName"
			FROM badges b JOIN runs r ON r.course_id = b.course_id
			JOIN memberships m ON m.run_id = r.id AND m.left_at IS NULL JOIN users u ON u.id = m.user_id
			WHERE b.id = $1 AND u.id <> $2 ORDER BY 2, 1 LIMIT 200`,
			[badgeId, giverId],
		);
	}

	/** Runs of the badge's course, the latest first, with how many take part. */
	runsOf(badgeId: number): Promise<{ id: number; startsOn: string | null; people: number }[]> {
		return this.db.query(
			`SELECT r.id, to_char(r.starts_on, 'YYYY-MM-DD') AS "startsOn",
				(SELECT count(*)::int FROM memberships m WHERE m.run_id = r.id AND m.left_at IS NULL) AS people
			FROM badges b JOIN runs r ON r.course_id = b.course_id WHERE b.id = $1 ORDER BY r.id DESC`,
			[badgeId],
		);
	}
}
