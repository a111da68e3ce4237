import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Decision } from './application.entity.js';
import type { Audience } from './question.entity.js';

export interface ApplicationRow {
	id: number;
	runId: number;
	person: PersonRow;
	createdAt: Date;
	decision: Decision | null;
	decidedAt: Date | null;
	note: string;
	withdrawnAt: Date | null;
	/** Is in the run, by this application or by another way. */
	isInside: boolean;
	/** Has a place on its waiting list. */
	isWaiting: boolean;
}

export interface AnswerRow {
	question: string;
	audience: Audience;
	bodyHtml: string;
}

export interface MessageRow {
	id: number;
	author: PersonRow | null;
	bodyHtml: string;
	createdAt: Date;
}

export interface IntroductionRow {
	person: PersonRow;
	answers: AnswerRow[];
	/** Of all such people. */
	total: number;
}

const APPLICATION = `
	SELECT a.id, a.run_id AS "runId", ${PERSON_JSON} AS person, a.created_at AS "createdAt", a.decision,
		a.decided_at AS "decidedAt", a.note, a.withdrawn_at AS "withdrawnAt",
		EXISTS (SELECT FROM memberships m
			WHERE m.run_id = a.run_id AND m.user_id = a.user_id AND m.left_at IS NULL) AS "isInside",
		EXISTS (SELECT FROM waiting_places w WHERE w.run_id = a.run_id AND w.user_id = a.user_id) AS "isWaiting"
	FROM sign_up_applications a JOIN runs r ON r.id = a.run_id JOIN users u ON u.id = a.user_id`;

/** Those for the audiences $2. */
const ANSWERS = `
	SELECT json_agg(json_build_object('question', w.question, 'audience', w.audience, 'bodyHtml', w.body_html)
		ORDER BY w.position)
	FROM sign_up_answers w WHERE w.application_id = a.id AND w.audience = ANY($2)`;

@Injectable()
export class ApplicationsQueries {
	constructor(private readonly db: Database) {}

	/** An application to the course; who may see it is for the policy to say. */
	one(courseId: number, id: number): Promise<ApplicationRow | undefined> {
		return this.db.one<ApplicationRow>(`${APPLICATION} WHERE a.id = $2 AND r.course_id = $1`, [courseId, id]);
	}

	/** The applications to a course: those that wait for a decision first and in their order, then the latest. */
	ofCourse(courseId: number, { limit, offset }: Slice): Promise<(ApplicationRow & { total: number })[]> {
		return this.db.query<ApplicationRow & { total: number }>(
			`SELECT listed.*, (count(*) OVER ())::int AS total FROM (${APPLICATION} WHERE r.course_id = $1) listed
			CROSS JOIN LATERAL (SELECT decision IS NULL AND "withdrawnAt" IS NULL AND NOT "isInside" AS is_open) state
			ORDER BY is_open DESC, CASE WHEN is_open THEN id END, id DESC LIMIT $2 OFFSET $3`,
			[courseId, limit, offset],
		);
	}

	/** The open application of a person to one of the runs; the latest of several. */
	openOf(userId: number, runIds: readonly number[]): Promise<{ id: number; runId: number } | undefined> {
		return this.db.one(
			`SELECT id, run_id AS "runId" FROM sign_up_applications
			WHERE user_id = $1 AND run_id = ANY($2) AND decided_at IS NULL AND withdrawn_at IS NULL
			ORDER BY id DESC LIMIT 1`,
			[userId, runIds],
		);
	}

	answers(applicationId: number): Promise<AnswerRow[]> {
		return this.db.query<AnswerRow>(
			`SELECT question, audience, body_html AS "bodyHtml" FROM sign_up_answers
			WHERE application_id = $1 ORDER BY position`,
			[applicationId],
		);
	}

	messages(applicationId: number): Promise<MessageRow[]> {
		return this.db.query<MessageRow>(
			`SELECT s.id, s.body_html AS "bodyHtml", s.created_at AS "createdAt",
				CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author
			FROM sign_up_messages s LEFT JOIN users u ON u.id = s.author_id
			WHERE s.application_id = $1 ORDER BY s.id`,
			[applicationId],
		);
	}

	/** What the people who are in the course wrote for these audiences when they applied, the latest first. */
	introductions(
		courseId: number,
		audiences: readonly Audience[],
		{ limit, offset }: Slice,
	): Promise<IntroductionRow[]> {
		return this.db.query<IntroductionRow>(
			`SELECT ${PERSON_JSON} AS person, (${ANSWERS}) AS answers,
				(count(*) OVER ())::int AS total
			FROM sign_up_applications a
			JOIN runs r ON r.id = a.run_id
			JOIN memberships m ON m.run_id = a.run_id AND m.user_id = a.user_id AND m.left_at IS NULL
			JOIN users u ON u.id = a.user_id
			WHERE r.course_id = $1 AND a.decision = 'accepted'
				AND EXISTS (SELECT FROM sign_up_answers w WHERE w.application_id = a.id AND w.audience = ANY($2))
			ORDER BY a.id DESC LIMIT $3 OFFSET $4`,
			[courseId, audiences, limit, offset],
		);
	}
}
