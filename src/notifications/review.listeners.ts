import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OfApplication } from '../applications/badge-application.events.js';
import { applicationUrl } from '../applications/badge-application.page.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { plainText } from '../platform/markdown/markdown.js';
import { DecisionAwaited, ReviewAsked, ReviewEscalated, ReviewGiven } from '../reviews/review.events.js';
import { DECIDED_BY, DECIDER_IDS, type DecidedBy, REVIEWER_IDS } from '../reviews/reviewers.queries.js';
import { Notify } from './notify.service.js';

const QUOTE = 1_000;

interface Asked {
	badge: string;
	person: string;
	deciders: number[];
	reviewers: number[];
	by: DecidedBy;
}

/** Who hears of applications for badges, and of reviews. */
@Injectable()
export class ReviewListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
	) {}

	onModuleInit(): void {
		this.events.on(ReviewGiven, 'notifications.review', (event, tx) => this.given(event, tx));
		this.events.on(ReviewAsked, 'notifications.asked', (event, tx) => this.asked(event, tx));
		this.events.on(ReviewEscalated, 'notifications.escalated', (event, tx) => this.escalated(event, tx));
		this.events.on(DecisionAwaited, 'notifications.awaited', (event, tx) => this.escalated(event, tx, 'yes'));
	}

	/** The applicant, at once. */
	private async given(
		event: RecordedEvent<OfApplication & { reviewId: number }>,
		tx: EntityManager,
	): Promise<void> {
		const { applicationId, reviewId, userId } = event.payload;
		const [given] = await rows<{ badge: string; state: string; person: string | null; commentMd: string }>(
			tx,
			`SELECT v.name AS badge, CASE WHEN p.state = 'submitted' AND r.verdict = 'meets' THEN 'meets' ELSE p.state END AS state,
				u.display_name AS person, r.comment_md AS "commentMd"
			FROM reviews r CROSS JOIN badge_applications p JOIN badge_versions v ON v.id = p.badge_version_id
			LEFT JOIN users u ON u.id = r.reviewer_id WHERE r.id = $1 AND p.id = $2`,
			[reviewId, applicationId],
		);
		if (!given) return;
		const { badge, state, person, commentMd } = given;
		await this.notify.tell(tx, event, {
			kind: 'review',
			userIds: [userId],
			path: `${applicationUrl({ id: applicationId })}#review-${reviewId}`,
			args: { badge, state },
			person,
			quote: plainText(commentMd, QUOTE),
		});
	}

	private async asked(
		event: RecordedEvent<OfApplication & { userIds: number[] }>,
		tx: EntityManager,
	): Promise<void> {
		const application = await this.waiting(tx, event.payload.applicationId);
		if (!application) return;
		const { badge, person, reviewers } = application;
		const path = applicationUrl({ id: event.payload.applicationId });
		// Whoever may no longer review since then is not asked.
		const userIds = event.payload.userIds.filter((id) => reviewers.includes(id));
		await this.notify.tell(tx, event, { kind: 'asked', userIds, path, args: { badge }, person });
	}

	/** Whoever decides now, except the applicant. */
	private async escalated(
		event: RecordedEvent<OfApplication>,
		tx: EntityManager,
		again: 'yes' | 'no' = 'no',
	): Promise<void> {
		const application = await this.waiting(tx, event.payload.applicationId);
		if (!application) return;
		const { badge, person, by, deciders: userIds } = application;
		const path = applicationUrl({ id: event.payload.applicationId });
		await this.notify.tell(tx, event, {
			kind: 'escalated',
			userIds,
			path,
			args: { badge, by, again },
			person,
		});
	}

	private async waiting(tx: EntityManager, applicationId: number): Promise<Asked | undefined> {
		const [asked] = await rows<Asked>(
			tx,
			`SELECT v.name AS badge, u.display_name AS person,
				${DECIDED_BY} AS by,
				ARRAY(SELECT e.user_id FROM (${DECIDER_IDS}) e WHERE e.user_id <> p.user_id) AS deciders,
				ARRAY(SELECT e.user_id FROM (${REVIEWER_IDS}) e) AS reviewers
			FROM badge_applications p JOIN badges b ON b.id = p.badge_id
			JOIN badge_versions v ON v.id = p.badge_version_id JOIN users u ON u.id = p.user_id
			WHERE p.id = $1 AND p.state = 'submitted'`,
			[applicationId],
		);
		return asked;
	}
}
