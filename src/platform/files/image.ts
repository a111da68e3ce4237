import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

/** Largest upload in bytes. */
export const IMAGE_BYTES_LIMIT = 5 * 1024 * 1024;
/** Largest picture in pixels: a small file may unpack to gigabytes. */
export const IMAGE_PIXEL_LIMIT = 40_000_000;

const readable = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif']);

export interface EncodedImage {
	bytes: Buffer;
	width: number;
	height: number;
}

/** The picture as it is, if it is a WebP such as encodeImage draws: upright, one picture, without the camera's notes. */
export async function plainImage(bytes: Buffer): Promise<EncodedImage | undefined> {
	if (bytes.length > IMAGE_BYTES_LIMIT) return undefined;
	const input = { limitInputPixels: IMAGE_PIXEL_LIMIT, failOn: 'error' } as const;
	const facts = await sharp(bytes, input)
		.metadata()
		.catch(() => undefined);
	if (facts?.format !== 'webp' || (facts.pages ?? 1) > 1) return undefined;
	if (facts.exif || facts.xmp || facts.icc || facts.orientation) return undefined;
	const isWhole = await sharp(bytes, input)
		.timeout({ seconds: 20 })
		.stats()
		.then(
			() => true,
			() => false,
		);
	return isWhole ? { bytes, width: facts.width, height: facts.height } : undefined;
}

/**
 * Draws an uploaded picture anew as WebP: turned upright, its longer edge at most `maxEdge` pixels, without the
 * camera's notes (place, time, owner); of an animation only the first picture. What it is shows in its bytes, not in its name.
 */
export async function encodeImage(
	bytes: Buffer,
	maxEdge: number,
): Promise<EncodedImage | 'not-an-image' | 'too-large'> {
	if (bytes.length > IMAGE_BYTES_LIMIT) return 'too-large';
	const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
	if (!type || !readable.has(type.mime)) return 'not-an-image';
	const input = { limitInputPixels: false, failOn: 'error', pages: 1 } as const;
	const size = await sharp(bytes, input)
		.metadata()
		.catch(() => undefined);
	if (!size) return 'not-an-image';
	if (size.width * size.height > IMAGE_PIXEL_LIMIT) return 'too-large';
	const drawn = await sharp(bytes, { ...input, limitInputPixels: IMAGE_PIXEL_LIMIT })
		.autoOrient()
		.resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 82 })
		.timeout({ seconds: 20 })
		.toBuffer({ resolveWithObject: true })
		.catch(() => undefined);
	if (!drawn) return 'not-an-image';
	return { bytes: drawn.data, width: drawn.info.width, height: drawn.info.height };
}
