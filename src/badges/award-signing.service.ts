import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import type { AwardFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { verificationMethodId } from '../credentials/did-web.js';
import { issueCredential } from '../credentials/issue-credential.js';
import type { KeyKind } from '../credentials/issuer-key-material.js';
import { signVcJwt } from '../credentials/vc-jwt.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import type { Words } from './award.entity.js';
import type { OfAward } from './badge.events.js';
import { badgeFacts, VERSION_COLUMNS, type VersionRow } from './badge-facts.js';
import { type Evidence, evidenceFacts } from './evidence.js';
import { issuerOf } from './issuer.js';
import { IssuerKeys, type SigningKey } from './issuer-keys.service.js';

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
}

export type Signers = Record<KeyKind, SigningKey>;

/** Puts what the database knows of an award into its signed formats. */
@Injectable()
export class AwardSigning {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
	) {}

	awards(awardIds: readonly string[]): Promise<SignableAward[]> {
		return this.db.query<SignableAward>(
			`SELECT ${VERSION_COLUMNS}, a.id AS "awardId", a.badge_id AS "badgeId", a.user_id AS "userId",
				b.course_id AS "courseId", a.awarded_at AS "awardedAt", a.valid_until AS "validUntil",
				a.achieved_levels AS "achievedLevels", a.evidence, a.words, a.salt, u.email,
				a.status_list_id AS list, a.status_index AS index, a.issued_at AS "issuedAt",
				a.credential_jwt AS "credentialJwt", a.credential->'proof'->0->>'verificationMethod' AS method
			FROM awards a JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id
			JOIN users u ON u.id = a.user_id
			WHERE a.id = ANY($1) ORDER BY a.awarded_at, a.id`,
			[awardIds],
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

	/** The keys to sign with now. */
	async signers(): Promise<Signers> {
		const [ed25519, rsa] = await Promise.all([this.keys.signing('ed25519'), this.keys.signing('rsa')]);
		return { ed25519, rsa };
	}

	async sign(facts: AwardFacts, { ed25519, rsa }: Signers): Promise<SignedAward> {
		const id = verificationMethodId(facts.issuer.did, ed25519);
		const credential = await issueCredential(facts, { id, privateKey: ed25519.privateKey }, this.clock.now());
		const { proof: _, ...unsigned } = credential;
		const kid = credentialUrls(facts.origin).key(rsa.keyId);
		const jwt = await signVcJwt(unsigned, { kid, privateKey: rsa.privateKey });
		return { credential, jwt };
	}

	/**
	 * Throws when a key that signed has been revoked since, so that the job is tried again with another. Revoking
	 * waits for `tx`, and finds what it stores.
	 */
	async holdKeys(tx: EntityManager, { ed25519, rsa }: Signers): Promise<void> {
		const keyIds = [ed25519.keyId, rsa.keyId];
		const good = await rows(
			tx,
			'SELECT id FROM issuer_keys WHERE kid = ANY($1) AND revoked_at IS NULL FOR SHARE',
			[keyIds],
		);
		if (good.length < keyIds.length) throw new Error('The key was revoked while it signed.');
	}
}
