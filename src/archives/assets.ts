import { posix } from 'node:path';
import { fileSlug } from './archive-text.js';

const MEDIA_TYPES = new Map(
	Object.entries({
		png: 'image/png',
		jpg: 'image/jpeg',
		jpeg: 'image/jpeg',
		gif: 'image/gif',
		webp: 'image/webp',
		avif: 'image/avif',
		pdf: 'application/pdf',
		txt: 'text/plain',
		csv: 'text/csv',
		json: 'application/json',
		zip: 'application/zip',
		epub: 'application/epub+zip',
		mp3: 'audio/mpeg',
		ogg: 'audio/ogg',
		opus: 'audio/ogg',
		wav: 'audio/wav',
		m4a: 'audio/mp4',
		mp4: 'video/mp4',
		webm: 'video/webm',
		vtt: 'text/vtt',
		odt: 'application/vnd.oasis.opendocument.text',
		ods: 'application/vnd.oasis.opendocument.spreadsheet',
		odp: 'application/vnd.oasis.opendocument.presentation',
		docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		ipynb: 'application/x-ipynb+json',
		py: 'text/x-python',
	}),
);

/** Names that the links of a text can carry as they are. */
export const ASSET_NAME = /^[\w-]{1,80}(\.[\w-]{1,10})+$/;

/** What a file is by its name, or undefined when an archive does not take such files. */
export function mediaTypeOf(path: string): string | undefined {
	return MEDIA_TYPES.get(posix.extname(path).slice(1).toLowerCase());
}

/**
 * The name of an attachment in an archive, made of its own name and its content, so that it stays the same however
 * often the course is exported and imported: `knot-1a2b3c4d.webp`. `sha256` in hexadecimal.
 */
export function assetName(path: string, sha256: string): string {
	const extension = posix.extname(path).toLowerCase();
	const mark = sha256.slice(0, 8);
	const stem = fileSlug(posix.basename(path, posix.extname(path)).replace(new RegExp(`-${mark}$`), ''));
	return `${stem || 'file'}-${mark}${extension}`;
}
