import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkSubmitted } from '../applications/badge-application.events.js';
import { BadgeApplications } from '../applications/badge-applications.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { DecisionAwaited, ReviewAsked, ReviewEscalated } from './review.events.js';
import { nextStep } from './review-rules.js';
import { REVIEWER_IDS, WAS_REVIEWED_BY_APPLICANT } from './reviewers.queries.js';
import { Reviews } from './reviews.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'reviews.remind': Record<string, never>;
	}
}

interface Waiting {
	badgeId: number;
	userId: number;
	rounds: number;
	askedAt: Date | null;
	isEscalated: boolean;
	patienceDays: number;
	quorum: number;
	unasked: number[];
}

/** Sees to it that work does not wait for ever: asks reviewers, then others, then the organisers until they decide. */
@Injectable()
export class ReviewRequests implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
		private readonly applications: BadgeApplications,
		private readonly reviews: Reviews,
	) {}

	onModuleInit(): void {
		this.events.on(WorkSubmitted, 'reviews.ask', async ({ payload: { applicationId, revisionId } }, tx) => {
			if (await isOutdated(tx, applicationId, revisionId)) return;
			await rows(tx, 'DELETE FROM review_requests WHERE application_id = $1', [applicationId]);
			await this.step(tx, applicationId);
		});
		this.jobs.handle('reviews.remind', () => this.remind());
	}

	/** Each in a transaction of its own, so that one that fails holds up no other. */
	private async remind(): Promise<void> {
		const due = await this.db.query<{ id: number }>(
			`SELECT p.id FROM badge_applications p JOIN badge_versions v ON v.id = p.badge_version_id
			JOIN badges b ON b.id = p.badge_id LEFT JOIN courses c ON c.id = b.course_id
			WHERE p.state = 'submitted' AND c.deleted_at IS NULL
				AND (p.asked_at IS NULL OR p.asked_at <= now() - v.patience_days * interval '1 day') ORDER BY p.submitted_at`,
		);
		for (const { id } of due) await this.db.transaction((tx) => this.step(tx, id));
	}

	private async step(tx: EntityManager, applicationId: number): Promise<void> {
		const waiting = await this.waiting(tx, applicationId);
		if (!waiting) return;
		const { badgeId, userId, unasked, quorum } = waiting;
		const about = { applicationId, badgeId, userId };
		const step = nextStep({ ...waiting, unasked: unasked.length }, this.clock.now());
		if (step === 'ask') {
			const userIds = unasked.slice(0, quorum);
			await rows(
				tx,
				'INSERT INTO review_requests (application_id, user_id) SELECT $1, each FROM unnest($2::int[]) each',
				[applicationId, userIds],
			);
			await this.applications.asked(tx, applicationId);
			await this.events.record(tx, ReviewAsked, { ...about, userIds }, userId);
		} else if (step === 'escalate') {
			await this.applications.escalate(tx, applicationId);
			await this.events.record(tx, ReviewEscalated, about, userId);
			await this.reviews.settleEscalated(tx, applicationId);
		} else if (step === 'remind') {
			// Whoever comes second finds by the time of this one, under the lock, that nothing is due.
			await this.applications.asked(tx, applicationId);
			await this.events.record(tx, DecisionAwaited, about, userId);
		}
	}

	/** Whoever reviewed it before is asked first, then those who were asked for the fewest others. */
	private async waiting(tx: EntityManager, applicationId: number): Promise<Waiting | undefined> {
		// In the order in which a review locks them.
		await rows(
			tx,
			`SELECT id FROM badges WHERE id = (SELECT badge_id FROM badge_applications WHERE id = $1) FOR NO KEY UPDATE`,
			[applicationId],
		);
		const [locked] = await rows(
			tx,
			`SELECT id FROM badge_applications WHERE id = $1 AND state = 'submitted' FOR UPDATE`,
			[applicationId],
		);
		if (!locked) return undefined;
		const [waiting] = await rows<Waiting>(
			tx,
			`SELECT p.badge_id AS "badgeId", p.user_id AS "userId", p.rounds, p.asked_at AS "askedAt",
				p.escalated_at IS NOT NULL AS "isEscalated", v.patience_days AS "patienceDays", v.quorum, ARRAY(
					SELECT e.user_id FROM (${REVIEWER_IDS}) e
					WHERE e.user_id <> p.user_id
						AND NOT EXISTS (SELECT FROM review_requests q WHERE q.application_id = p.id AND q.user_id = e.user_id)
						AND NOT EXISTS (SELECT FROM reviews r JOIN application_revisions w ON w.id = r.revision_id
							WHERE w.application_id = p.id AND r.reviewer_id = e.user_id
								AND w.submitted_at = p.submitted_at)
						AND NOT ${WAS_REVIEWED_BY_APPLICANT.replaceAll('$1', 'e.user_id')}
					ORDER BY EXISTS (SELECT FROM reviews r JOIN application_revisions w ON w.id = r.revision_id
							WHERE w.application_id = p.id AND r.reviewer_id = e.user_id) DESC,
						(SELECT count(*) FROM review_requests q JOIN badge_applications o ON o.id = q.application_id
							WHERE q.user_id = e.user_id AND o.state = 'submitted'), e.user_id
				) AS unasked
			FROM badge_applications p JOIN badges b ON b.id = p.badge_id JOIN badge_versions v ON v.id = p.badge_version_id
			WHERE p.id = $1`,
			[applicationId],
		);
		return waiting;
	}
}

/** A later revision was handed in before anybody was asked about this one. */
async function isOutdated(tx: EntityManager, applicationId: number, revisionId: number): Promise<boolean> {
	const later = await rows(
		tx,
		'SELECT id FROM application_revisions WHERE application_id = $1 AND id > $2 AND submitted_at IS NOT NULL',
		[applicationId, revisionId],
	);
	return later.length > 0;
}
