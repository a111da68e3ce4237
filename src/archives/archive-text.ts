import { ArchiveProblem } from './archive-note.js';
import { LIMITS } from './course-archive.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file: UTF-8 with or without a byte order mark, line ends as `\n`. */
export function textOf(bytes: Buffer, file: string, limit: number = LIMITS.text): string {
	if (bytes.length > limit) throw new ArchiveProblem('text-long', file, { limit });
	const text = normalText(decoded(bytes, file));
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the database takes no NUL.
	if (/\u0000/.test(text)) throw new ArchiveProblem('control-character', file);
	return text;
}

function decoded(bytes: Buffer, file: string): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw new ArchiveProblem('encoding', file);
	}
}

/** The one form in which a text is kept: no byte order mark before it, line ends as `\n`. */
export function normalText(text: string): string {
	return text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
}

/** A text as one line without control characters. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Cut to `limit` UTF-16 code units, never inside a character. */
export function cut(text: string, limit: number): string {
	if (text.length <= limit) return text;
	let short = '';
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		if (short.length + segment.length >= limit) break;
		short += segment;
	}
	return `${short.trimEnd()}…`;
}

/** The ASCII letters and digits of a text for a file name; may be ''. */
export function fileSlug(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 50)
		.replace(/^-+|-+$/g, '');
}
