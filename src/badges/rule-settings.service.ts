import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { BadgeDesigns } from './badge-designs.service.js';
import type { RuleSettings } from './rule-settings.js';

/** Badges that were chosen and cannot be, because they wait for the badge themselves. */
export interface Circle {
	circle: readonly number[];
}

@Injectable()
export class RuleChanges {
	constructor(
		private readonly db: Database,
		private readonly designs: BadgeDesigns,
	) {}

	/** Stores how the badge shall be earned in its draft; without one a draft of the present version is begun. */
	async change(
		badgeId: number,
		settings: RuleSettings,
		named: readonly string[],
	): Promise<'changed' | 'unknown-people' | Circle> {
		return this.db.transaction(async (tx) => {
			// Of two who close a circle at once the second waits here, and then sees what the first asks for.
			await rows(tx, `SELECT pg_advisory_xact_lock(hashtext('badges.rules'))`);
			const circle = await leadingBack(tx, badgeId, [...settings.prerequisites, ...settings.parts]);
			if (circle.length > 0) return { circle };
			const people = await rows<{ id: number }>(tx, 'SELECT id FROM users WHERE lower(username) = ANY($1)', [
				named.map((name) => name.toLowerCase()),
			]);
			if (people.length < new Set(named.map((name) => name.toLowerCase())).size) return 'unknown-people';
			await rows(tx, 'DELETE FROM badge_reviewers WHERE badge_id = $1', [badgeId]);
			await rows(
				tx,
				'INSERT INTO badge_reviewers (badge_id, user_id) SELECT $1, each FROM unnest($2::int[]) each',
				[badgeId, people.map(({ id }) => id)],
			);
			await this.designs.settle(tx, badgeId, settings);
			return 'changed';
		});
	}
}

/**
 * Those of the badges that ask for this one, themselves or through others. What each asks for is what its present
 * version says and what its draft says, so that publishing drafts later closes no circle.
 */
async function leadingBack(
	tx: EntityManager,
	badgeId: number,
	chosen: readonly number[],
): Promise<readonly number[]> {
	const found = await rows<{ first: number }>(
		tx,
		`WITH RECURSIVE asks AS (
			SELECT v.badge_id AS waiting, l.badge_id AS asked FROM badge_versions v
			JOIN (SELECT * FROM badge_prerequisites UNION ALL SELECT * FROM badge_parts) l ON l.badge_version_id = v.id
			WHERE v.published_at IS NULL OR v.number = (
				SELECT max(number) FROM badge_versions WHERE badge_id = v.badge_id AND published_at IS NOT NULL)
		), reached AS (
			SELECT each AS first, each AS id FROM unnest($2::int[]) each
			UNION SELECT r.first, a.asked FROM reached r JOIN asks a ON a.waiting = r.id WHERE r.id <> $1
		)
		SELECT DISTINCT first FROM reached WHERE id = $1`,
		[badgeId, chosen],
	);
	return found.map(({ first }) => first);
}
