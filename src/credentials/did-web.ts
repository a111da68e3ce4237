import type { PublicKeyFacts } from './issuer-key-material.js';

/**
 * The did:web identifier of a public origin, `did:web:localhost%3A3000` for `http://localhost:3000`, or of a
 * school under it: its document is then at `/issuers/:id/did.json` instead of `/.well-known/did.json`.
 */
export function didWeb(origin: string, schoolId?: number): string {
	const site = `did:web:${encodeURIComponent(new URL(origin).host)}`;
	return schoolId === undefined ? site : `${site}:issuers:${schoolId}`;
}

/** The verification method of a key, as proofs name it. */
export function verificationMethodId(did: string, key: Pick<PublicKeyFacts, 'keyId'>): string {
	return `${did}#${key.keyId}`;
}

/**
 * The DID document of an issuer. `keys` must hold the retired keys too, for a badge is checked against the key
 * that signed it; only a compromised key is left out.
 */
export function buildDidDocument(did: string, keys: readonly PublicKeyFacts[]) {
	return {
		'@context': [
			'https://www.w3.org/ns/did/v1',
			'https://w3id.org/security/multikey/v1',
			'https://w3id.org/security/jwk/v1',
		],
		id: did,
		verificationMethod: keys.map((key) => buildVerificationMethod(did, key)),
		assertionMethod: keys.map((key) => verificationMethodId(did, key)),
	};
}

function buildVerificationMethod(did: string, key: PublicKeyFacts) {
	const id = verificationMethodId(did, key);
	return key.kind === 'ed25519'
		? { id, type: 'Multikey', controller: did, publicKeyMultibase: key.keyId }
		: { id, type: 'JsonWebKey', controller: did, publicKeyJwk: key.jwk };
}
