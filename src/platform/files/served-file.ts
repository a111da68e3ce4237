import { type Document, document } from '../http/reply.js';
import { byteRange } from './byte-range.js';
import type { FileContent } from './files.js';

/** What a browser says of the part of a file that it wants: its headers Range and If-Range. */
export interface Wish {
	range?: string | undefined;
	ifRange?: string | undefined;
}

/**
 * A stored file, or the part of it that a player asks for (RFC 9110, 14): 200, 206, or 416 for a part behind the end.
 * It runs nothing when it is opened by itself. `headers`: how it is cached and what it is called.
 */
export function servedFile(
	{ bytes, mediaType, sha256 }: FileContent,
	{ range, ifRange }: Wish,
	headers: Readonly<Record<'cache-control' | 'content-disposition', string>>,
): Document {
	const known = {
		...headers,
		'accept-ranges': 'bytes',
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		etag: `"${sha256}"`,
	};
	const isCurrent = ifRange === undefined || ifRange === known.etag;
	const part = isCurrent ? byteRange(range, bytes.length) : undefined;
	if (part === undefined) return document(bytes, mediaType, { headers: known });
	const isThere = part !== 'unsatisfiable';
	const place = isThere ? `${part.first}-${part.last}` : '*';
	return document(isThere ? bytes.subarray(part.first, part.last + 1) : '', mediaType, {
		status: isThere ? 206 : 416,
		headers: { ...known, 'content-range': `bytes ${place}/${bytes.length}` },
	});
}
