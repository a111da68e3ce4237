import { type KeyObject, sign, verify } from 'node:crypto';
import type { DocumentLoader } from 'jsonld';
import { encodeMultibase } from './multibase.js';
import { canonicaliseAlike } from './canonical-templates.js';
import { canonicalise, checkProof, hashData } from './proof-check.js';
import { toSeconds } from './timestamp.js';

export interface ProofOptions {
	type: 'DataIntegrityProof';
	cryptosuite: 'eddsa-rdfc-2022';
	created: string;
	verificationMethod: string;
	proofPurpose: 'assertionMethod';
}

export interface Proof extends ProofOptions {
	proofValue: string;
}

/** A JSON-LD document that can carry a proof. */
export interface LinkedDocument {
	'@context': readonly string[];
	id: string;
}

export type Signed<T> = T & { proof: [Proof] };

/**
 * Adds an `eddsa-rdfc-2022` proof (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.2), in an array of one as
 * Open Badges 3.0 wants it. `key.id` is the verification method, `created` keeps whole seconds.
 * Throws where `canonicalise` does.
 */
export async function signDocument<T extends LinkedDocument>(
	document: T,
	key: { id: string; privateKey: KeyObject },
	created: Date,
	loader?: DocumentLoader,
): Promise<Signed<T>> {
	const options: ProofOptions = {
		type: 'DataIntegrityProof',
		cryptosuite: 'eddsa-rdfc-2022',
		created: toSeconds(created),
		verificationMethod: key.id,
		proofPurpose: 'assertionMethod',
	};
	const canonical = await (loader ? canonicalise(document, loader) : canonicaliseAlike(document));
	const data = await hashData(canonical, { ...options, '@context': document['@context'] }, loader);
	const proofValue = encodeMultibase(sign(null, data, key.privateKey));
	return { ...document, proof: [{ ...options, proofValue }] };
}

/** `checkProof` with a key of node:crypto. */
export function verifyProof(
	document: object,
	proof: object,
	publicKey: KeyObject,
	loader?: DocumentLoader,
): ReturnType<typeof checkProof> {
	return checkProof(document, proof, (data, signature) => verify(null, data, publicKey, signature), loader);
}
