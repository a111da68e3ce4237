import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { hashToken, newToken } from '../platform/http/cookies.js';
import { PersonInvited } from './invitation.events.js';
import type { Role } from './invitation.entity.js';
import { InvitationMails } from './invitation-mails.service.js';

/** A link that makes an organiser is a key: it is short-lived and opens once. */
const LINK_DAYS: Readonly<Record<Role, number>> = { organiser: 7, participant: 90 };
const PERSONAL_DAYS = 30;

/** Whom to ask: a member, or whoever reads the mails of an address, who may be a member. */
type Invited = { email: string; userId: number | null } | { email: null; userId: number };

@Injectable()
export class Invitations {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly mails: InvitationMails,
	) {}

	/** The secret for a link, which is told this once: the table holds its digest. */
	async makeLink(inviter: { id: number }, courseId: number, role: Role): Promise<string> {
		const token = newToken();
		await this.db.transaction((tx) =>
			rows(
				tx,
				`INSERT INTO invitations (course_id, role, token_hash, invited_by, expires_at)
				VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))`,
				[courseId, role, hashToken(token), inviter.id, LINK_DAYS[role]],
			),
		);
		return token;
	}

	/**
	 * Mails an invitation. A member at this address is told on the site as well; the answer is the same for
	 * every address, so that organisers do not learn whose it is.
	 */
	inviteAddress(
		inviter: { id: number },
		courseId: number,
		role: Role,
		address: string,
	): Promise<'invited' | 'already-invited'> {
		const email = address.toLowerCase();
		return this.db.transaction(async (tx) => {
			const [owner] = await rows<{ id: number }>(
				tx,
				'SELECT id FROM users WHERE lower(email) = $1 AND confirmed_at IS NOT NULL',
				[email],
			);
			return this.invite(tx, inviter, courseId, role, { email, userId: owner?.id ?? null });
		});
	}

	/** Asks a present participant to organise too. */
	askParticipant(
		inviter: { id: number },
		courseId: number,
		username: string,
	): Promise<'invited' | 'already-invited' | 'not-a-participant'> {
		return this.db.transaction(async (tx) => {
			const [person] = await rows<{ id: number }>(
				tx,
				`SELECT u.id FROM users u WHERE lower(u.username) = lower($2) AND EXISTS (
					SELECT FROM memberships m JOIN runs r ON r.id = m.run_id
					WHERE r.course_id = $1 AND m.user_id = u.id AND m.left_at IS NULL)
				AND NOT EXISTS (SELECT FROM course_organisers o WHERE o.course_id = $1 AND o.user_id = u.id)`,
				[courseId, username],
			);
			if (!person) return 'not-a-participant';
			return this.invite(tx, inviter, courseId, 'organiser', { email: null, userId: person.id });
		});
	}

	/** Makes an invitation worthless, and tells what it was to; undefined when it is not one of the course. */
	withdraw(courseId: number, id: number): Promise<Role | undefined> {
		return this.db.transaction(async (tx) => {
			const [withdrawn] = await rows<{ role: Role }>(
				tx,
				`UPDATE invitations SET revoked_at = coalesce(revoked_at, now())
				WHERE id = $2 AND course_id = $1 RETURNING role`,
				[courseId, id],
			);
			return withdrawn?.role;
		});
	}

	private async invite(
		tx: EntityManager,
		inviter: { id: number },
		courseId: number,
		role: Role,
		{ email, userId }: Invited,
	): Promise<'invited' | 'already-invited'> {
		// One that can no longer be accepted stands in nobody's way.
		await rows(
			tx,
			`UPDATE invitations i SET revoked_at = now()
			WHERE i.course_id = $1 AND i.role = $2 AND (i.email = $3 OR ($3::text IS NULL AND i.email IS NULL AND i.user_id = $4))
				AND i.accepted_at IS NULL AND i.declined_at IS NULL AND i.revoked_at IS NULL
				AND (i.expires_at <= now() OR (i.role = 'organiser' AND NOT EXISTS (
					SELECT FROM course_organisers o WHERE o.course_id = i.course_id AND o.user_id = i.invited_by)))`,
			[courseId, role, email, userId],
		);
		const token = userId ? null : newToken();
		const [invited] = await rows<{ id: number }>(
			tx,
			`INSERT INTO invitations (course_id, role, token_hash, email, user_id, invited_by, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
			ON CONFLICT DO NOTHING RETURNING id`,
			[courseId, role, token && hashToken(token), email, userId, inviter.id, PERSONAL_DAYS],
		);
		if (!invited) return 'already-invited';
		if (token && email) await this.mails.queue(tx, invited.id, email, token);
		await this.events.record(tx, PersonInvited, { courseId, invitationId: invited.id }, inviter.id);
		return 'invited';
	}
}
