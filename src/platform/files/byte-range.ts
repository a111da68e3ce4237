export interface ByteRange {
	/** First and last byte, counted from 0; both belong to it. */
	first: number;
	last: number;
}

/**
 * The one range of bytes that a Range header asks for in a file of `size` bytes (RFC 9110, 14.1.2). Undefined where the
 * whole file is the answer: no header, several ranges, other units, or something that is no range at all.
 * 'unsatisfiable' for one that begins behind the end.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
	const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
	if (!from && !to) return undefined;
	const first = from ? Number(from) : Math.max(0, size - Number(to));
	const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
	if (from && to && Number(to) < first) return undefined;
	return first <= last ? { first, last } : 'unsatisfiable';
}
