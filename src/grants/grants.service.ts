import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Awards } from '../badges/awards.service.js';
import { BARS_ANOTHER, countsFor, isPeer, STANDING } from '../badges/badge-people.queries.js';
import { PRESENT_VERSION } from '../badges/badges.queries.js';
import { giftProblem, type GiftFacts, type GiftProblem } from '../badges/rules.policy.js';
import { Database, rows } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';
import type { LineOutcome } from './grant-batch.entity.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'grants.give': { batchId: number };
	}
}

/** SQL: how many prerequisites of the version `v` the person `u` does not hold. */
const MISSING = `(SELECT count(*)::int FROM badge_prerequisites p WHERE p.badge_version_id = v.id AND NOT EXISTS (
	SELECT FROM awards a JOIN badges q ON q.id = a.badge_id
	WHERE q.id = p.badge_id AND a.user_id = u.id AND ${STANDING} AND ${countsFor('u.id')}))`;

interface Person {
	id: number;
	badgeId: number;
	versionId: number;
	givenBy: number | null;
	missing: number;
	isDuplicate: boolean;
}

interface Line {
	number: number;
	line: string;
	userId: number | null;
}

/** Badges that people give: peers one by one, organisers by the list. */
@Injectable()
export class Grants implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly awards: Awards,
	) {}

	onModuleInit(): void {
		this.jobs.handle('grants.give', ({ batchId }) => this.giveBatch(batchId), 'slow');
	}

	/** A peer gives a badge. The badge's row is locked, so that two presses do not both find room below the limit. */
	async gift(
		giver: { id: number; displayName: string },
		badgeId: number,
		username: string,
		comment: string,
	): Promise<'given' | 'unknown' | GiftProblem> {
		return this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT id FROM badges WHERE id = $1 FOR NO KEY UPDATE', [badgeId]);
			const [gift] = await rows<GiftFacts & { versionId: number; now: Date }>(
				tx,
				`SELECT v.id AS "versionId", now() AS now, $2::int AS "giverId", u.id AS "receiverId",
					${isPeer('$2::int')} AND ${isPeer('u.id')} AS "areTogether",
					EXISTS (SELECT FROM awards a WHERE a.badge_id = b.id AND a.user_id = u.id AND ${BARS_ANOTHER}) AS "receiverHolds",
					${MISSING} AS missing, v.is_repeatable AS "isRepeatable", v.giver_limit AS limit,
					(SELECT count(*)::int FROM gifts g WHERE g.badge_id = b.id AND g.giver_id = $2) AS given
				FROM badges b ${PRESENT_VERSION} JOIN users u ON lower(u.username) = lower($3) AND u.confirmed_at IS NOT NULL
				WHERE b.id = $1 AND b.rule = 'peer'`,
				[badgeId, giver.id, username],
			);
			if (!gift) return 'unknown';
			const problem = giftProblem(gift);
			if (problem) return problem;
			const { receiverId: userId, versionId, now } = gift;
			const [stored] = await rows<{ id: number }>(
				tx,
				'INSERT INTO gifts (badge_id, giver_id, user_id, comment) VALUES ($1, $2, $3, $4) RETURNING id',
				[badgeId, giver.id, userId, comment],
			);
			if (!stored) throw new Error('The gift was not stored.');
			const words = [{ userId: giver.id, name: giver.displayName, text: comment, saidAt: now.toISOString() }];
			const firing = `gift:${stored.id}`;
			await this.awards.give(tx, { badgeId, versionId, userId, firing, words, givenBy: giver.id });
			return 'given';
		});
	}

	/** Stores the list, for a job to work through. */
	async begin(by: { id: number }, badgeId: number, people: readonly string[]): Promise<number> {
		return this.db.transaction(async (tx) => {
			const batchId = await this.batch(tx, by, badgeId);
			await rows(
				tx,
				`INSERT INTO grant_lines (batch_id, number, line)
				SELECT $1, each.number, each.line FROM unnest($2::text[]) WITH ORDINALITY AS each (line, number)`,
				[batchId, people],
			);
			return batchId;
		});
	}

	/** The same for everybody who takes part in a run of the badge's course at present. */
	async beginForRun(by: { id: number }, badgeId: number, runId: number): Promise<number> {
		return this.db.transaction(async (tx) => {
			const batchId = await this.batch(tx, by, badgeId);
			await rows(
				tx,
				`INSERT INTO grant_lines (batch_id, number, line, user_id)
				SELECT $1, row_number() OVER (ORDER BY m.id), u.username, u.id
				FROM memberships m JOIN users u ON u.id = m.user_id JOIN runs r ON r.id = m.run_id
				JOIN badges b ON b.course_id = r.course_id AND b.id = $2 WHERE r.id = $3 AND m.left_at IS NULL`,
				[batchId, badgeId, runId],
			);
			return batchId;
		});
	}

	private async batch(tx: EntityManager, by: { id: number }, badgeId: number): Promise<number> {
		const [batch] = await rows<{ id: number }>(
			tx,
			'INSERT INTO grant_batches (badge_id, given_by) VALUES ($1, $2) RETURNING id',
			[badgeId, by.id],
		);
		if (!batch) throw new Error('No list was stored.');
		await this.jobs.enqueue(tx, 'grants.give', { batchId: batch.id }, { key: `grants.give:${batch.id}` });
		return batch.id;
	}

	/** Line by line, each in a transaction of its own: repeated after a crash it goes on where it was. */
	private async giveBatch(batchId: number): Promise<void> {
		const lines = await this.db.query<Line>(
			`SELECT number, line, user_id AS "userId" FROM grant_lines WHERE batch_id = $1 AND outcome IS NULL ORDER BY number`,
			[batchId],
		);
		for (const line of lines) await this.db.transaction((tx) => this.giveLine(tx, batchId, line));
		await this.db.query('UPDATE grant_batches SET done_at = now() WHERE id = $1 AND done_at IS NULL', [
			batchId,
		]);
	}

	/**
	 * Anybody may register with any address, so only confirmed people count. Whose an address is, organisers learn of
	 * those alone who are in their course or school.
	 */
	private async giveLine(tx: EntityManager, batchId: number, { number, line, userId }: Line): Promise<void> {
		const [open] = await rows(
			tx,
			'SELECT number FROM grant_lines WHERE batch_id = $1 AND number = $2 AND outcome IS NULL FOR UPDATE',
			[batchId, number],
		);
		if (!open) return;
		const [person] = await rows<Person>(
			tx,
			`SELECT u.id, b.id AS "badgeId", v.id AS "versionId", g.given_by AS "givenBy", ${MISSING} AS missing,
				EXISTS (SELECT FROM grant_lines l WHERE l.batch_id = g.id AND l.number < $2 AND l.user_id = u.id) AS "isDuplicate"
			FROM grant_batches g JOIN badges b ON b.id = g.badge_id ${PRESENT_VERSION}
			JOIN users u ON u.confirmed_at IS NOT NULL AND CASE WHEN $4::int IS NOT NULL THEN u.id = $4
				ELSE lower(u.username) = lower($3) OR (lower(u.email) = lower($3) AND ${isPeer('u.id')}) END
			WHERE g.id = $1`,
			[batchId, number, line, userId],
		);
		const outcome = await this.outcome(tx, batchId, person);
		await rows(tx, 'UPDATE grant_lines SET outcome = $3, user_id = $4 WHERE batch_id = $1 AND number = $2', [
			...[batchId, number, outcome, person?.id ?? null],
		]);
	}

	private async outcome(
		tx: EntityManager,
		batchId: number,
		person: Person | undefined,
	): Promise<LineOutcome> {
		if (!person) return 'unknown';
		if (person.isDuplicate) return 'duplicate';
		if (person.missing > 0) return 'too-early';
		const { badgeId, versionId, id: userId, givenBy } = person;
		const firing = `batch:${batchId}`;
		return this.awards.give(tx, {
			...{ badgeId, versionId, userId, firing },
			...(givenBy !== null && { givenBy }),
		});
	}
}
