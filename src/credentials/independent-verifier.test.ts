import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { describe, expect, it } from '@jest/globals';
import {
	sampleAward,
	sampleEndorsedAward,
	sampleKey,
	sampleReviewedAward,
	sampleSigningKey,
} from './award.sample.js';
import { contextOf } from './contexts.js';
import { signDocument } from './data-integrity.js';
import { buildDidDocument } from './did-web.js';
import { issueCredential } from './issue-credential.js';
import { generateKey } from './issuer-key-material.js';
import { buildStatusListCredential, emptyStatusList, setStatus } from './status-list.js';

const { did } = sampleAward.issuer;
const retiredKey = generateKey('ed25519');
const didDocument = buildDidDocument(did, [retiredKey, sampleKey]);

/** Resolves the issuer's DID document and its keys as a stranger would from `did.json`. */
async function documentLoader(url: string): Promise<object> {
	if (url === did) return { contextUrl: null, documentUrl: url, document: didDocument };
	const method = didDocument.verificationMethod.find(({ id }) => id === url);
	const document = method
		? { '@context': 'https://w3id.org/security/multikey/v1', ...method }
		: await contextOf(url);
	return { contextUrl: null, documentUrl: url, document };
}

async function verified(credential: object): Promise<boolean> {
	const suite = new DataIntegrityProof({ cryptosuite });
	// Revocation is another question than the signature that we ask about here.
	const checkStatus = async () => ({ verified: true });
	const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
	return result.verified;
}

const signed = await issueCredential(sampleReviewedAward, sampleSigningKey, new Date());

describe('a stranger with @digitalbazaar/vc', () => {
	it('accepts our credentials', async () => {
		expect(await verified(signed)).toBe(true);
		const plain = await issueCredential(sampleAward, sampleSigningKey, new Date());
		expect(await verified(plain)).toBe(true);
		const endorsed = await issueCredential(sampleEndorsedAward, sampleSigningKey, new Date());
		expect(await verified(endorsed)).toBe(true);
		expect(endorsed.endorsement).toHaveLength(2);
		for (const endorsement of endorsed.endorsement ?? []) {
			expect(await verified(endorsement)).toBe(true);
			expect(await verified({ ...endorsement, name: 'Review by Ben' })).toBe(false);
		}
	});

	it('accepts what a key signed that is retired by now', async () => {
		const key = { id: `${did}#${retiredKey.keyId}`, privateKey: retiredKey.privateKey };
		expect(await verified(await issueCredential(sampleAward, key, new Date()))).toBe(true);
	});

	it('accepts our status list', async () => {
		const bits = emptyStatusList();
		setStatus(bits, sampleAward.status.index, true);
		const facts = { url: `${sampleAward.origin}/status/1`, issuer: did, validFrom: new Date('2026-03-01') };
		const list = buildStatusListCredential({ ...facts, bits });
		const signedList = await signDocument(list, sampleSigningKey, new Date());
		expect(await verified(signedList)).toBe(true);
		const cleared = buildStatusListCredential({ ...facts, bits: emptyStatusList() });
		expect(await verified({ ...cleared, proof: signedList.proof })).toBe(false);
	});

	const { evidence: _evidence, ...withoutEvidence } = signed;
	const { credentialStatus: _status, ...withoutStatus } = signed;
	const subject = signed.credentialSubject;
	const stranger = generateKey('ed25519');
	it.each<[string, object]>([
		['a changed name', { ...signed, name: 'Master of Knots' }],
		['an injected property', { ...signed, description: 'With honours' }],
		['an injected undefined property', { ...signed, unheardOf: 'x' }],
		['removed evidence', withoutEvidence],
		['a removed status', withoutStatus],
		['a later end', { ...signed, validUntil: '2099-01-01T00:00:00Z' }],
		[
			'another achievement',
			{ ...signed, credentialSubject: { ...subject, achievement: { ...subject.achievement, name: 'x' } } },
		],
		['a better result', { ...signed, credentialSubject: { ...subject, result: subject.result?.slice(1) } }],
		['another recipient', { ...signed, credentialSubject: { ...subject, identifier: [] } }],
	])('refuses %s', async (_name, tampered) => {
		expect(await verified(tampered)).toBe(false);
	});

	it('refuses a signature by a key that is not the issuer’s', async () => {
		const forgery = { ...sampleSigningKey, privateKey: stranger.privateKey };
		const forged = await issueCredential(sampleAward, forgery, new Date());
		expect(await verified(forged)).toBe(false);
		const otherId = { id: `${did}#${stranger.keyId}`, privateKey: stranger.privateKey };
		expect(await verified(await issueCredential(sampleAward, otherId, new Date()))).toBe(false);
	});
});
