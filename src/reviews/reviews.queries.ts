import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import type { ApplicationState } from '../applications/badge-application.entity.js';
import { WORK_JSON, type WorkRow } from '../applications/badge-applications.queries.js';
import { ORGANISER_IDS } from '../badges/badge-people.queries.js';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Verdict } from './review.entity.js';
import {
	DECIDED_BY,
	DECIDER_IDS,
	type DecidedBy,
	REVIEWER_IDS,
	WAS_REVIEWED_BY_APPLICANT,
} from './reviewers.queries.js';

export interface ReviewRow {
	id: number;
	reviewer: PersonRow | null;
	levels: number[];
	verdict: Verdict;
	commentHtml: string;
	counts: boolean;
	byOrganiser: boolean;
	createdAt: string;
}

export interface ApplicationRow {
	id: number;
	state: ApplicationState;
	applicantId: number;
	applicant: PersonRow;
	submittedAt: Date | null;
	answeredAt: Date | null;
	escalatedAt: Date | null;
	publicId: string;
	number: number;
	name: string;
	imageAlt: string;
	colour: BadgeColour;
	language: string;
	rubric: RubricCriterionFacts[];
	quorum: number;
	/** The latest first; a draft only for its author. */
	works: (WorkRow & { reviews: ReviewRow[] })[];
	mayReview: boolean;
	hasReviewed: boolean;
	isOrganiser: boolean;
	decidedBy: DecidedBy;
	course: { slug: string } | null;
	awardId: string | null;
}

export interface WaitingRow {
	id: number;
	badge: string;
	publicId: string;
	number: number;
	imageAlt: string;
	submittedAt: Date;
	reviews: number;
	quorum: number;
	isEscalated: boolean;
	applicant: PersonRow;
}

export interface OwnRow {
	id: number;
	badge: string;
	publicId: string;
	state: ApplicationState;
	escalatedAt: Date | null;
	decidedBy: DecidedBy;
	reviews: number;
	quorum: number;
}

/** SQL of the latest revision of the application `p` that was handed in, as `w`. */
const LATEST = `JOIN LATERAL (SELECT w.id FROM application_revisions w
	WHERE w.application_id = p.id AND w.submitted_at IS NOT NULL ORDER BY w.number DESC LIMIT 1) w ON true`;

/** Applications that the person ($1) can bring closer to a decision by a review. */
const WAITING_FOR_ME = `badge_applications p JOIN badges b ON b.id = p.badge_id
	JOIN badge_versions v ON v.id = p.badge_version_id ${LATEST}
	LEFT JOIN courses d ON d.id = b.course_id
	WHERE p.state = 'submitted' AND p.user_id <> $1 AND d.deleted_at IS NULL AND $1 IN (${REVIEWER_IDS})
		AND NOT EXISTS (SELECT FROM reviews r WHERE r.revision_id = w.id AND r.reviewer_id = $1)
		AND CASE WHEN p.escalated_at IS NULL THEN NOT ${WAS_REVIEWED_BY_APPLICANT} ELSE $1 IN (${DECIDER_IDS}) END`;

/** SQL: whether the viewer ($1) reviewed the application `p`, or was asked to. */
const TOOK_PART = `(EXISTS (SELECT FROM review_requests q WHERE q.application_id = p.id AND q.user_id = $1)
	OR EXISTS (SELECT FROM reviews r JOIN application_revisions w ON w.id = r.revision_id
		WHERE w.application_id = p.id AND r.reviewer_id = $1))`;

const REVIEWS_SO_FAR = `(SELECT count(*)::int FROM reviews r WHERE r.revision_id = w.id AND r.counts) AS reviews`;

@Injectable()
export class ReviewsQueries {
	constructor(private readonly db: Database) {}

