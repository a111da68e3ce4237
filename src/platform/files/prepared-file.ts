import { DOCUMENT_BYTES_LIMIT, documentType } from './document.js';
import { encodeImage, plainImage } from './image.js';

/**
 * A file as it will be kept: checked, and drawn anew if it is a picture. Drawing takes up to seconds, so it is done
 * before a transaction begins and not in it.
 */
export interface PreparedFile {
	bytes: Buffer;
	mediaType: string;
	/** In pixels; null for what is no picture. */
	width: number | null;
	height: number | null;
}

/** An uploaded picture as WebP with its longer edge at most `maxEdge` pixels; the original is not kept. */
export async function preparedImage(
	bytes: Buffer,
	maxEdge: number,
): Promise<PreparedFile | 'not-an-image' | 'too-large'> {
	const image = await encodeImage(bytes, maxEdge);
	return typeof image === 'string' ? image : { ...image, mediaType: 'image/webp' };
}

/** As preparedImage, but a picture that was drawn by a site like this keeps its bytes, so that it can travel on unchanged. */
export async function adoptedImage(
	bytes: Buffer,
	maxEdge: number,
): Promise<PreparedFile | 'not-an-image' | 'too-large'> {
	const image = await plainImage(bytes);
	return image ? { ...image, mediaType: 'image/webp' } : preparedImage(bytes, maxEdge);
}

/**
 * An uploaded document as it is, if its bytes are of a type on the list (see documentType). It is only ever served as a
 * download.
 */
export async function preparedDocument(
	bytes: Buffer,
	name: string,
): Promise<PreparedFile | 'not-allowed' | 'too-large'> {
	if (bytes.length > DOCUMENT_BYTES_LIMIT) return 'too-large';
	const mediaType = await documentType(bytes, name);
	return mediaType === undefined ? 'not-allowed' : { bytes, mediaType, width: null, height: null };
}

/** A document if it is one, else a picture. */
export async function preparedUpload(
	{ bytes, name }: { bytes: Buffer; name: string },
	maxEdge: number,
): Promise<PreparedFile | 'not-allowed' | 'too-large'> {
	const document = await preparedDocument(bytes, name);
	if (document !== 'not-allowed') return document;
	const image = await preparedImage(bytes, maxEdge);
	return image === 'not-an-image' ? 'not-allowed' : image;
}
