import { Injectable, type OnModuleInit } from '@nestjs/common';
import { buildAssertion2 } from '../credentials/open-badge-2.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AwardSigning } from './award-signing.service.js';
import { BadgeAwarded } from './badge.events.js';

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
		this.jobs.handle('badges.issue', ({ awardId }) => this.issue(awardId));
	}

	/** May run twice, even at once: the first to store wins, and only it tells that the badge was awarded. */
	async issue(awardId: string): Promise<void> {
		const row = await this.signing.award(awardId);
		if (!row || row.issuedAt) return;
		const facts = this.signing.facts(row);
		const signed = await this.signing.sign(facts);
		const assertion = JSON.stringify(buildAssertion2(facts));
		await this.db.transaction(async (tx) => {
			await this.signing.holdKeys(tx, signed);
			const [stored] = await rows(
				tx,
				`UPDATE awards SET credential = $2, credential_jwt = $3, assertion = $4, issued_at = $5
				WHERE id = $1 AND issued_at IS NULL RETURNING id`,
				[awardId, JSON.stringify(signed.credential), signed.jwt, assertion, this.clock.now()],
			);
			if (!stored) return;
			const { badgeId, userId, courseId } = row;
			await this.events.record(tx, BadgeAwarded, { awardId, badgeId, userId, courseId }, null);
		});
	}
}
