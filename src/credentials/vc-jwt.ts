import type { JsonWebKey, KeyObject } from 'node:crypto';
import { compactVerify, errors, SignJWT } from 'jose';
import type { PublicKeyFacts } from './issuer-key-material.js';
import type { OpenBadgeCredential } from './open-badge-3.js';

/**
 * The credential as a VC-JWT (Open Badges 3.0, §8.2.1), RS256. `kid` is the URL of the public key.
 * The credential goes in without a proof: the signature of the JWT takes its place.
 */
export function signVcJwt(
	credential: OpenBadgeCredential,
	key: { kid: string; privateKey: KeyObject },
): Promise<string> {
	const jwt = new SignJWT({ ...credential })
		.setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
		.setIssuer(credential.issuer.id)
		.setSubject(credential.credentialSubject.id)
		.setJti(credential.id)
		.setNotBefore(new Date(credential.validFrom));
	if (credential.validUntil) jwt.setExpirationTime(new Date(credential.validUntil));
	return jwt.sign(key.privateKey);
}

/**
 * The claims of an RS256 VC-JWT when its signature is by the key, else undefined.
 * Dates are not judged: whether a badge has expired is another question than whether it is genuine.
 */
export async function verifyVcJwt(token: string, publicKey: KeyObject): Promise<unknown> {
	try {
		const { payload } = await compactVerify(token, publicKey, { algorithms: ['RS256'] });
		return JSON.parse(Buffer.from(payload).toString('utf8'));
	} catch (error) {
		if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** The one JWK that the `kid` URL serves. */
export function buildKeyDocument(url: string, key: PublicKeyFacts): JsonWebKey {
	return key.kind === 'rsa'
		? { ...key.jwk, kid: url, alg: 'RS256', use: 'sig' }
		: { ...key.jwk, kid: url, alg: 'EdDSA', use: 'sig' };
}
