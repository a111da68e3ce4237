import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CourseSeatFreed, type OfMembership } from '../courses/course.events.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { plainText } from '../platform/markdown/markdown.js';
import {
	ApplicationDecided,
	ApplicationDiscussed,
	ApplicationMade,
	type OfApplication,
} from '../sign-ups/application.events.js';
import { applicationUrl } from '../sign-ups/application.page.js';
import { Notify } from './notify.service.js';

const QUOTE = 500;

interface About extends Pick<CourseRow, 'kind' | 'ownTerm'> {
	slug: string;
	course: string;
	/** Who acted. */
	person: string | null;
	organiserIds: number[];
	note: string;
	firstAnswer: string;
	message: string;
}

type Decided = OfApplication & { decision: 'accepted' | 'declined'; waits: boolean };
type Discussed = OfApplication & { messageId: number };

/** Who hears of applications, and of seats that come free. */
@Injectable()
export class SignUpListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
	) {}

	onModuleInit(): void {
		const { events } = this;
		events.on(ApplicationMade, 'notifications.applied', (event, tx) => this.applied(event, tx));
		events.on(ApplicationDecided, 'notifications.decided', (event, tx) => this.decided(event, tx));
		events.on(ApplicationDiscussed, 'notifications.discussed', (event, tx) => this.discussed(event, tx));
		events.on(CourseSeatFreed, 'notifications.seated', (event, tx) => this.seated(event, tx));
	}

	/** The organisers. */
	private async applied(event: RecordedEvent<OfApplication>, tx: EntityManager): Promise<void> {
		const about = await this.about(event, tx);
		if (!about) return;
		const { course, person, organiserIds, firstAnswer } = about;
		await this.notify.tell(tx, event, {
			kind: 'applied',
			userIds: organiserIds,
			path: applicationUrl(about, event.payload.applicationId),
			args: { course },
			person,
			quote: plainText(firstAnswer, QUOTE),
			course: about,
		});
	}

	/** The applicant, either way, with the words of the organiser. */
	private async decided(event: RecordedEvent<Decided>, tx: EntityManager): Promise<void> {
		const about = await this.about(event, tx);
		if (!about) return;
		const { applicationId, userId, decision, waits } = event.payload;
		const isIn = decision === 'accepted';
		await this.notify.tell(tx, event, {
			kind: isIn ? 'admitted' : 'declined',
			userIds: [userId],
			path: isIn ? courseUrl(about) : applicationUrl(about, applicationId),
			args: { course: about.course, seat: waits ? 'later' : 'now' },
			quote: about.note,
			course: about,
		});
	}

	/** The other side: the organisers when the applicant spoke, the applicant when an organiser did. */
	private async discussed(event: RecordedEvent<Discussed>, tx: EntityManager): Promise<void> {
		const about = await this.about(event, tx, event.payload.messageId);
		if (!about) return;
		const { applicationId, userId } = event.payload;
		const { course, person, message, organiserIds } = about;
		const isByApplicant = event.actorId === userId;
		await this.notify.tell(tx, event, {
			kind: 'discussed',
			userIds: isByApplicant ? organiserIds : [userId],
			path: applicationUrl(about, applicationId),
			args: { course, side: isByApplicant ? 'applicant' : 'organiser' },
			person,
			quote: plainText(message, QUOTE),
			course: about,
		});
	}

	/** Whoever waited. */
	private async seated(event: RecordedEvent<OfMembership>, tx: EntityManager): Promise<void> {
		const about = await this.about(event, tx);
		if (!about) return;
		await this.notify.tell(tx, event, {
			kind: 'seated',
			userIds: [event.payload.userId],
			path: courseUrl(about),
			args: { course: about.course },
			course: about,
		});
	}

	private async about(
		{ actorId, payload }: RecordedEvent<OfMembership & { applicationId?: number }>,
		tx: EntityManager,
		messageId: number | null = null,
	): Promise<About | undefined> {
		const [about] = await rows<About>(
			tx,
			`SELECT c.slug, c.title AS course, c.kind, c.own_term AS "ownTerm",
				(SELECT display_name FROM users WHERE id = $2) AS person,
				ARRAY(SELECT user_id FROM course_organisers WHERE course_id = c.id AND user_id <> $2) AS "organiserIds",
				coalesce((SELECT note FROM sign_up_applications WHERE id = $3), '') AS note,
				coalesce((SELECT body_md FROM sign_up_answers WHERE application_id = $3 ORDER BY position LIMIT 1), '')
					AS "firstAnswer",
				coalesce((SELECT body_md FROM sign_up_messages WHERE id = $4), '') AS message
			FROM courses c WHERE c.id = $1 AND c.deleted_at IS NULL`,
			[payload.courseId, actorId ?? 0, payload.applicationId ?? null, messageId],
		);
		return about;
	}
}
