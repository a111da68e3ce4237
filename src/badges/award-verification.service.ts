import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { hashIdentity } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { type Signed, verifyProof } from '../credentials/data-integrity.js';
import { didWeb } from '../credentials/did-web.js';
import type { PublicKeyFacts } from '../credentials/issuer-key-material.js';
import type { OpenBadgeCredential } from '../credentials/open-badge-3.js';
import { schemaProblems } from '../credentials/schema.js';
import { type buildStatusListCredential, decodeStatusList, getStatus } from '../credentials/status-list.js';
import { Clock } from '../platform/clock/clock.js';
import { IssuerKeys, keyObject } from './issuer-keys.service.js';
import { StatusLists } from './status-lists.service.js';

export type StoredCredential = Signed<OpenBadgeCredential>;
type StoredList = Signed<ReturnType<typeof buildStatusListCredential>>;

export interface Check {
	name: 'signature' | 'issuer' | 'content' | 'dates' | 'status' | 'recipient';
	passed: boolean;
}

export interface Verification {
	verdict: 'valid' | 'revoked' | 'altered' | 'not-in-force';
	checks: Check[];
}

const REMEMBERED = 1_000;

/** Checks stored credentials as a stranger would: nothing is believed because it is in our own database. */
@Injectable()
export class AwardVerification {
	/** Canonicalising costs milliseconds, and the same bytes and key always give the same answer. */
	private readonly proofs = new Map<string, boolean>();

	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
		private readonly lists: StatusLists,
	) {}

	/** `email` is the earner's present address; an award to an earlier one of theirs stays valid. */
	async verify(awardId: string, credential: StoredCredential, email: string): Promise<Verification> {
		const { proof, ...unsigned } = credential;
		if (schemaProblems(unsigned).length > 0 || !proof?.[0])
			return { verdict: 'altered', checks: [{ name: 'content', passed: false }] };
		const keys = await this.keys.published();
		const content = credential.id === credentialUrls(this.config.publicUrl).credential(awardId);
		const issuer = credential.issuer.id === didWeb(this.config.publicUrl);
		const signature = await this.isGenuine(credential, keys);
		const dates = this.isInForce(credential);
		const isRevoked = await this.isRevoked(credential, keys);
		const [recipient] = credential.credentialSubject.identifier;
		const checks: Check[] = [
			{ name: 'signature', passed: signature },
			{ name: 'issuer', passed: issuer },
			{ name: 'content', passed: content },
			{ name: 'dates', passed: dates },
			{ name: 'status', passed: isRevoked === false },
			{ name: 'recipient', passed: recipient?.identityHash === hashIdentity(email, recipient?.salt ?? '') },
		];
		if (!signature || !issuer || !content || isRevoked === undefined) return { verdict: 'altered', checks };
		if (isRevoked) return { verdict: 'revoked', checks };
		return { verdict: dates ? 'valid' : 'not-in-force', checks };
	}

	private isInForce({ validFrom, validUntil }: StoredCredential): boolean {
		const now = this.clock.now();
		// The database's clock dates the award, and may be ahead of ours by a little.
		const tolerated = new Date(now.getTime() + 60_000);
		return new Date(validFrom) <= tolerated && (!validUntil || now < new Date(validUntil));
	}

	/** Undefined when the list cannot be believed. */
	private async isRevoked(
		{ credentialStatus }: StoredCredential,
		keys: readonly PublicKeyFacts[],
	): Promise<boolean | undefined> {
		const url = credentialStatus.statusListCredential;
		const number = Number(url.slice(url.lastIndexOf('/') + 1));
		if (url !== credentialUrls(this.config.publicUrl).statusList(number)) return undefined;
		const list = (await this.lists.signed(number)) as StoredList | undefined;
		if (!list || list.id !== url || !(await this.isGenuine(list, keys))) return undefined;
		const bits = decodeStatusList(list.credentialSubject.encodedList);
		const index = Number(credentialStatus.statusListIndex);
		return bits && index < bits.length * 8 ? getStatus(bits, index) : undefined;
	}

	private async isGenuine(
		document: StoredCredential | StoredList,
		keys: readonly PublicKeyFacts[],
	): Promise<boolean> {
		const [proof] = document.proof;
		const [did, keyId] = proof.verificationMethod.split('#');
		const key = keys.find((each) => each.keyId === keyId && each.kind === 'ed25519');
		if (!key || did !== didWeb(this.config.publicUrl)) return false;
		const digest = createHash('sha256')
			.update(key.keyId)
			.update(JSON.stringify(document))
			.digest('base64url');
		const known = this.proofs.get(digest);
		if (known !== undefined) return known;
		const genuine = (await verifyProof(document, proof, keyObject(key.jwk))) === 'valid';
		const [oldest] = this.proofs.keys();
		if (this.proofs.size >= REMEMBERED && oldest !== undefined) this.proofs.delete(oldest);
		this.proofs.set(digest, genuine);
		return genuine;
	}
}
