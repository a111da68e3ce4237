import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import type { AwardFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { verificationMethodId } from '../credentials/did-web.js';
import { issueCredential } from '../credentials/issue-credential.js';
import { buildAssertion2 } from '../credentials/open-badge-2.js';
import { buildCredential } from '../credentials/open-badge-3.js';
import { signVcJwt } from '../credentials/vc-jwt.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { BadgeAwarded, type OfAward } from './badge.events.js';
import { badgeFacts, VERSION_COLUMNS, type VersionRow } from './badge-facts.js';
import { type Evidence, evidenceFacts } from './evidence.js';
import { issuerOf } from './issuer.js';
import { IssuerKeys } from './issuer-keys.service.js';

interface UnissuedRow extends VersionRow, OfAward {
	awardedAt: Date;
	validUntil: Date | null;
	achievedLevels: number[];
	evidence: Evidence[];
	salt: string;
	email: string;
	list: number;
	index: number;
}

/** Signs awards in all their formats, once; everything that is served later is what was stored here. */
@Injectable()
export class AwardIssuing implements OnModuleInit {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly events: Events,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
	) {}

	onModuleInit(): void {
		this.jobs.handle('badges.issue', ({ awardId }) => this.issue(awardId));
	}

	/** May run twice, even at once: the first to store wins, and only it tells that the badge was awarded. */
	async issue(awardId: string): Promise<void> {
		const row = await this.unissued(awardId);
		if (!row) return;
		const facts = this.factsOf(row);
		const { keyId, privateKey } = await this.keys.signing('ed25519');
		const rsa = await this.keys.signing('rsa');
		const credential = await issueCredential(
			facts,
			{ id: verificationMethodId(facts.issuer.did, { keyId }), privateKey },
			this.clock.now(),
		);
		const jwt = await signVcJwt(buildCredential(facts), {
			kid: credentialUrls(facts.origin).key(rsa.keyId),
			privateKey: rsa.privateKey,
		});
		await this.db.transaction(async (tx) => {
			const [stored] = await rows(
				tx,
				`UPDATE awards SET credential = $2, credential_jwt = $3, assertion = $4, issued_at = $5
				WHERE id = $1 AND issued_at IS NULL RETURNING id`,
				[awardId, JSON.stringify(credential), jwt, JSON.stringify(buildAssertion2(facts)), this.clock.now()],
			);
			if (!stored) return;
			const { badgeId, userId, courseId } = row;
			await this.events.record(tx, BadgeAwarded, { awardId, badgeId, userId, courseId }, null);
		});
	}

	private unissued(awardId: string): Promise<UnissuedRow | undefined> {
		return this.db.one<UnissuedRow>(
			`SELECT ${VERSION_COLUMNS}, a.id AS "awardId", a.badge_id AS "badgeId", a.user_id AS "userId",
				b.course_id AS "courseId", a.awarded_at AS "awardedAt", a.valid_until AS "validUntil",
				a.achieved_levels AS "achievedLevels", a.evidence, a.salt, u.email,
				a.status_list_id AS list, a.status_index AS index
			FROM awards a JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id
			JOIN users u ON u.id = a.user_id
			WHERE a.id = $1 AND a.issued_at IS NULL`,
			[awardId],
		);
	}

	private factsOf(row: UnissuedRow): AwardFacts {
		const origin = this.config.publicUrl;
		return {
			origin,
			id: row.awardId,
			issuer: issuerOf(this.config),
			badge: badgeFacts(origin, row),
			recipient: { email: row.email, salt: row.salt },
			validFrom: row.awardedAt,
			...(row.validUntil && { validUntil: row.validUntil }),
			achievedLevels: row.achievedLevels,
			status: { list: row.list, index: row.index },
			evidence: evidenceFacts(origin, row.awardId, row.evidence),
		};
	}
}
