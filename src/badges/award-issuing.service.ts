import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { buildAssertion2 } from '../credentials/open-badge-2.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AwardSigning, type SignableAward, type SignedAward, type Signers } from './award-signing.service.js';
import { BadgeAwarded } from './badge.events.js';

interface Signed extends SignedAward {
	award: SignableAward;
	assertion: object;
}

/** Signs awards in all their formats, once; everything that is served later is what was stored here. */
@Injectable()
export class AwardIssuing implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
		private readonly signing: AwardSigning,
	) {}

	onModuleInit(): void {
		this.jobs.handle('badges.issue', (job) => this.issue('awardIds' in job ? job.awardIds : [job.awardId]));
	}

	/**
	 * May run twice, even at once: the first to store wins, and only it tells that the badge was awarded. An award
	 * that cannot be signed does not keep the others from being issued; the job is then tried again for it alone.
	 */
	async issue(awardIds: readonly string[]): Promise<void> {
		const waiting = (await this.signing.awards(awardIds)).filter(({ issuedAt }) => !issuedAt);
		if (waiting.length === 0) return;
		const signers = await this.signing.signers();
		const signed: Signed[] = [];
		const failures: string[] = [];
		for (const award of waiting) {
			// One process may serve pages as well: they go between two signatures.
			await nextTurn();
			try {
				const facts = this.signing.facts(award);
				signed.push({
					award,
					...(await this.signing.sign(facts, signers)),
					assertion: buildAssertion2(facts),
				});
			} catch (error) {
				failures.push(error instanceof Error ? error.message : String(error));
			}
		}
		await this.db.transaction((tx) => this.store(tx, signed, signers));
		if (failures.length > 0) throw new Error(failures.join('; '));
	}

	private async store(tx: EntityManager, signed: readonly Signed[], signers: Signers): Promise<void> {
		await this.signing.holdKeys(tx, signers);
		const documents = signed.map(({ award: { awardId: id }, credential, jwt, assertion }) => ({
			...{ id, credential, jwt, assertion },
		}));
		const stored = await rows<{ id: string }>(
			tx,
			`UPDATE awards a SET credential = s.credential, credential_jwt = s.jwt, assertion = s.assertion, issued_at = $2
			FROM jsonb_to_recordset($1) AS s (id uuid, credential jsonb, jwt text, assertion jsonb)
			WHERE a.id = s.id AND a.issued_at IS NULL RETURNING a.id`,
			[JSON.stringify(documents), this.clock.now()],
		);
		const isStored = new Set(stored.map(({ id }) => id));
		const told = signed.flatMap(({ award: { awardId, badgeId, userId, courseId } }) =>
			isStored.has(awardId) ? [{ awardId, badgeId, userId, courseId }] : [],
		);
		await this.events.recordAll(tx, BadgeAwarded, told, null);
	}
}
