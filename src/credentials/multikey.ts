import { createPublicKey, type KeyObject } from 'node:crypto';
import { decodeMultibase, encodeMultibase } from './multibase.js';

const ED25519_PUBLIC = [0xed, 0x01];

/** An Ed25519 public key as Multikey text (`z6Mk…`: multicodec 0xed01 and the 32 bytes). */
export function encodeMultikey(publicKey: KeyObject): string {
	const { x } = publicKey.export({ format: 'jwk' });
	return encodeMultibase(Buffer.from([...ED25519_PUBLIC, ...Buffer.from(x ?? '', 'base64url')]));
}

/** The Ed25519 public key of a Multikey text, or undefined when it is none. */
export function decodeMultikey(text: string): KeyObject | undefined {
	const bytes = decodeMultibase(text);
	if (bytes?.length !== 34 || ED25519_PUBLIC.some((byte, at) => bytes[at] !== byte)) return undefined;
	const x = Buffer.from(bytes.subarray(2)).toString('base64url');
	return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
