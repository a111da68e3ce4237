import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AwardEnding, type OfAward } from './badge.events.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'awards.endings': Record<string, never>;
	}
}

/**
 * SQL: whether the end of the award `a` is near at the moment $1: 30 days, and of a short one half of its time. Whoever
 * was given the badge once more since has nothing to hear.
 */
const ENDS_SOON = `a.revoked_at IS NULL AND a.issued_at IS NOT NULL AND a.ending_told_at IS NULL AND a.valid_until > $1::timestamptz
	AND a.valid_until - $1::timestamptz <= least(interval '30 days', (a.valid_until - a.awarded_at) / 2)
	AND NOT EXISTS (SELECT FROM awards o WHERE o.badge_id = a.badge_id AND o.user_id = a.user_id AND o.revoked_at IS NULL
		AND (o.valid_until IS NULL OR o.valid_until > a.valid_until))`;

/** Sees to it that nobody learns from a stranger that their badge is not valid any more. */
@Injectable()
export class AwardEndings implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
	) {}

	onModuleInit(): void {
		this.jobs.handle('awards.endings', () => this.announce());
	}

	/** Each in a transaction of its own; the row says that it was told, so that nobody is told twice. */
	private async announce(): Promise<void> {
		const now = this.clock.now();
		const due = await this.db.query<{ id: string }>(
			`SELECT a.id FROM awards a WHERE ${ENDS_SOON} ORDER BY a.valid_until, a.id`,
			[now],
		);
		for (const { id } of due)
			await this.db.transaction(async (tx) => {
				const [ending] = await rows<OfAward>(
					tx,
					`UPDATE awards a SET ending_told_at = $1 FROM badges b WHERE a.id = $2 AND b.id = a.badge_id AND ${ENDS_SOON}
					RETURNING a.id AS "awardId", a.badge_id AS "badgeId", a.user_id AS "userId", b.course_id AS "courseId"`,
					[now, id],
				);
				if (ending) await this.events.record(tx, AwardEnding, ending, null);
			});
	}
}
