import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CourseRow } from '../courses/courses.queries.js';
import { type JoinOutcome, Memberships } from '../courses/memberships/memberships.service.js';
import { Organisers } from '../courses/organisers.service.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { InvitationAccepted } from './invitation.events.js';
import { OPEN } from './invitations.queries.js';

/** What the invited makes of an invitation. */
@Injectable()
export class InvitationAnswers {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly organisers: Organisers,
		private readonly memberships: Memberships,
	) {}

	/** Uses the invitation up: of two people with one link the first becomes an organiser. */
	organise(member: { id: number }, id: number): Promise<'organising' | 'already-organiser' | 'gone'> {
		return this.db.transaction(async (tx) => {
			const [taken] = await rows<{ courseId: number }>(
				tx,
				`UPDATE invitations i SET accepted_at = now(), uses = 1 FROM courses c
				WHERE c.id = i.course_id AND i.id = $1 AND i.role = 'organiser' AND ${OPEN}
				RETURNING i.course_id AS "courseId"`,
				[id],
			);
			if (!taken) return 'gone';
			const { courseId } = taken;
			const outcome = await this.organisers.add(tx, courseId, member);
			if (outcome === 'already-organiser') return outcome;
			const payload = { courseId, invitationId: id, userId: member.id };
			await this.events.record(tx, InvitationAccepted, payload, member.id);
			return 'organising';
		});
	}

	/**
	 * Joins as one who was asked in. A link for participants stays good for the next; a personal one lets in one person,
	 * whoever else has it at the same moment.
	 */
	takePart(
		member: { id: number },
		id: number,
		course: CourseRow,
		sharesEmail: boolean,
	): Promise<JoinOutcome | 'gone'> {
		return this.db.transaction(async (tx) => {
			const [open] = await rows(
				tx,
				`SELECT i.id FROM invitations i JOIN courses c ON c.id = i.course_id
				WHERE i.id = $1 AND i.role = 'participant' AND ${OPEN} FOR NO KEY UPDATE OF i`,
				[id],
			);
			if (!open) return 'gone';
			const outcome = await this.memberships.enter(tx, member, course, { invited: true, sharesEmail });
			if (outcome === 'joined' || outcome === 'waiting') await this.count(tx, id);
			return outcome;
		});
	}

	/** Turned down, so that nobody waits for it. */
	async decline(id: number): Promise<void> {
		await this.db.transaction((tx) =>
			rows(
				tx,
				`UPDATE invitations SET declined_at = now()
				WHERE id = $1 AND accepted_at IS NULL AND declined_at IS NULL AND (email IS NOT NULL OR user_id IS NOT NULL)`,
				[id],
			),
		);
	}

	private count(tx: EntityManager, id: number): Promise<unknown> {
		return rows(
			tx,
			`UPDATE invitations SET uses = uses + 1,
				accepted_at = CASE WHEN email IS NOT NULL OR user_id IS NOT NULL THEN now() END
			WHERE id = $1`,
			[id],
		);
	}
}
