import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import type { Rule } from './badge.entity.js';
import { BARS_ANOTHER, countsFor, STANDING } from './badge-people.queries.js';
import { PRESENT_VERSION } from './badges.queries.js';
import type { Evidence } from './evidence.js';

/** What decides whether somebody is awarded a badge by itself. */
export interface RuleFacts {
	versionId: number;
	rule: Rule;
	needed: number | null;
	prerequisites: number[];
	parts: number[];
	/** Its own course, and those named besides. */
	courseId: number | null;
	courses: number[];
	/** Of the prerequisites. */
	held: number[];
	/** Of the parts, those held that were earned since the award that is over, if there is one. */
	earned: number[];
	isHeld: boolean;
	/** When the latest award was over. */
	endedAt: Date | null;
}

export async function factsFor(
	tx: EntityManager,
	badgeId: number,
	userId: number,
): Promise<RuleFacts | undefined> {
	const [badge] = await rows<RuleFacts>(
		tx,
		`SELECT v.id AS "versionId", b.rule, v.needed, r.prerequisites, r.parts, b.course_id AS "courseId", ARRAY(
				SELECT course_id FROM badge_courses WHERE badge_version_id = v.id AND course_id IS DISTINCT FROM b.course_id
				ORDER BY 1) AS courses,
			ARRAY(SELECT DISTINCT a.badge_id FROM awards a JOIN badges q ON q.id = a.badge_id
				WHERE a.user_id = $2 AND a.badge_id = ANY(r.prerequisites) AND ${STANDING} AND ${countsFor('$2')}) AS held,
			ARRAY(SELECT DISTINCT a.badge_id FROM awards a JOIN badges q ON q.id = a.badge_id
				WHERE a.user_id = $2 AND a.badge_id = ANY(r.parts) AND ${STANDING} AND ${countsFor('$2')}
				AND a.awarded_at > coalesce(last.awarded_at, '-infinity')) AS earned,
			coalesce(last.bars, false) AS "isHeld", last.valid_until AS "endedAt"
		FROM badges b ${PRESENT_VERSION}
		CROSS JOIN LATERAL (SELECT
			ARRAY(SELECT badge_id FROM badge_prerequisites WHERE badge_version_id = v.id) AS prerequisites,
			ARRAY(SELECT badge_id FROM badge_parts WHERE badge_version_id = v.id) AS parts) r
		LEFT JOIN LATERAL (SELECT ${BARS_ANOTHER} AS bars, a.awarded_at, a.valid_until FROM awards a
			WHERE a.badge_id = b.id AND a.user_id = $2 ORDER BY 1 DESC, a.awarded_at DESC, a.id LIMIT 1) last ON true
		WHERE b.id = $1`,
		[badgeId, userId],
	);
	return badge;
}

/** What the person holds of the parts, as evidence for the badge that they earn together. */
export async function heldParts(
	tx: EntityManager,
	parts: readonly number[],
	userId: number,
): Promise<Evidence[]> {
	const held = await rows<{ title: string; awardedAt: Date }>(
		tx,
		`SELECT DISTINCT ON (a.badge_id) v.name AS title, a.awarded_at AS "awardedAt"
		FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
		WHERE a.user_id = $1 AND a.badge_id = ANY($2) AND ${STANDING} ORDER BY a.badge_id, a.awarded_at DESC`,
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
