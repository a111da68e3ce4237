import { decodeMultibase } from '../credentials/multibase.js';
import { decodeBase64Url, encodeBase64Url } from './encodings.js';
import { isObject, type JsonObject, textOf } from './library.js';

export type Algorithm = 'Ed25519' | 'RS256' | 'ES256';

/** Says whether a signature is by one key. */
export type Verifier = (data: Uint8Array, signature: Uint8Array) => Promise<boolean>;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const MIN_RSA_BYTES = 256;

/**
 * The key of a verification method (Multikey or a JWK in it) or of a bare JWK, for one algorithm; undefined when it is
 * another kind of key, or an RSA key of less than 2048 bits.
 */
export async function publicKey(source: JsonObject, algorithm: Algorithm): Promise<Verifier | undefined> {
	const multibase = textOf(source['publicKeyMultibase']);
	const jwk = multibase
		? multikeyJwk(multibase)
		: isObject(source['publicKeyJwk'])
			? source['publicKeyJwk']
			: source;
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

function fits({ kty, crv, n }: JsonObject, algorithm: Algorithm): boolean {
	if (algorithm === 'Ed25519') return kty === 'OKP' && crv === 'Ed25519';
	if (algorithm === 'ES256') return kty === 'EC' && crv === 'P-256';
	return kty === 'RSA' && (decodeBase64Url(textOf(n) ?? '')?.length ?? 0) >= MIN_RSA_BYTES;
}

function multikeyJwk(text: string): JsonObject | undefined {
	const bytes = decodeMultibase(text);
	if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined;
	return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(bytes.subarray(2)) };
}
