import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import type { Rule } from './badge.entity.js';
import { BadgePublished } from './badge.events.js';
import { BadgeDrafts, type Design } from './badge-drafts.service.js';
import { type RuleSettings, USUAL } from './rule-settings.js';

/** Whose a badge is: a course's, a school's, or with neither the site's. */
export type Owner = { courseId: number } | { schoolId: number } | 'site';

/** Out of reach is a badge that asks for fewer badges or courses than it takes, such as none at all. */
type Publication = 'published' | 'nothing-to-publish' | 'out-of-reach';

@Injectable()
export class BadgeDesigns {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly drafts: BadgeDrafts,
	) {}

	/** A new badge with its first draft; gives its ids. */
	create(
		by: { id: number },
		owner: Owner,
		rule: Rule,
		design: Design,
		settings: Partial<RuleSettings> = {},
	): Promise<{ id: number; publicId: string }> {
		return this.db.transaction((tx) => this.add(tx, by, owner, rule, design, settings));
	}

	/** As create, as a part of `tx`. */
	async add(
		tx: EntityManager,
		by: { id: number },
		owner: Owner,
		rule: Rule,
		design: Design,
		settings: Partial<RuleSettings>,
	): Promise<{ id: number; publicId: string }> {
		const [badge] = await rows<{ id: number; publicId: string }>(
			tx,
			`INSERT INTO badges (course_id, school_id, rule, created_by) VALUES ($1, $2, $3, $4)
			RETURNING id, public_id AS "publicId"`,
			[
				owner !== 'site' && 'courseId' in owner ? owner.courseId : null,
				owner !== 'site' && 'schoolId' in owner ? owner.schoolId : null,
				rule,
				by.id,
			],
		);
		if (!badge) throw new Error('No badge was made.');
		await this.drafts.write(tx, badge.id, design, { ...USUAL, ...settings });
		return badge;
	}

	/** Stores the draft of a badge; settings that are not given stay as they were. */
	revise(badgeId: number, design: Design, settings: Partial<RuleSettings> = {}): Promise<void> {
		return this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT id FROM badges WHERE id = $1 FOR NO KEY UPDATE', [badgeId]);
			await this.drafts.write(tx, badgeId, design, {
				...(await this.drafts.settings(tx, badgeId)),
				...settings,
			});
		});
	}

	/** Stores how a badge shall be earned in its draft, which is begun like the version before when there is none. */
	async settle(tx: EntityManager, badgeId: number, settings: RuleSettings): Promise<void> {
		await rows(tx, 'SELECT id FROM badges WHERE id = $1 FOR NO KEY UPDATE', [badgeId]);
		await this.drafts.settle(tx, badgeId, settings);
	}

	/** Stores what the course's completion badge shall be as a draft; the published version stays as it is. */
	save(by: { id: number }, courseId: number, design: Design): Promise<void> {
		return this.db.transaction(async (tx) => {
			const badgeId = await this.badgeOf(tx, courseId, by.id);
			await this.drafts.write(tx, badgeId, design, await this.drafts.settings(tx, badgeId));
		});
	}

	/** Freezes the draft of the course's completion badge as the version that is awarded from now on. */
	async publish(by: { id: number }, courseId: number): Promise<Publication> {
		const badge = await this.db.one<{ id: number }>(
			`SELECT id FROM badges WHERE course_id = $1 AND rule = 'completion'`,
			[courseId],
		);
		return badge ? this.publishBadge(by, badge.id) : 'nothing-to-publish';
	}

	/** Freezes the draft of a badge. */
	publishBadge(by: { id: number }, badgeId: number): Promise<Publication> {
		return this.db.transaction(async (tx) => {
			const [version] = await rows<{ id: number; courseId: number | null; isOutOfReach: boolean }>(
				tx,
				`SELECT v.id, b.course_id AS "courseId", b.rule IN ('badges', 'completion') AND
					(SELECT count(*) FROM badge_parts WHERE badge_version_id = v.id)
					+ (SELECT count(*) FROM badge_courses WHERE badge_version_id = v.id)
					< coalesce(v.needed, (b.rule = 'badges' OR b.course_id IS NULL)::int) AS "isOutOfReach"
				FROM badge_versions v JOIN badges b ON b.id = v.badge_id
				WHERE b.id = $1 AND v.published_at IS NULL FOR UPDATE OF v`,
				[badgeId],
			);
			if (!version) return 'nothing-to-publish';
			const { id: versionId, courseId, isOutOfReach } = version;
			if (isOutOfReach) return 'out-of-reach';
			await rows(tx, 'UPDATE badge_versions SET published_at = now() WHERE id = $1', [versionId]);
			await this.events.record(tx, BadgePublished, { badgeId, versionId, courseId }, by.id);
			return 'published';
		});
	}

	/** The id of the course's badge, made when it is missing; its row stays locked, so that saves queue up. */
	private async badgeOf(tx: EntityManager, courseId: number, userId: number): Promise<number> {
		await rows(
			tx,
			`INSERT INTO badges (course_id, rule, created_by) VALUES ($1, 'completion', $2)
			ON CONFLICT (course_id) WHERE rule = 'completion' DO NOTHING`,
			[courseId, userId],
		);
		const [badge] = await rows<{ id: number }>(
			tx,
			`SELECT id FROM badges WHERE course_id = $1 AND rule = 'completion' FOR UPDATE`,
			[courseId],
		);
		if (!badge) throw new Error(`Course ${courseId} has no badge.`);
		return badge.id;
	}
}
