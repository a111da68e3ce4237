import { gunzipSync, gzipSync } from 'node:zlib';
import { CREDENTIALS_V2 } from './contexts.js';
import { toSeconds } from './timestamp.js';

/** The smallest list the standard allows: enough entries that an index tells nobody which award is looked up. */
export const STATUS_LIST_ENTRIES = 131_072;
const MAX_BYTES = 4 * 1024 * 1024;

/** A status list with no bit set: one bit an entry, the first entry in the highest bit of the first byte. */
export function emptyStatusList(): Buffer {
	return Buffer.alloc(STATUS_LIST_ENTRIES / 8);
}

/** Whether the bit at `index` is set. Throws a RangeError outside the list. */
export function getStatus(bits: Buffer, index: number): boolean {
	return (byteAt(bits, index) & maskOf(index)) !== 0;
}

/** Sets or clears the bit at `index` in place. Throws a RangeError outside the list. */
export function setStatus(bits: Buffer, index: number, value: boolean): void {
	const byte = byteAt(bits, index);
	bits[index >> 3] = value ? byte | maskOf(index) : byte & ~maskOf(index);
}

/** `encodedList` of Bitstring Status List 1.0: multibase base64url (`u`) of the gzipped bits. */
export function encodeStatusList(bits: Buffer): string {
	return `u${gzipSync(bits).toString('base64url')}`;
}

/** The bits of an `encodedList`; undefined when it is none or holds more than 4 MiB. */
export function decodeStatusList(encoded: string): Buffer | undefined {
	if (!encoded.startsWith('u')) return undefined;
	try {
		return gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: MAX_BYTES });
	} catch {
		return undefined;
	}
}

/**
 * The unsigned status list credential (W3C Bitstring Status List 1.0, §2.2) at `url`, for revocations.
 * Its issuer must be the issuer of the awards; sign it with the same key.
 */
export function buildStatusListCredential(list: {
	url: string;
	issuer: string;
	validFrom: Date;
	bits: Buffer;
}) {
	return {
		'@context': [CREDENTIALS_V2],
		id: list.url,
		type: ['VerifiableCredential', 'BitstringStatusListCredential'],
		issuer: list.issuer,
		validFrom: toSeconds(list.validFrom),
		credentialSubject: {
			id: `${list.url}#list`,
			type: 'BitstringStatusList',
			statusPurpose: 'revocation',
			encodedList: encodeStatusList(list.bits),
		},
	};
}

function byteAt(bits: Buffer, index: number): number {
	const byte = Number.isInteger(index) && index >= 0 ? bits[index >> 3] : undefined;
	if (byte === undefined) throw new RangeError(`The status list has no entry ${index}`);
	return byte;
}

function maskOf(index: number): number {
	return 0x80 >> (index & 7);
}
