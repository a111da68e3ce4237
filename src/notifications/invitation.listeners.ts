import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrganiserEnded, type OfPerson } from '../courses/course.events.js';
import { courseUrl } from '../courses/course.page.js';
import { InvitationAccepted, type OfInvitation, PersonInvited } from '../invitations/invitation.events.js';
import { invitationUrl } from '../invitations/invitation.page.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { Notify } from './notify.service.js';

/** Who hears of invitations, and of the end of organising. */
@Injectable()
export class InvitationListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
	) {}

	onModuleInit(): void {
		const { events } = this;
		events.on(PersonInvited, 'notifications.invited', (event, tx) => this.invited(event, tx));
		events.on(InvitationAccepted, 'notifications.accepted', (event, tx) => this.accepted(event, tx));
		events.on(OrganiserEnded, 'notifications.removed', (event, tx) => this.ended(event, tx));
	}

	/** The invited, if they are a member; others have only the mail. */
	private async invited(event: RecordedEvent<OfInvitation>, tx: EntityManager): Promise<void> {
		const { invitationId } = event.payload;
		const [sent] = await rows<{ userId: number; role: string; course: string; person: string | null }>(
			tx,
			`SELECT i.user_id AS "userId", i.role, c.title AS course, u.display_name AS person
			FROM invitations i JOIN courses c ON c.id = i.course_id LEFT JOIN users u ON u.id = i.invited_by
			WHERE i.id = $1 AND i.user_id IS NOT NULL AND i.revoked_at IS NULL AND c.deleted_at IS NULL`,
			[invitationId],
		);
		if (!sent) return;
		const { userId, role, course, person } = sent;
		const path = invitationUrl(String(invitationId));
		await this.notify.tell(tx, event, {
			kind: 'invited',
			userIds: [userId],
			path,
			args: { role, course },
			person,
		});
	}

	/** The inviter, about a new co-organiser, while they organise it themselves. */
	private async accepted(
		event: RecordedEvent<OfInvitation & { userId: number }>,
		tx: EntityManager,
	): Promise<void> {
		const { invitationId, userId } = event.payload;
		const [accepted] = await rows<{ slug: string; course: string; person: string; inviterId: number }>(
			tx,
			`SELECT c.slug, c.title AS course, u.display_name AS person, i.invited_by AS "inviterId"
			FROM invitations i JOIN courses c ON c.id = i.course_id
			JOIN course_organisers o ON o.course_id = c.id AND o.user_id = i.invited_by CROSS JOIN users u
			WHERE i.id = $1 AND u.id = $2 AND c.deleted_at IS NULL`,
			[invitationId, userId],
		);
		if (!accepted) return;
		const { course, person, inviterId } = accepted;
		const path = `${courseUrl(accepted)}/organisers`;
		await this.notify.tell(tx, event, {
			kind: 'accepted',
			userIds: [inviterId],
			path,
			args: { course },
			person,
		});
	}

	/** Whoever another organiser removed; stepping down is nobody's news but one's own. */
	private async ended(event: RecordedEvent<OfPerson>, tx: EntityManager): Promise<void> {
		const { courseId, userId } = event.payload;
		if (event.actorId === userId) return;
		const [ended] = await rows<{ slug: string; course: string; isPublished: boolean; person: string | null }>(
			tx,
			`SELECT c.slug, c.title AS course, c.published_at IS NOT NULL AS "isPublished",
				(SELECT display_name FROM users WHERE id = $2) AS person
			FROM courses c WHERE c.id = $1 AND c.deleted_at IS NULL`,
			[courseId, event.actorId],
		);
		if (!ended) return;
		const { course, person, isPublished } = ended;
		const path = isPublished ? courseUrl(ended) : '/';
		await this.notify.tell(tx, event, { kind: 'removed', userIds: [userId], path, args: { course }, person });
	}
}
