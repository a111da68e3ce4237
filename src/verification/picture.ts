import type { Baked } from '../credentials/bake-svg.js';
import { decodeText, unpack } from './encodings.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PARTS: ReadonlyMap<string, 'assertion' | 'credential' | 'evidence'> = new Map([
	['openbadges', 'assertion'],
	['openbadgecredential', 'credential'],
	['kunlerni-evidence', 'evidence'],
]);
const MAX_TEXT = 2 * 1024 * 1024;
/** PNG's own limit. */
const MAX_KEYWORD = 79;

export function isPng(bytes: Uint8Array): boolean {
	return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * The badge in a PNG. All chunks must be whole and their sums right, and no keyword may come twice: of two badges in
 * one picture nobody could say which one is meant.
 */
export async function readPng(bytes: Uint8Array): Promise<Baked> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const contents: Baked = {};
	let ended = false;
	for (let at = SIGNATURE.length; at < bytes.length; ) {
		if (at + 12 > bytes.length) return { problem: 'broken' };
		const end = at + 8 + view.getUint32(at);
		if (end + 4 > bytes.length || view.getUint32(end) !== crc32(bytes.subarray(at + 4, end)))
			return { problem: 'broken' };
		const type = latin(bytes.subarray(at + 4, at + 8));
		ended = type === 'IEND';
		if (type === 'iTXt' || type === 'tEXt') {
			const found = await readText(type, bytes.subarray(at + 8, end));
			if (found && (found.text === undefined || contents[found.part] !== undefined))
				return { problem: found.text === undefined ? 'broken' : 'twice' };
			if (found) contents[found.part] = found.text;
		}
		at = end + 4;
	}
	return ended ? contents : { problem: 'broken' };
}

async function readText(type: 'iTXt' | 'tEXt', data: Uint8Array) {
	const keyword = data.subarray(0, MAX_KEYWORD + 1).indexOf(0);
	const part = keyword < 0 ? undefined : PARTS.get(latin(data.subarray(0, keyword)));
	if (!part) return undefined;
	if (data.length > MAX_TEXT) return { part, text: undefined };
	if (type === 'tEXt') return { part, text: latin(data.subarray(keyword + 1)) };
	const language = data.indexOf(0, keyword + 3);
	const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
	if (translated < 0) return { part, text: undefined };
	const packed = data.subarray(translated + 1);
	const bytes = data[keyword + 1] === 1 ? await unpack(packed, 'deflate', MAX_TEXT) : packed;
	return { part, text: bytes && decodeText(bytes) };
}

function latin(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

function crc32(bytes: Uint8Array): number {
	let sum = 0xffffffff;
	for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
	return (sum ^ 0xffffffff) >>> 0;
}