	/**
	 * An application: its author's, and those's who may review it while it is open. Once it is decided, it is for its
	 * organisers and for those who reviewed it or were asked to: that somebody has a badge may be private.
	 */
	visibleTo(viewer: Viewer, id: number): Promise<ApplicationRow | undefined> {
		return this.db.one<ApplicationRow>(
			`SELECT p.id, p.state, p.user_id AS "applicantId", p.submitted_at AS "submittedAt",
				p.answered_at AS "answeredAt", p.escalated_at AS "escalatedAt",
				${PERSON_JSON} AS applicant, b.public_id AS "publicId", v.number, v.name, v.image_alt AS "imageAlt",
				v.colour, v.language, v.rubric, v.quorum, mine.may AS "mayReview", mine.organises AS "isOrganiser",
				${DECIDED_BY} AS "decidedBy",
				(SELECT json_build_object('slug', c.slug) FROM courses c WHERE c.id = b.course_id AND c.deleted_at IS NULL) AS course,
				(SELECT a.id FROM awards a WHERE p.user_id = $1 AND p.state = 'awarded' AND a.badge_id = b.id AND a.user_id = $1
					ORDER BY a.awarded_at <= p.decided_at DESC, a.awarded_at DESC LIMIT 1) AS "awardId",
				coalesce((SELECT EXISTS (SELECT FROM reviews r WHERE r.revision_id = l.id AND r.reviewer_id = $1)
					FROM application_revisions l WHERE l.application_id = p.id AND l.submitted_at IS NOT NULL
					ORDER BY l.number DESC LIMIT 1), false) AS "hasReviewed",
				(SELECT coalesce(json_agg((${WORK_JSON})::jsonb || jsonb_build_object('reviews', (
						SELECT coalesce(json_agg(json_build_object('id', r.id, 'levels', r.levels, 'verdict', r.verdict,
							'commentHtml', r.comment_html, 'counts', r.counts, 'byOrganiser', r.by_organiser,
							'createdAt', r.created_at, 'reviewer', (SELECT ${PERSON_JSON} FROM users u WHERE u.id = r.reviewer_id)
							) ORDER BY r.id), '[]') FROM reviews r WHERE r.revision_id = w.id)) ORDER BY w.number DESC), '[]')
					FROM application_revisions w
					WHERE w.application_id = p.id AND (w.submitted_at IS NOT NULL OR p.user_id = $1)) AS works
			FROM badge_applications p JOIN badges b ON b.id = p.badge_id
			JOIN badge_versions v ON v.id = p.badge_version_id JOIN users u ON u.id = p.user_id
			CROSS JOIN LATERAL (SELECT $1 IN (${REVIEWER_IDS}) AND NOT EXISTS (
				SELECT FROM courses d WHERE d.id = b.course_id AND d.deleted_at IS NOT NULL) AS may, $1 IN (${ORGANISER_IDS}) AS organises) mine
			WHERE p.id = $2 AND (p.user_id = $1 OR (mine.may AND p.state <> 'withdrawn' AND p.submitted_at IS NOT NULL
				AND (p.state <> 'awarded' OR mine.organises OR ${TOOK_PART})))`,
			[viewer.id, id],
		);
	}

	/** Whether an application that is not shown was withdrawn from one who was to review it. */
	async wasWithdrawn(viewer: Viewer, id: number): Promise<boolean> {
		const found = await this.db.query(
			`SELECT FROM badge_applications p WHERE p.id = $2 AND p.state = 'withdrawn' AND ${TOOK_PART}`,
			[viewer.id, id],
		);
		return found.length > 0;
	}

	/** What waits for this person: the longest wait first, among equals the fewest reviews. */
	waitingFor(userId: number, limit: number): Promise<WaitingRow[]> {
		return this.db.query<WaitingRow>(
			`SELECT q.*, (SELECT ${PERSON_JSON} FROM users u WHERE u.id = q."applicantId") AS applicant FROM (
				SELECT p.id, p.user_id AS "applicantId", v.name AS badge, b.public_id AS "publicId", v.number,
					v.image_alt AS "imageAlt", p.submitted_at AS "submittedAt", ${REVIEWS_SO_FAR}, v.quorum,
					p.escalated_at IS NOT NULL AS "isEscalated"
				FROM ${WAITING_FOR_ME}) q
			ORDER BY q."submittedAt", q.reviews, q.id LIMIT $2`,
			[userId, limit],
		);
	}

	async countFor(userId: number): Promise<number> {
		const row = await this.db.one<{ count: number }>(
			`SELECT count(*)::int AS count FROM (SELECT FROM ${WAITING_FOR_ME}) q`,
			[userId],
		);
		return row?.count ?? 0;
	}

	/** A person's own applications, the latest first. */
	ownOf(userId: number): Promise<OwnRow[]> {
		return this.db.query<OwnRow>(
			`SELECT p.id, v.name AS badge, b.public_id AS "publicId", p.state, p.escalated_at AS "escalatedAt",
				${DECIDED_BY} AS "decidedBy", v.quorum,
				(SELECT count(*)::int FROM reviews r JOIN application_revisions w ON w.id = r.revision_id
					WHERE w.application_id = p.id AND r.counts AND w.id = (SELECT max(l.id) FROM application_revisions l
						WHERE l.application_id = p.id AND l.submitted_at IS NOT NULL)) AS reviews
			FROM badge_applications p JOIN badges b ON b.id = p.badge_id JOIN badge_versions v ON v.id = p.badge_version_id
			WHERE p.user_id = $1 AND p.state <> 'withdrawn' ORDER BY p.id DESC LIMIT 50`,
			[userId],
		);
	}
}
