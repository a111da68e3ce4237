import { checkProof } from '../credentials/proof-check.js';
import { issuerIdOf } from './credential-shape.js';
import type { Check } from './finding.js';
import { hasKeys, type IssuerDocument, methodKey, resolveIssuer } from './issuer-document.js';
import { isObject, type JsonObject, type Library, listOf, textOf } from './library.js';
import { keyName, publicKey } from './public-keys.js';

/** Who signed a document, and whether they did. */
export interface Authorship {
	issuer: Check;
	signature: Check;
	/** What the key is that signed, see keyName; only of a genuine signature. */
	key?: string;
}

const SUITE = 'eddsa-rdfc-2022';
const MAX_PROOFS = 2;

export function issuerCheck(issuer: IssuerDocument): Check {
	if (issuer.known === 'domain')
		return { name: 'issuer', outcome: 'passed', why: 'domain', about: issuer.place };
	const about = issuer.known === 'carried' ? issuer.place : issuer.id;
	return { name: 'issuer', outcome: 'failed', why: issuer.known, about };
}

export function signed(outcome: Check['outcome'], why: string, about?: string): Check {
	return { name: 'signature', outcome, why, ...(about && { about }) };
}

/** Checks the Data Integrity proofs of a credential against the keys that its issuer publishes. */
export async function checkSignature(document: JsonObject, library: Library, now: Date): Promise<Authorship> {
	const issuer = await resolveIssuer(issuerIdOf(document) ?? '', library);
	const about = issuerCheck(issuer);
	const proofs = listOf(document['proof']).filter(isObject);
	const known = proofs.filter(
		(proof) => proof['type'] === 'DataIntegrityProof' && proof['cryptosuite'] === SUITE,
	);
	const [first] = known;
	if (proofs.length === 0) return { issuer: about, signature: signed('failed', 'missing') };
	if (!first || known.length > MAX_PROOFS) {
		const kind = textOf(proofs[0]?.['cryptosuite']) ?? textOf(proofs[0]?.['type']);
		return { issuer: about, signature: signed('unchecked', 'unsupported', kind) };
	}
	if (!hasKeys(issuer)) return { issuer: about, signature: signed('unchecked', 'no-key') };
	// Each that we understand must hold: a false one beside a true one is no mistake of the issuer.
	for (const proof of known) {
		const signature = await checkOne(document, proof, issuer, now);
		if (signature.outcome !== 'passed') return { issuer: about, signature };
	}
	const method = textOf(first['verificationMethod']) ?? '';
	const published = methodKey(issuer, method);
	const key = published && (await keyName(published));
	return { issuer: about, signature: signed('passed', 'genuine', method), ...(key && { key }) };
}

async function checkOne(
	document: JsonObject,
	proof: JsonObject,
	issuer: { id: string; document: JsonObject },
	now: Date,
): Promise<Check> {
	const method = textOf(proof['verificationMethod']) ?? '';
	if (method.split('#')[0] !== issuer.id) return signed('failed', 'other-issuer', method);
	const published = methodKey(issuer, method);
	if (!published) return signed('failed', 'unpublished', method);
	const isSigned = await publicKey(published, 'Ed25519');
	if (!isSigned) return signed('unchecked', 'unsupported', method);
	const expires = textOf(proof['expires']);
	if ('expires' in proof && !(expires && now.getTime() < Date.parse(expires)))
		return signed('failed', 'proof-expired', expires);
	const outcome = await checkProof(document, proof, isSigned);
	if (outcome === 'unsupported') return signed('unchecked', 'unsupported');
	return outcome === 'valid' ? signed('passed', 'genuine', method) : signed('failed', 'altered', method);
}
