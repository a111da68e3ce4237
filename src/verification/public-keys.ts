import { sha256 } from '../credentials/digest.js';
import { decodeMultibase, encodeMultibase } from '../credentials/multibase.js';
import { decodeBase64Url, encodeBase64Url } from './encodings.js';
import { isObject, type JsonObject, textOf } from './library.js';

export type Algorithm = 'Ed25519' | 'RS256' | 'ES256';

/** Says whether a signature is by one key. */
export type Verifier = (data: Uint8Array, signature: Uint8Array) => Promise<boolean>;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const MIN_RSA_BYTES = 256;
const ED25519 = [0xed, 0x01];

/**
 * The key of a verification method (Multikey or a JWK in it) or of a bare JWK, for one algorithm; undefined when it is
 * another kind of key, or an RSA key of less than 2048 bits.
 */
export async function publicKey(source: JsonObject, algorithm: Algorithm): Promise<Verifier | undefined> {
	const jwk = jwkOf(source);
	if (!jwk || !fits(jwk, algorithm)) return undefined;
	const { kty, crv, x, y, n, e } = jwk;
	const bare = Object.fromEntries(
		Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => typeof value === 'string'),
	);
	const spec = algorithm === 'RS256' ? RSA : algorithm === 'ES256' ? EC : { name: 'Ed25519' };
	try {
		const key = await crypto.subtle.importKey('jwk', bare, spec, false, ['verify']);
		return (data, signature) => crypto.subtle.verify(spec, key, signature, data);
	} catch {
		return undefined;
	}
}

/**
 * What a key is, whatever its issuer calls it: Multikey for Ed25519 (`z6Mk…`), else the thumbprint (RFC 7638).
 * Undefined when it is no key of a kind that we know.
 */
export async function keyName(source: JsonObject): Promise<string | undefined> {
	const { kty, crv, x, y, n, e } = jwkOf(source) ?? {};
	if (kty === 'OKP' && crv === 'Ed25519') {
		const bytes = decodeBase64Url(textOf(x) ?? '');
		return bytes?.length === 32 ? encodeMultibase(Uint8Array.of(...ED25519, ...bytes)) : undefined;
	}
	if (kty !== 'RSA' && kty !== 'EC') return undefined;
	const required = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
	return encodeBase64Url(await sha256(JSON.stringify(required)));
}

function jwkOf(source: JsonObject): JsonObject | undefined {
	const multibase = textOf(source['publicKeyMultibase']);
	if (multibase) return multikeyJwk(multibase);
	return isObject(source['publicKeyJwk']) ? source['publicKeyJwk'] : source;
}

function fits({ kty, crv, n }: JsonObject, algorithm: Algorithm): boolean {
	if (algorithm === 'Ed25519') return kty === 'OKP' && crv === 'Ed25519';
	if (algorithm === 'ES256') return kty === 'EC' && crv === 'P-256';
	return kty === 'RSA' && (decodeBase64Url(textOf(n) ?? '')?.length ?? 0) >= MIN_RSA_BYTES;
}

function multikeyJwk(text: string): JsonObject | undefined {
	const bytes = decodeMultibase(text);
	if (bytes?.length !== 34 || ED25519.some((byte, at) => bytes[at] !== byte)) return undefined;
	return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(bytes.subarray(2)) };
}
