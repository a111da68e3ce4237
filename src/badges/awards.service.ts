import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newSalt } from '../credentials/award-facts.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import type { Visibility, Words } from './award.entity.js';
import { AwardRevoked, type OfAward } from './badge.events.js';
import type { Evidence } from './evidence.js';
import { BARS_ANOTHER } from './badge-people.queries.js';
import { type StatusPlace, StatusLists } from './status-lists.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		/** Those queued by earlier versions name one award. */
		'badges.issue': { awardIds: string[] } | { awardId: string };
	}
}

export interface Grant {
	badgeId: number;
	/** The published version that was earned. */
	versionId: number;
	userId: number;
	/** What made the rule fire, such as `gift:12`; kept of badges that one can have several times. */
	firing?: string;
	evidence?: readonly Evidence[];
	achievedLevels?: readonly number[];
	words?: readonly Words[];
	/** Who gave it by hand. */
	givenBy?: number;
}

/**
 * SQL of the firing for a badge that one can have once at a time, of the person and badge of `g`: that of the award which
 * bars another, for the index to refuse, or the renewal of the one that is over.
 */
const ONCE = `coalesce((SELECT CASE WHEN ${BARS_ANOTHER} THEN a.firing ELSE 'renewal:' || a.id END FROM awards a
	WHERE a.badge_id = g."badgeId" AND a.user_id = g."userId"
	ORDER BY ${BARS_ANOTHER} DESC, a.awarded_at DESC, a.id LIMIT 1), '')`;

const BARE = { firing: '', evidence: [], achievedLevels: [], words: [] } satisfies Partial<Grant>;

@Injectable()
export class Awards {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly lists: StatusLists,
	) {}

	/**
	 * Awards a badge whose rule has decided, once per firing: uq_awards_firing is what keeps two from both giving it.
	 * An award that was revoked still counts as the one that a person can have; one that is over can be followed by one.
	 */
	async give(tx: EntityManager, grant: Grant): Promise<'given' | 'already-held'> {
		return (await this.giveAll(tx, [grant])) === 1 ? 'given' : 'already-held';
	}

	/** The same for several at once, which one job will sign. Resolves to how many were given. */
	async giveAll(tx: EntityManager, grants: readonly Grant[]): Promise<number> {
		if (grants.length === 0) return 0;
		const places = await this.lists.take(tx, grants.length);
		const given = await rows<{ id: string }>(
			tx,
			`INSERT INTO awards (badge_id, badge_version_id, user_id, firing, evidence, achieved_levels, words, given_by,
				salt, status_list_id, status_index, valid_until)
			SELECT g."badgeId", v.id, g."userId", CASE WHEN v.is_repeatable AND g.firing <> '' THEN g.firing ELSE ${ONCE} END,
				g.evidence, g."achievedLevels", g.words, g."givenBy", g.salt, g.list, g.index,
				now() + v.valid_months * interval '1 month'
			FROM jsonb_to_recordset($1) AS g ("badgeId" int, "versionId" int, "userId" int, firing text, evidence jsonb,
				"achievedLevels" jsonb, words jsonb, "givenBy" int, salt text, list int, index int)
			JOIN badge_versions v ON v.id = g."versionId"
			ON CONFLICT (badge_id, user_id, firing) DO NOTHING RETURNING id`,
			[JSON.stringify(grants.map((grant, at) => ({ ...BARE, ...grant, salt: newSalt(), ...places[at] })))],
		);
		const awardIds = given.map(({ id }) => id);
		const [first] = awardIds;
		if (first) await this.jobs.enqueue(tx, 'badges.issue', { awardIds }, { key: `badges.issue:${first}` });
		return awardIds.length;
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

	/** Removes all awards of an account that goes; whoever has a copy of one learns that it is revoked. */
	async removeAllOf(tx: EntityManager, userId: number): Promise<void> {
		const places = await rows<StatusPlace>(
			tx,
			'DELETE FROM awards WHERE user_id = $1 RETURNING status_list_id AS list, status_index AS index',
			[userId],
		);
		for (const place of places.sort((one, other) => one.list - other.list))
			await this.lists.revoke(tx, place);
	}
}
