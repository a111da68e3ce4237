import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CourseCompleted } from '../tasks/task.events.js';
import { Awards, type Grant } from './awards.service.js';
import type { Rule } from './badge.entity.js';
import { BadgeAwarded, BadgePublished } from './badge.events.js';
import { STANDING } from './badge-people.queries.js';
import { PRESENT_VERSION } from './badges.queries.js';
import { completedWork, UNREWARDED } from './completion-rule.js';
import type { Evidence } from './evidence.js';
import { coursesHold, missing, partsHold } from './rules.policy.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'badges.completers': { badgeId: number };
	}
}

export type Outcome = 'given' | 'already-held' | 'not-yet' | 'no-badge';

/** So many are awarded in one transaction and signed by one job when many have earned a badge at once. */
const TOGETHER = 25;

interface Facts {
	versionId: number;
	rule: Rule;
	needed: number | null;
	prerequisites: number[];
	parts: number[];
	/** Its own course, and those named besides. */
	courseId: number | null;
	courses: number[];
	/** Of the prerequisites and the parts. */
	held: number[];
	isHeld: boolean;
}

/** All courses to complete for the version `v` of the badge `b`. */
const COURSE_IDS = `SELECT b.course_id WHERE b.course_id IS NOT NULL
	UNION SELECT course_id FROM badge_courses WHERE badge_version_id = v.id`;

