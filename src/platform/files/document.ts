import { fileTypeFromBuffer } from 'file-type';

/** Largest document in bytes. */
export const DOCUMENT_BYTES_LIMIT = 10 * 1024 * 1024;

/** What a document may be: the ending that its name gets, by what its bytes are. */
const endings: Readonly<Record<string, string>> = {
	'application/pdf': 'pdf',
	'application/zip': 'zip',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.presentation': 'odp',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'text/plain': 'txt',
	'text/csv': 'csv',
};

/** Other names of the same types. */
const recoded: Readonly<Record<string, string>> = {
	'audio/ogg; codecs=opus': 'audio/ogg',
};

/** The endings that somebody may send, for the file dialogue and the help beside it. */
export const DOCUMENT_ENDINGS: readonly string[] = [...new Set(Object.values(endings))];

/**
 * What an uploaded document is, told by its bytes; only of plain text the name says whether it is a table.
 * Undefined for anything that is not on the list, such as programs, pages and SVG.
 */
export async function documentType(bytes: Buffer, name: string): Promise<string | undefined> {
	const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
	if (type) {
		const mediaType = recoded[type.mime] ?? type.mime;
		return endings[mediaType] && mediaType;
	}
	if (!/\.(txt|csv|md)$/i.test(name) || !isText(bytes)) return undefined;
	return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/** The name with the ending of what the file is, in characters that every disk takes; at most 80 of them. */
export function documentName(name: string, mediaType: string): string {
	const ending = mediaType.startsWith('image/') ? 'webp' : (endings[mediaType] ?? 'bin');
	const stem = name
		.replace(/\.[^.]{0,10}$/, '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 70);
	return `${stem || 'file'}.${ending}`;
}

function isText(bytes: Buffer): boolean {
	if (bytes.includes(0)) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
