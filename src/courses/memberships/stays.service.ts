import { Injectable } from '@nestjs/common';
import { Database, rows } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { HelpEnded, HelpOffered } from '../course.events.js';

export interface Stay {
	joinedAt: Date;
	helperSince: Date | null;
	emailSharedAt: Date | null;
	email: string;
}

/** What somebody chooses for their present stay in a course. It ends with the stay. */
@Injectable()
export class Stays {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	of(member: { id: number }, courseId: number): Promise<Stay | undefined> {
		return this.db.one<Stay>(
			`SELECT m.joined_at AS "joinedAt", m.helper_since AS "helperSince", m.email_shared_at AS "emailSharedAt", u.email
			FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
			WHERE r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL ORDER BY r.id DESC LIMIT 1`,
			[courseId, member.id],
		);
	}

	async offerHelp(member: { id: number }, courseId: number): Promise<'helping' | 'already-helping'> {
		return this.db.transaction(async (tx) => {
			const begun = await rows(
				tx,
				`UPDATE memberships m SET helper_since = now() FROM runs r
				WHERE r.id = m.run_id AND r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL
					AND m.helper_since IS NULL RETURNING m.id`,
				[courseId, member.id],
			);
			if (begun.length === 0) return 'already-helping';
			await this.events.record(tx, HelpOffered, { courseId, userId: member.id }, member.id);
			return 'helping';
		});
	}

	async stepBack(member: { id: number }, courseId: number): Promise<'stepped-back' | 'not-helping'> {
		return this.db.transaction(async (tx) => {
			const ended = await rows(
				tx,
				`UPDATE memberships m SET helper_since = NULL FROM runs r
				WHERE r.id = m.run_id AND r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL
					AND m.helper_since IS NOT NULL RETURNING m.id`,
				[courseId, member.id],
			);
			if (ended.length === 0) return 'not-helping';
			await this.events.record(tx, HelpEnded, { courseId, userId: member.id }, member.id);
			return 'stepped-back';
		});
	}

	/** Lets the organisers see the e-mail address, or no longer. */
	async shareEmail(member: { id: number }, courseId: number, shares: boolean): Promise<void> {
		await this.db.transaction((tx) =>
			rows(
				tx,
				`UPDATE memberships m SET email_shared_at = CASE WHEN $3::boolean THEN coalesce(m.email_shared_at, now()) END
				FROM runs r
				WHERE r.id = m.run_id AND r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL`,
				[courseId, member.id, shares],
			),
		);
	}
}
