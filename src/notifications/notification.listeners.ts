import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { PersonConfirmed } from '../accounts/account.events.js';
import { applicationUrl } from '../applications/badge-application.page.js';
import { AwardEnding, BadgeAwarded, type OfAward } from '../badges/badge.events.js';
import { CourseJoined, type OfMembership } from '../courses/course.events.js';
import { courseUrl } from '../courses/course.page.js';
import { CommentPosted, type OfComment } from '../discussions/comment.events.js';
import { commentUrl } from '../discussions/comment-address.page.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { formatDate } from '../platform/i18n/dates.js';
import type { Locale } from '../platform/i18n/i18n.js';
import { plainText } from '../platform/markdown/markdown.js';
import { Notify } from './notify.service.js';

const QUOTE = 500;

interface Said {
	slug: string;
	course: string;
	task: string | null;
	threadId: number | null;
	bodyMd: string;
	person: string | null;
	userIds: number[];
}

/** Who hears of which event; nobody of their own act. */
@Injectable()
export class NotificationListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	onModuleInit(): void {
		const { events } = this;
		events.on(PersonConfirmed, 'notifications.welcome', (event, tx) => this.welcome(event, tx));
		events.on(CourseJoined, 'notifications.joined', (event, tx) => this.joined(event, tx));
		events.on(CommentPosted, 'notifications.comment', (event, tx) => this.commented(event, tx));
		events.on(BadgeAwarded, 'notifications.award', (event, tx) => this.awarded(event, tx));
		events.on(AwardEnding, 'notifications.ending', (event, tx) => this.ending(event, tx));
	}

	/** Once in a person's life, also when they confirm another address later. */
	private async welcome(event: RecordedEvent<{ userId: number }>, tx: EntityManager): Promise<void> {
		const { userId } = event.payload;
		const before = await rows(
			tx,
			`SELECT id FROM notifications WHERE user_id = $1 AND kind = 'welcome' LIMIT 1`,
			[userId],
		);
		if (before.length > 0) return;
		await this.notify.tell(tx, event, { kind: 'welcome', userIds: [userId], path: '/courses', args: {} });
	}

	/** The organisers of the course, unless one of them let the person in. */
	private async joined(event: RecordedEvent<OfMembership>, tx: EntityManager): Promise<void> {
		const { courseId, userId } = event.payload;
		if (event.actorId !== userId) return;
		const [joined] = await rows<{ slug: string; course: string; person: string; userIds: number[] }>(
			tx,
			`SELECT c.slug, c.title AS course, u.display_name AS person, ARRAY(
				SELECT o.user_id FROM course_organisers o WHERE o.course_id = c.id AND o.user_id <> u.id) AS "userIds"
			FROM courses c CROSS JOIN users u WHERE c.id = $1 AND u.id = $2 AND c.deleted_at IS NULL`,
			[courseId, userId],
		);
		if (!joined) return;
		const { course, person, userIds } = joined;
		const path = `${courseUrl(joined)}/people`;
		await this.notify.tell(tx, event, { kind: 'joined', userIds, path, args: { course }, person });
	}

	/** Whoever spoke in the thread before and is still of the course; of a new thread, the organisers. */
	private async commented(event: RecordedEvent<OfComment>, tx: EntityManager): Promise<void> {
		const { commentId, authorId } = event.payload;
		const [said] = await rows<Said>(
			tx,
			`SELECT p.slug, p.title AS course, k.title AS task, c.thread_id AS "threadId", c.body_md AS "bodyMd",
				u.display_name AS person, ARRAY(
					SELECT o.user_id FROM course_organisers o
					WHERE c.thread_id IS NULL AND o.course_id = c.course_id AND o.user_id <> $2
					UNION
					SELECT e.author_id FROM comments e
					WHERE (e.id = c.thread_id OR e.thread_id = c.thread_id) AND e.removed_at IS NULL AND e.author_id <> $2
						AND (e.author_id IN (SELECT user_id FROM course_organisers WHERE course_id = c.course_id)
							OR EXISTS (SELECT FROM memberships m JOIN runs r ON r.id = m.run_id
								WHERE r.course_id = c.course_id AND m.user_id = e.author_id AND m.left_at IS NULL))
				) AS "userIds"
			FROM comments c
			JOIN courses p ON p.id = c.course_id
			LEFT JOIN tasks k ON k.id = c.task_id
			LEFT JOIN users u ON u.id = c.author_id
			WHERE c.id = $1 AND c.removed_at IS NULL AND c.hidden_at IS NULL
				AND p.deleted_at IS NULL AND k.removed_at IS NULL`,
			[commentId, authorId],
		);
		if (!said) return;
		const { course, task, threadId, person, userIds } = said;
		await this.notify.tell(tx, event, {
			kind: 'comment',
			userIds,
			path: commentUrl({ id: commentId }),
			args: { course, place: task ?? course, act: threadId ? 'reply' : 'thread' },
			person,
			quote: plainText(said.bodyMd, QUOTE),
		});
	}

	/** The earner. */
	private async awarded(event: RecordedEvent<OfAward>, tx: EntityManager): Promise<void> {
		const { awardId, userId } = event.payload;
		const [award] = await rows<{ badge: string; course: string | null; waiting: number | null }>(
			tx,
			`SELECT v.name AS badge, coalesce(c.title, s.name) AS course, (
				SELECT p.id FROM badge_applications p
				WHERE p.badge_id = b.id AND p.state = 'submitted' AND p.escalated_at IS NULL AND p.user_id <> a.user_id
					AND v.reviewers <> 'named'
				ORDER BY p.submitted_at, p.id LIMIT 1) AS waiting
			FROM awards a
			JOIN badge_versions v ON v.id = a.badge_version_id
			JOIN badges b ON b.id = a.badge_id
			LEFT JOIN courses c ON c.id = b.course_id
			LEFT JOIN schools s ON s.id = b.school_id
			WHERE a.id = $1 AND a.revoked_at IS NULL`,
			[awardId],
		);
		if (!award) return;
		const { siteName, publicUrl } = this.config;
		const { badge, course, waiting } = award;
		const review = waiting ? `${publicUrl}${applicationUrl({ id: waiting })}` : 'none';
		const args = { badge, course: course ?? siteName, review };
		const path = `/awards/${awardId}`;
		await this.notify.tell(tx, event, { kind: 'award', userIds: [userId], path, args });
	}

	/** Its holder, in good time. */
	private async ending(event: RecordedEvent<OfAward>, tx: EntityManager): Promise<void> {
		const { awardId, userId } = event.payload;
		const [award] = await rows<{ badge: string; validUntil: Date; locale: Locale; timeZone: string }>(
			tx,
			`SELECT v.name AS badge, a.valid_until AS "validUntil", u.locale, u.time_zone AS "timeZone"
			FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id JOIN users u ON u.id = a.user_id
			WHERE a.id = $1 AND a.revoked_at IS NULL`,
			[awardId],
		);
		if (!award) return;
		const { badge, validUntil, locale, timeZone } = award;
		const args = { badge, day: formatDate(validUntil, 'date', locale, timeZone) };
		await this.notify.tell(tx, event, {
			kind: 'ending',
			userIds: [userId],
			path: `/awards/${awardId}`,
			args,
		});
	}
}
