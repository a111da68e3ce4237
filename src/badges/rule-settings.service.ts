import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import { BadgeDesigns } from './badge-designs.service.js';
import type { RuleSettings } from './rule-settings.js';

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
	): Promise<'changed' | 'unknown-people'> {
		return this.db.transaction(async (tx) => {
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
