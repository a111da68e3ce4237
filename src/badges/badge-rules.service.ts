import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CourseJoined } from '../courses/course.events.js';
import { CourseCompleted } from '../tasks/task.events.js';
import { Awards, type Grant } from './awards.service.js';
import { BadgeAwarded, BadgePublished } from './badge.events.js';
import { PRESENT_VERSION } from './badges.queries.js';
import { completedWork, UNREWARDED } from './completion-rule.js';
import type { Evidence } from './evidence.js';
import { factsFor, heldParts, type RuleFacts } from './rule-facts.js';
import { coursesHold, missing, partsHold } from './rules.policy.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'badges.completers': { badgeId: number };
		'badges.renewals': Record<string, never>;
	}
}

export type Outcome = 'given' | 'already-held' | 'not-yet' | 'no-badge';

/** So many are awarded in one transaction and signed by one job when many have earned a badge at once. */
const TOGETHER = 25;

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
		this.events.on(CourseJoined, 'badges.joined', ({ payload }, tx) =>
			this.joined(tx, payload.courseId, payload.userId),
		);
		this.events.on(BadgePublished, 'badges.completers', ({ payload: { badgeId } }, tx) =>
			this.jobs.enqueue(tx, 'badges.completers', { badgeId }),
		);
		this.jobs.handle('badges.completers', ({ badgeId }) => this.giveToAll(badgeId));
		this.jobs.handle('badges.renewals', () => this.renew());
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

	/** Every badge of the course or its school for which badges from elsewhere count from now on. */
	private async joined(tx: EntityManager, courseId: number, userId: number): Promise<void> {
		const waiting = await rows<{ id: number }>(
			tx,
			`SELECT b.id FROM badges b ${PRESENT_VERSION}
			WHERE b.rule = 'badges' AND (b.course_id = $1 OR b.school_id = (SELECT school_id FROM courses WHERE id = $1))
			ORDER BY b.id`,
			[courseId],
		);
		for (const { id } of waiting) await this.evaluate(tx, id, userId);
	}

	/**
	 * Awards the badge if its rule holds now; the event that led here is not believed. One award per person, as long as
	 * it is valid: un-ticking takes nothing away, and doing it again gives no second one. Once it is over, what it takes
	 * has to be done again: tasks after its end, and parts earned after it was given.
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
		const badge = await factsFor(tx, badgeId, userId);
		if (!badge) return 'no-badge';
		if (badge.isHeld) return 'already-held';
		if (missing(badge.prerequisites, badge.held).length > 0) return 'not-yet';
		const evidence = await this.fulfilment(tx, badge, userId);
		if (!evidence) return 'not-yet';
		return { badgeId, versionId: badge.versionId, userId, evidence };
	}

	/** What fulfils the rule, or undefined while it is not fulfilled or is for people to decide. */
	private async fulfilment(
		tx: EntityManager,
		badge: RuleFacts,
		userId: number,
	): Promise<Evidence[] | undefined> {
		if (badge.rule === 'completion') {
			const { courseId: own, courses, needed, endedAt } = badge;
			const works = new Map<number, Evidence[]>();
			for (const courseId of own === null ? courses : [own, ...courses]) {
				const work = await completedWork(tx, courseId, userId, endedAt);
				if (work) works.set(courseId, work);
			}
			return coursesHold(own, courses, [...works.keys()], needed) ? [...works.values()].flat() : undefined;
		}
		if (badge.rule !== 'badges' || !partsHold(badge.parts, badge.earned, badge.needed)) return undefined;
		return heldParts(tx, badge.earned, userId);
	}

	/**
	 * For those whose award is over and who did again what it takes when nothing was told that could have led here: parts
	 * that were renewed before its end, work that took the place of other work.
	 */
	private async renew(): Promise<void> {
		const over = await this.db.query<{ badgeId: number; userId: number }>(
			`SELECT DISTINCT b.id AS "badgeId", a.user_id AS "userId" FROM awards a JOIN badges b ON b.id = a.badge_id ${PRESENT_VERSION}
			WHERE a.revoked_at IS NULL AND a.valid_until <= now() AND NOT EXISTS (SELECT FROM awards o
				WHERE o.badge_id = b.id AND o.user_id = a.user_id AND o.awarded_at > a.awarded_at)
			AND CASE b.rule WHEN 'badges' THEN EXISTS (SELECT FROM badge_parts p JOIN awards o ON o.badge_id = p.badge_id
					WHERE p.badge_version_id = v.id AND o.user_id = a.user_id AND o.awarded_at > a.awarded_at)
				WHEN 'completion' THEN EXISTS (SELECT FROM completions c JOIN tasks t ON t.id = c.task_id
					WHERE t.course_id IN (${COURSE_IDS}) AND c.user_id = a.user_id AND c.completed_at > a.valid_until) END
			ORDER BY 1, 2`,
		);
		for (const { badgeId, userId } of over)
			await this.db.transaction((tx) => this.evaluate(tx, badgeId, userId));
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
				const decisions = await Promise.all(some.map((userId) => this.decide(tx, badgeId, userId)));
				await this.awards.giveAll(
					tx,
					decisions.filter((decision) => typeof decision !== 'string'),
				);
			});
		}
	}
}
