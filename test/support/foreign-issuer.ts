import { createHash } from 'node:crypto';
import { sampleAward, sampleEndorsedAward, sampleReviewedAward } from '../../src/credentials/award.sample.js';
import type { AwardFacts } from '../../src/credentials/award-facts.js';
import { credentialUrls } from '../../src/credentials/credential-urls.js';
import { signDocument } from '../../src/credentials/data-integrity.js';
import { buildDidDocument, didWeb, verificationMethodId } from '../../src/credentials/did-web.js';
import { issueCredential } from '../../src/credentials/issue-credential.js';
import { generateKey } from '../../src/credentials/issuer-key-material.js';
import { buildAssertion2, buildBadgeClass2, buildIssuer2 } from '../../src/credentials/open-badge-2.js';
import { buildStatusListCredential, emptyStatusList, setStatus } from '../../src/credentials/status-list.js';
import { buildKeyDocument, signVcJwt } from '../../src/credentials/vc-jwt.js';
import type { Found, Library } from '../../src/verification/library.js';

export const AWARD_KINDS = {
	completion: sampleAward,
	reviewed: sampleReviewedAward,
	endorsed: sampleEndorsedAward,
} as const;

/** Made once: an RSA key takes its time. */
const keys = { ed25519: generateKey('ed25519'), rsa: generateKey('rsa') };

/** Another site that issues badges, with everything that it publishes; it may also do so badly. */
export class ForeignIssuer implements Library {
	readonly did: string;
	readonly urls: ReturnType<typeof credentialUrls>;
	readonly key = keys.ed25519;
	readonly rsa = keys.rsa;
	/** Address → what it answers. */
	readonly published = new Map<string, Found>();
	readonly asked: string[] = [];

	constructor(readonly origin = 'https://badges.example') {
		this.did = didWeb(origin);
		this.urls = credentialUrls(origin);
		this.publishKeys();
	}

	async look(url: string): Promise<Found | undefined> {
		this.asked.push(url);
		return this.published.get(url);
	}

	publish(url: string, document: object, status = 200): void {
		this.published.set(url, { status, text: JSON.stringify(document) });
	}

	publishKeys(published = [this.key, this.rsa]): void {
		this.publish(
			`${this.origin.replace(/^http:/, 'https:')}/.well-known/did.json`,
			buildDidDocument(this.did, published),
		);
		const url = this.urls.key(this.rsa.keyId);
		if (published.includes(this.rsa)) this.publish(url, buildKeyDocument(url, this.rsa));
		else this.published.delete(url);
	}

	async publishStatus(revoked: readonly number[] = [], key = this.signingKey): Promise<object> {
		const bits = emptyStatusList();
		for (const index of revoked) setStatus(bits, index, true);
		const url = this.urls.statusList(1);
		const facts = { url, issuer: this.did, validFrom: new Date('2026-03-02'), bits };
		const signed = await signDocument(buildStatusListCredential(facts), key, new Date('2026-03-02'));
		this.publish(url, signed);
		return signed;
	}

	get signingKey() {
		return { id: verificationMethodId(this.did, this.key), privateKey: this.key.privateKey };
	}

	/** The facts of an award as this site would issue it; evidence and pictures stay where they are. */
	facts(award: AwardFacts, changes: Partial<AwardFacts> = {}): AwardFacts {
		const { origin, did } = this;
		return {
			...award,
			origin,
			issuer: { ...award.issuer, did, url: origin, name: 'Badges Example' },
			...changes,
		};
	}

	sign(award: AwardFacts) {
		return issueCredential(award, this.signingKey, award.validFrom);
	}

	async jwt(award: AwardFacts): Promise<string> {
		const { proof: _, ...credential } = await this.sign(award);
		return this.jwtOf(credential, this.urls.key(this.rsa.keyId));
	}

	/** Any credential, under a key that is said to be at `kid`. */
	jwtOf(credential: Parameters<typeof signVcJwt>[0], kid: string): Promise<string> {
		return signVcJwt(credential, { kid, privateKey: this.rsa.privateKey });
	}

	publishAssertion(award: AwardFacts) {
		const assertion = buildAssertion2(award);
		this.publish(assertion.id, assertion);
		this.publish(assertion.badge, buildBadgeClass2(this.origin, award.badge));
		this.publish(this.urls.issuer2, buildIssuer2(this.origin, award.issuer));
		return assertion;
	}
}

/** A series of numbers from 0 to 1 that is the same in every run. */
export function seeded(seed: string): () => number {
	let state = seed;
	return () => {
		state = createHash('sha256').update(state).digest('hex');
		return Number.parseInt(state.slice(0, 12), 16) / 2 ** 48;
	};
}
