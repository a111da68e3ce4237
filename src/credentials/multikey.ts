import { createPublicKey, type KeyObject } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Base58 work grows with the square of the length; nothing we read is longer than a key or a signature. */
const MAX_LENGTH = 200;
const ED25519_PUBLIC = Buffer.from([0xed, 0x01]);

/** Multibase base58btc: `z` and the base58 digits (Controlled Identifiers 1.0, §2.4). */
export function encodeMultibase(bytes: Uint8Array): string {
	let number = bytes.length ? BigInt(`0x${Buffer.from(bytes).toString('hex')}`) : 0n;
	let digits = '';
	for (; number > 0n; number /= 58n) digits = ALPHABET.charAt(Number(number % 58n)) + digits;
	return `z${'1'.repeat(leadingZeros(bytes))}${digits}`;
}

/** The bytes of a base58btc multibase text, or undefined when it is none (or longer than 200 characters). */
export function decodeMultibase(text: string): Buffer | undefined {
	if (!text.startsWith('z') || text.length > MAX_LENGTH) return undefined;
	let number = 0n;
	for (const digit of text.slice(1)) {
		const value = ALPHABET.indexOf(digit);
		if (value < 0) return undefined;
		number = number * 58n + BigInt(value);
	}
	const hex = number === 0n ? '' : number.toString(16);
	const zeros = /^1*/.exec(text.slice(1))?.[0].length ?? 0;
	return Buffer.concat([
		Buffer.alloc(zeros),
		Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'),
	]);
}

/** An Ed25519 public key as Multikey text (`z6Mk…`: multicodec 0xed01 and the 32 bytes). */
export function encodeMultikey(publicKey: KeyObject): string {
	const { x } = publicKey.export({ format: 'jwk' });
	return encodeMultibase(Buffer.concat([ED25519_PUBLIC, Buffer.from(x ?? '', 'base64url')]));
}

/** The Ed25519 public key of a Multikey text, or undefined when it is none. */
export function decodeMultikey(text: string): KeyObject | undefined {
	const bytes = decodeMultibase(text);
	if (bytes?.length !== 34 || !bytes.subarray(0, 2).equals(ED25519_PUBLIC)) return undefined;
	const x = bytes.subarray(2).toString('base64url');
	return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function leadingZeros(bytes: Uint8Array): number {
	const first = bytes.findIndex((byte) => byte !== 0);
	return first < 0 ? bytes.length : first;
}
