import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newSalt } from '../credentials/award-facts.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CourseCompleted } from '../tasks/task.events.js';
import type { Visibility } from './award.entity.js';
import { AwardRevoked, BadgePublished, type OfAward } from './badge.events.js';
import { completedWork, UNREWARDED } from './completion-rule.js';
import { type StatusPlace, StatusLists } from './status-lists.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'badges.issue': { awardId: string };
		'badges.completers': { badgeId: number; courseId: number };
	}
}

export type Given = 'given' | 'no-badge' | 'not-complete' | 'already-held';

@Injectable()
export class Awards implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly lists: StatusLists,
	) {}

	onModuleInit(): void {
		this.events.on(CourseCompleted, 'badges.award', async ({ payload }, tx) => {
			await this.give(tx, payload.courseId, payload.userId);
		});
		this.events.on(BadgePublished, 'badges.completers', ({ payload: { badgeId, courseId } }, tx) =>
			this.jobs.enqueue(tx, 'badges.completers', { badgeId, courseId }),
		);
		this.jobs.handle('badges.completers', ({ badgeId, courseId }) =>
			this.giveToCompleters(badgeId, courseId),
		);
	}

	/**
	 * Awards the course's badge if its rule holds now; the event that led here is not believed.
	 * One award per person, for ever: un-ticking takes nothing away, and doing it again gives no second one.
	 */
	async give(tx: EntityManager, courseId: number, userId: number): Promise<Given> {
		const [badge] = await rows<{ id: number; versionId: number; isHeld: boolean }>(
			tx,
			`SELECT b.id, v.id AS "versionId",
				EXISTS (SELECT FROM awards a WHERE a.badge_id = b.id AND a.user_id = $2) AS "isHeld"
			FROM badges b JOIN badge_versions v ON v.badge_id = b.id
			WHERE b.course_id = $1 AND b.rule = 'completion' AND v.published_at IS NOT NULL
			ORDER BY v.number DESC LIMIT 1`,
			[courseId, userId],
		);
		if (!badge) return 'no-badge';
		if (badge.isHeld) return 'already-held';
		const work = await completedWork(tx, courseId, userId);
		if (!work) return 'not-complete';
		const { list, index } = await this.lists.take(tx);
		const [award] = await rows<{ id: string }>(
			tx,
			`INSERT INTO awards (badge_id, badge_version_id, user_id, evidence, salt, status_list_id, status_index)
			VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (badge_id, user_id) DO NOTHING RETURNING id`,
			[badge.id, badge.versionId, userId, JSON.stringify(work), newSalt(), list, index],
		);
		if (!award) return 'already-held';
		await this.jobs.enqueue(tx, 'badges.issue', { awardId: award.id }, { key: `badges.issue:${award.id}` });
		return 'given';
	}

	/** For those who had done everything before there was a badge. Each is a transaction of its own. */
	async giveToCompleters(badgeId: number, courseId: number): Promise<void> {
		const people = await this.db.query<{ userId: number }>(UNREWARDED, [courseId, badgeId]);
		for (const { userId } of people) await this.db.transaction((tx) => this.give(tx, courseId, userId));
	}

	async show(awardId: string, visibility: Visibility): Promise<void> {
		await this.db.transaction((tx) =>
			rows(tx, 'UPDATE awards SET visibility = $2 WHERE id = $1', [awardId, visibility]),
		);
	}

	/** Takes the award back for everybody who checks it; what it said stays on record. */
	async revoke(awardId: string, reason: string, by: number): Promise<'revoked' | 'already-revoked'> {
		return this.db.transaction(async (tx) => {
			const [award] = await rows<StatusPlace & Omit<OfAward, 'awardId'>>(
				tx,
				`UPDATE awards a SET revoked_at = now(), revoked_by = $3, revocation_reason = $2
				FROM badges b WHERE a.id = $1 AND b.id = a.badge_id AND a.revoked_at IS NULL
				RETURNING a.status_list_id AS list, a.status_index AS index, a.badge_id AS "badgeId",
					a.user_id AS "userId", b.course_id AS "courseId"`,
				[awardId, reason, by],
			);
			if (!award) return 'already-revoked';
			const { list, index, ...about } = award;
			await this.lists.revoke(tx, { list, index });
			await this.events.record(tx, AwardRevoked, { awardId, ...about }, by);
			return 'revoked';
		});
	}
}