/** Decides the rules that need nobody's judgement, whenever something happened that may have fulfilled one. */
@Injectable()
export class BadgeRules implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly awards: Awards,
	) {}

	onModuleInit(): void {
		this.events.on(CourseCompleted, 'badges.award', async ({ payload }, tx) => {
			await this.completed(tx, payload.courseId, payload.userId);
		});
		this.events.on(BadgeAwarded, 'badges.chain', ({ payload }, tx) =>
			this.arrived(tx, payload.badgeId, payload.userId),
		);
		this.events.on(BadgePublished, 'badges.completers', ({ payload: { badgeId } }, tx) =>
			this.jobs.enqueue(tx, 'badges.completers', { badgeId }),
		);
		this.jobs.handle('badges.completers', ({ badgeId }) => this.giveToAll(badgeId));
	}

	/** Every badge that asks for this course. */
	async completed(tx: EntityManager, courseId: number, userId: number): Promise<Outcome[]> {
		const asking = await rows<{ id: number }>(
			tx,
			`SELECT b.id FROM badges b ${PRESENT_VERSION}
			WHERE b.rule = 'completion' AND (b.course_id = $1 OR v.id IN (
				SELECT badge_version_id FROM badge_courses WHERE course_id = $1)) ORDER BY b.id`,
			[courseId],
		);
		const outcomes: Outcome[] = [];
		for (const { id } of asking) outcomes.push(await this.evaluate(tx, id, userId));
		return outcomes;
	}

	/** Every badge that waits for the one that was just awarded, as a prerequisite or as a part. */
	private async arrived(tx: EntityManager, badgeId: number, userId: number): Promise<void> {
		const waiting = await rows<{ id: number }>(
			tx,
			`SELECT b.id FROM badges b ${PRESENT_VERSION}
			WHERE b.rule IN ('completion', 'badges') AND v.id IN (
				SELECT badge_version_id FROM badge_prerequisites WHERE badge_id = $1
				UNION SELECT badge_version_id FROM badge_parts WHERE badge_id = $1) ORDER BY b.id`,
			[badgeId],
		);
		for (const { id } of waiting) await this.evaluate(tx, id, userId);
	}

	/**
	 * Awards the badge if its rule holds now; the event that led here is not believed. One award per person, for ever:
	 * un-ticking takes nothing away, and doing it again gives no second one.
	 */
	async evaluate(tx: EntityManager, badgeId: number, userId: number): Promise<Outcome> {
		const decision = await this.decide(tx, badgeId, userId);
		return typeof decision === 'string' ? decision : this.awards.give(tx, decision);
	}

	private async decide(
		tx: EntityManager,
		badgeId: number,
		userId: number,
	): Promise<Grant | Exclude<Outcome, 'given'>> {
		const badge = await this.facts(tx, badgeId, userId);
		if (!badge) return 'no-badge';
		if (badge.isHeld) return 'already-held';
		if (missing(badge.prerequisites, badge.held).length > 0) return 'not-yet';
		const evidence = await this.fulfilment(tx, badge, userId);
		if (!evidence) return 'not-yet';
		return { badgeId, versionId: badge.versionId, userId, evidence };
	}

	/** What fulfils the rule, or undefined while it is not fulfilled or is for people to decide. */
	private async fulfilment(tx: EntityManager, badge: Facts, userId: number): Promise<Evidence[] | undefined> {
		if (badge.rule === 'completion') {
			const { courseId: own, courses, needed } = badge;
			const works = new Map<number, Evidence[]>();
			for (const courseId of own === null ? courses : [own, ...courses]) {
				const work = await completedWork(tx, courseId, userId);
				if (work) works.set(courseId, work);
			}
			return coursesHold(own, courses, [...works.keys()], needed) ? [...works.values()].flat() : undefined;
		}
		if (badge.rule !== 'badges' || !partsHold(badge.parts, badge.held, badge.needed)) return undefined;
		return heldParts(tx, badge.parts, userId);
	}

	/** For those who had fulfilled the rule before it was published, some at a time. */
	private async giveToAll(badgeId: number): Promise<void> {
		const courses = await this.db.query<{ courseId: number }>(
			`SELECT c.course_id AS "courseId" FROM badges b ${PRESENT_VERSION}
			CROSS JOIN LATERAL (${COURSE_IDS}) c WHERE b.id = $1 AND b.rule = 'completion'`,
			[badgeId],
		);
		const people = new Set<number>();
		for (const { courseId } of courses)
			for (const { userId } of await this.db.query<{ userId: number }>(UNREWARDED, [courseId, badgeId]))
				people.add(userId);
		const collectors = await this.db.query<{ userId: number }>(
			`SELECT a.user_id AS "userId" FROM badges b ${PRESENT_VERSION}
			JOIN badge_parts p ON p.badge_version_id = v.id JOIN awards a ON a.badge_id = p.badge_id
			WHERE b.id = $1 AND b.rule = 'badges' GROUP BY a.user_id ORDER BY max(a.awarded_at)`,
			[badgeId],
		);
		for (const { userId } of collectors) people.add(userId);
		const waiting = [...people];
		while (waiting.length > 0) {
			const some = waiting.splice(0, TOGETHER);
			await this.db.transaction(async (tx) => {
				const grants: Grant[] = [];
				for (const userId of some) {
					const decision = await this.decide(tx, badgeId, userId);
					if (typeof decision !== 'string') grants.push(decision);
				}
				await this.awards.giveAll(tx, grants);
			});
		}
	}

	private async facts(tx: EntityManager, badgeId: number, userId: number): Promise<Facts | undefined> {
		const [badge] = await rows<Facts>(
			tx,
			`SELECT v.id AS "versionId", b.rule, v.needed, r.prerequisites, r.parts, b.course_id AS "courseId", ARRAY(
					SELECT course_id FROM badge_courses WHERE badge_version_id = v.id AND course_id IS DISTINCT FROM b.course_id
					ORDER BY 1) AS courses,
				ARRAY(SELECT DISTINCT a.badge_id FROM awards a
					WHERE a.user_id = $2 AND a.badge_id = ANY(r.prerequisites || r.parts) AND ${STANDING}) AS held,
				EXISTS (SELECT FROM awards a WHERE a.badge_id = b.id AND a.user_id = $2) AS "isHeld"
			FROM badges b ${PRESENT_VERSION}
			CROSS JOIN LATERAL (SELECT
				ARRAY(SELECT badge_id FROM badge_prerequisites WHERE badge_version_id = v.id) AS prerequisites,
				ARRAY(SELECT badge_id FROM badge_parts WHERE badge_version_id = v.id) AS parts) r
			WHERE b.id = $1`,
			[badgeId, userId],
		);
		return badge;
	}
}

async function heldParts(tx: EntityManager, parts: readonly number[], userId: number): Promise<Evidence[]> {
	const held = await rows<{ title: string; awardedAt: Date }>(
		tx,
		`SELECT DISTINCT ON (a.badge_id) v.name AS title, a.awarded_at AS "awardedAt"
		FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
		WHERE a.user_id = $1 AND a.badge_id = ANY($2) AND ${STANDING} ORDER BY a.badge_id, a.awarded_at`,
		[userId, parts],
	);
	return held.map(({ title, awardedAt }) => ({
		taskId: null,
		title,
		completedAt: awardedAt.toISOString(),
		url: null,
		text: null,
		contentHash: null,
	}));
}
