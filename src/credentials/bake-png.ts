import { crc32, inflateSync } from 'node:zlib';
import type { Baking } from './baking.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORDS = {
	assertion: 'openbadges',
	credential: 'openbadgecredential',
	evidence: 'kunlerni-evidence',
} as const;
const MAX_TEXT = 2 * 1024 * 1024;

interface Chunk {
	type: string;
	data: Buffer;
}

/**
 * A copy of a PNG with the badge in `iTXt` chunks, uncompressed: keyword `openbadges` for Open Badges 2.0 and
 * `openbadgecredential` for 3.0, `kunlerni-evidence` for what the issuer's site says. Whatever was baked before is replaced. Throws an Error when it is no PNG.
 */
export function bakePng(png: Buffer, baking: Baking): Buffer {
	const chunks = readChunks(png);
	if (!chunks) throw new Error('This is not a PNG picture');
	const kept = chunks.filter((chunk) => !isBaked(chunk));
	const texts: Chunk[] = [];
	for (const part of ['assertion', 'credential', 'evidence'] as const) {
		const value = baking[part];
		if (value) texts.push(textChunk(KEYWORDS[part], JSON.stringify(value)));
	}
	const [header, ...rest] = kept;
	return Buffer.concat([SIGNATURE, ...[...(header ? [header] : []), ...texts, ...rest].map(writeChunk)]);
}

/** The texts baked into a PNG (JSON, a URL or a JWT, whoever made it); empty when it is no PNG or holds none. */
export function unbakePng(png: Buffer): { assertion?: string; credential?: string; evidence?: string } {
	const found: ReturnType<typeof unbakePng> = {};
	for (const chunk of readChunks(png) ?? []) {
		const part = isBaked(chunk);
		const text = part && readText(chunk);
		if (part && text !== undefined) found[part] ??= text;
	}
	return found;
}

function readChunks(png: Buffer): Chunk[] | undefined {
	if (!png.subarray(0, 8).equals(SIGNATURE)) return undefined;
	const chunks: Chunk[] = [];
	for (let at = 8; at < png.length; ) {
		if (at + 12 > png.length) return undefined;
		const end = at + 8 + png.readUInt32BE(at);
		if (end + 4 > png.length) return undefined;
		chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
		at = end + 4;
	}
	return chunks[0]?.type === 'IHDR' ? chunks : undefined;
}

function writeChunk({ type, data }: Chunk): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	const check = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** keyword, 0, compression flag 0, method 0, empty language, 0, empty translated keyword, 0, UTF-8 text. */
function textChunk(keyword: string, text: string): Chunk {
	const head = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.alloc(5)]);
	return { type: 'iTXt', data: Buffer.concat([head, Buffer.from(text, 'utf8')]) };
}

function isBaked({ type, data }: Chunk): keyof typeof KEYWORDS | undefined {
	if (type !== 'iTXt' && type !== 'tEXt') return undefined;
	const keyword = data.toString('latin1', 0, Math.max(0, data.indexOf(0)));
	const parts = ['assertion', 'credential', 'evidence'] as const;
	return parts.find((part) => KEYWORDS[part] === keyword);
}

function readText({ type, data }: Chunk): string | undefined {
	const keywordEnd = data.indexOf(0);
	if (type === 'tEXt') return data.toString('latin1', keywordEnd + 1);
	const languageEnd = data.indexOf(0, keywordEnd + 3);
	const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
	if (translatedEnd < 0) return undefined;
	const text = data.subarray(translatedEnd + 1);
	if (data[keywordEnd + 1] !== 1) return text.toString('utf8');
	try {
		return inflateSync(text, { maxOutputLength: MAX_TEXT }).toString('utf8');
	} catch {
		return undefined;
	}
}
