import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BadgeApplications } from '../applications/badge-applications.service.js';
import type { ApplicationState } from '../applications/badge-application.entity.js';
import type { Words } from '../badges/award.entity.js';
import { Awards } from '../badges/awards.service.js';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { plainText, renderMarkdown } from '../platform/markdown/markdown.js';
import type { Verdict } from './review.entity.js';
import { ReviewGiven } from './review.events.js';
import { decide, type ReviewFacts } from './review-rules.js';
import { DECIDER_IDS, WAS_REVIEWED_BY_APPLICANT } from './reviewers.queries.js';

export interface NewReview {
	revisionId: number;
	levels: readonly number[];
	verdict: Verdict;
	/** Markdown. */
	comment: string;
	isQuotable: boolean;
}

export type ReviewOutcome = 'reviewed' | 'awarded' | 'needs-work' | 'already-reviewed' | 'outdated';

interface Locked {
	id: number;
	badgeId: number;
	versionId: number;
	userId: number;
	state: ApplicationState;
	isEscalated: boolean;
	quorum: number;
	rubric: RubricCriterionFacts[];
	/** The latest revision that was handed in. */
	revisionId: number;
}

const WORDS = 2_000;

@Injectable()
export class Reviews {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly applications: BadgeApplications,
		private readonly awards: Awards,
	) {}

	/** Stores a review of somebody who may, and decides the application if that was the one it took. */
	async review(reviewer: { id: number }, applicationId: number, review: NewReview): Promise<ReviewOutcome> {
		return this.db.transaction(async (tx) => {
			const application = await lock(tx, applicationId);
			if (application?.state !== 'submitted') return 'outdated';
			if (application.revisionId !== review.revisionId) return 'outdated';
			const [stored] = await rows<{ id: number }>(
				tx,
				`INSERT INTO reviews (revision_id, reviewer_id, levels, verdict, comment_md, comment_html, is_quotable,
					counts, by_organiser)
				SELECT $2, $1, $3, $4, $5, $6, $7, NOT ${WAS_REVIEWED_BY_APPLICANT}, $1 IN (${DECIDER_IDS})
				FROM badge_applications p JOIN badges b ON b.id = p.badge_id WHERE p.id = $8
				ON CONFLICT (revision_id, reviewer_id) DO NOTHING RETURNING id`,
				[
					...[reviewer.id, review.revisionId, JSON.stringify(review.levels), review.verdict],
					...[review.comment, renderMarkdown(review.comment), review.isQuotable, applicationId],
				],
			);
			if (!stored) return 'already-reviewed';
			const { badgeId, userId } = application;
			const about = { applicationId, badgeId, userId };
			await this.events.record(tx, ReviewGiven, { ...about, reviewId: stored.id }, reviewer.id);
			return this.settle(tx, application);
		});
	}

	/** Decides an application that has just been given to its organisers, one of whom may have reviewed it before. */
	async settleEscalated(tx: EntityManager, applicationId: number): Promise<void> {
		const application = await lock(tx, applicationId);
		if (application?.state === 'submitted') await this.settle(tx, application);
	}

	private async settle(
		tx: EntityManager,
		application: Locked,
	): Promise<'reviewed' | 'awarded' | 'needs-work'> {
		const reviews = await rows<ReviewFacts>(
			tx,
			`SELECT levels, verdict = 'meets' AS meets, counts, by_organiser AS "byOrganiser"
			FROM reviews WHERE revision_id = $1`,
			[application.revisionId],
		);
		const required = application.rubric.map((criterion) => criterion.required);
		const decision = decide({ ...application, required, reviews });
		if (decision.outcome === 'open') {
			if (reviews.length > 0) await this.applications.answered(tx, application.id, 'submitted');
			return 'reviewed';
		}
		await this.applications.answered(tx, application.id, decision.outcome);
		if (decision.outcome === 'awarded') await this.award(tx, application, decision.levels);
		return decision.outcome;
	}

	private async award(tx: EntityManager, application: Locked, achievedLevels: number[]): Promise<void> {
		const { id, badgeId, versionId, userId, revisionId } = application;
		const [work] = await rows<{
			title: string;
			completedAt: Date;
			url: string;
			text: string;
			files: string;
			contentHash: string;
		}>(
			tx,
			`SELECT v.name AS title, w.submitted_at AS "completedAt", w.url, w.body_md AS text, w.content_hash AS "contentHash",
				(SELECT coalesce(string_agg(f.name, ', ' ORDER BY f.name), '') FROM application_files f
					WHERE f.revision_id = w.id) AS files
			FROM application_revisions w JOIN badge_applications p ON p.id = w.application_id
			JOIN badge_versions v ON v.id = p.badge_version_id WHERE w.id = $1`,
			[revisionId],
		);
		if (!work) throw new Error(`Application ${id} has no work.`);
		const evidence = {
			taskId: null,
			title: work.title,
			completedAt: work.completedAt.toISOString(),
			url: work.url || null,
			text: work.text || null,
			file: work.files || null,
			contentHash: work.contentHash,
		};
		await this.awards.give(tx, {
			...{ badgeId, versionId, userId, achievedLevels, firing: `application:${id}` },
			evidence: [evidence],
			words: await consented(tx, revisionId),
		});
	}
}

/** What reviewers said who let the award say it. */
async function consented(tx: EntityManager, revisionId: number): Promise<Words[]> {
	const words = await rows<{ userId: number; name: string; commentMd: string; createdAt: Date }>(
		tx,
		`SELECT u.id AS "userId", u.display_name AS name, r.comment_md AS "commentMd", r.created_at AS "createdAt"
		FROM reviews r JOIN users u ON u.id = r.reviewer_id WHERE r.revision_id = $1 AND r.is_quotable ORDER BY r.id`,
		[revisionId],
	);
	return words.map(({ userId, name, commentMd, createdAt }) => ({
		...{ userId, name, text: plainText(commentMd, WORDS) },
		saidAt: createdAt.toISOString(),
	}));
}

/** Locks the badge first, so that of two people who review each other at once the second is seen to be second. */
async function lock(tx: EntityManager, applicationId: number): Promise<Locked | undefined> {
	await rows(
		tx,
		`SELECT b.id FROM badges b WHERE b.id = (SELECT badge_id FROM badge_applications WHERE id = $1)
		FOR NO KEY UPDATE`,
		[applicationId],
	);
	await rows(tx, 'SELECT id FROM badge_applications WHERE id = $1 FOR UPDATE', [applicationId]);
	const [application] = await rows<Locked>(
		tx,
		`SELECT p.id, p.badge_id AS "badgeId", v.id AS "versionId", p.user_id AS "userId", p.state,
			p.escalated_at IS NOT NULL AS "isEscalated", v.quorum, v.rubric, (
				SELECT max(w.id) FROM application_revisions w
				WHERE w.application_id = p.id AND w.submitted_at IS NOT NULL) AS "revisionId"
		FROM badge_applications p JOIN badge_versions v ON v.id = p.badge_version_id WHERE p.id = $1`,
		[applicationId],
	);
	return application;
}
