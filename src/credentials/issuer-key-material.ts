import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createPrivateKey,
	generateKeyPairSync,
	type JsonWebKey,
	type KeyObject,
	randomBytes,
} from 'node:crypto';
import { encodeMultikey } from './multikey.js';

export type KeyKind = 'ed25519' | 'rsa';

/** The public half of an issuer key as it is stored and published. */
export interface PublicKeyFacts {
	kind: KeyKind;
	/** Ed25519: the Multikey text (`z6Mk…`); RSA: the RFC 7638 thumbprint. */
	keyId: string;
	jwk: JsonWebKey;
}

export interface KeyMaterial extends PublicKeyFacts {
	privateKey: KeyObject;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A new key pair: Ed25519 for Data Integrity proofs, RSA-2048 for VC-JWT (about 100 ms). */
export function generateKey(kind: KeyKind): KeyMaterial {
	const { publicKey, privateKey } =
		kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
	const jwk = publicKey.export({ format: 'jwk' });
	return {
		kind,
		keyId: kind === 'ed25519' ? encodeMultikey(publicKey) : rsaThumbprint(jwk),
		jwk,
		privateKey,
	};
}

/**
 * Encrypts a private key (PKCS #8) with AES-256-GCM. `secret` is 32 bytes; the key id is authenticated, so that
 * a sealed key cannot be moved to another row. Result: base64 of 12 bytes IV, 16 bytes tag, ciphertext.
 */
export function sealPrivateKey(privateKey: KeyObject, keyId: string, secret: Buffer): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(keyId));
	const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
	const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The private key that `sealPrivateKey` sealed. Throws when the secret or the key id is another one. */
export function openPrivateKey(sealed: string, keyId: string, secret: Buffer): KeyObject {
	const bytes = Buffer.from(sealed, 'base64');
	const iv = bytes.subarray(0, IV_BYTES);
	const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: TAG_BYTES });
	decipher.setAAD(Buffer.from(keyId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
	const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
	return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
}

/** RFC 7638: sha256 over the required members in alphabetical order. */
function rsaThumbprint({ e, kty, n }: JsonWebKey): string {
	return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
