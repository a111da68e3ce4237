import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import type { AwardFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { verificationMethodId } from '../credentials/did-web.js';
import { issueCredential } from '../credentials/issue-credential.js';
import { signVcJwt } from '../credentials/vc-jwt.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import type { Words } from './award.entity.js';
import type { OfAward } from './badge.events.js';
import { badgeFacts, VERSION_COLUMNS, type VersionRow } from './badge-facts.js';
import { type Evidence, evidenceFacts } from './evidence.js';
import { issuerOf } from './issuer.js';
import { IssuerKeys } from './issuer-keys.service.js';

export interface SignableAward extends VersionRow, OfAward {
	awardedAt: Date;
	validUntil: Date | null;
	achievedLevels: number[];
	evidence: Evidence[];
	words: Words[];
	salt: string;
	email: string;
	list: number;
	index: number;
	issuedAt: Date | null;
	credentialJwt: string | null;
	/** The verification method of the stored credential. */
	method: string | null;
}

export interface SignedAward {
	credential: object;
	jwt: string;
	/** The keys that signed. */
	keyIds: readonly string[];
}

/** Puts what the database knows of an award into its signed formats. */
@Injectable()
export class AwardSigning {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
	) {}

	award(awardId: string): Promise<SignableAward | undefined> {
		return this.db.one<SignableAward>(
			`SELECT ${VERSION_COLUMNS}, a.id AS "awardId", a.badge_id AS "badgeId", a.user_id AS "userId",
				b.course_id AS "courseId", a.awarded_at AS "awardedAt", a.valid_until AS "validUntil",
				a.achieved_levels AS "achievedLevels", a.evidence, a.words, a.salt, u.email,
				a.status_list_id AS list, a.status_index AS index, a.issued_at AS "issuedAt",
				a.credential_jwt AS "credentialJwt", a.credential->'proof'->0->>'verificationMethod' AS method
			FROM awards a JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id
			JOIN users u ON u.id = a.user_id
			WHERE a.id = $1`,
			[awardId],
		);
	}

	facts(row: SignableAward): AwardFacts {
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
			endorsements: row.words.map(({ name, text, saidAt }) => ({
				name,
				comment: text,
				at: new Date(saidAt),
			})),
		};
	}

	async sign(facts: AwardFacts): Promise<SignedAward> {
		const [{ keyId, privateKey }, rsa] = await Promise.all([
			this.keys.signing('ed25519'),
			this.keys.signing('rsa'),
		]);
		const key = { id: verificationMethodId(facts.issuer.did, { keyId }), privateKey };
		const credential = await issueCredential(facts, key, this.clock.now());
		const { proof: _, ...unsigned } = credential;
		const kid = credentialUrls(facts.origin).key(rsa.keyId);
		const jwt = await signVcJwt(unsigned, { kid, privateKey: rsa.privateKey });
		return { credential, jwt, keyIds: [keyId, rsa.keyId] };
	}

	/**
	 * Throws when a key that signed has been revoked since, so that the job is tried again with another. Revoking
	 * waits for `tx`, and finds what it stores.
	 */
	async holdKeys(tx: EntityManager, { keyIds }: SignedAward): Promise<void> {
		const good = await rows(
			tx,
			'SELECT id FROM issuer_keys WHERE kid = ANY($1) AND revoked_at IS NULL FOR SHARE',
			[keyIds],
		);
		if (good.length < keyIds.length) throw new Error('The key was revoked while it signed.');
	}
}
