import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { UploadedPicture } from '../badges/badge-drafts.service.js';
import { drawnSvg } from './drawn-svg.js';
import { cleanSvg } from './svg-picture.js';
import type { SvgProblem } from './svg-vocabulary.js';

/** Largest PNG in bytes and in pixels; shortest edge in pixels. */
export const PNG_BYTES_LIMIT = 2 * 1024 * 1024;
const PIXELS = 16_000_000;
const EDGE = 90;
const SIZE = 512;

export type PictureProblem = `svg-${SvgProblem}` | 'not-a-picture' | 'too-large' | 'too-small' | 'empty';

/**
 * A badge's picture out of an uploaded PNG or SVG, told apart by their bytes: as an SVG to bake credentials into and
 * as a PNG of 512 × 512, both made by us. A PNG becomes an SVG that holds it.
 */
export async function uploadedPicture(bytes: Buffer): Promise<UploadedPicture | PictureProblem> {
	if (bytes.length > PNG_BYTES_LIMIT) return 'too-large';
	const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
	if (type?.mime === 'image/png' || type?.mime === 'image/apng') return fromPng(bytes);
	if (type && !/xml|svg/.test(type.mime)) return 'not-a-picture';
	return bytes.includes('<') ? fromSvg(bytes) : 'not-a-picture';
}

async function fromPng(bytes: Buffer): Promise<UploadedPicture | PictureProblem> {
	const input = { limitInputPixels: false, failOn: 'error' } as const;
	const facts = await sharp(bytes, input)
		.metadata()
		.catch(() => undefined);
	if (!facts) return 'not-a-picture';
	if (facts.width * facts.height > PIXELS) return 'too-large';
	if (Math.min(facts.width, facts.height) < EDGE) return 'too-small';
	const png = await sharp(bytes, { ...input, limitInputPixels: PIXELS })
		.resize({ width: SIZE, height: SIZE, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
		.ensureAlpha()
		.png({ compressionLevel: 9 })
		.timeout({ seconds: 20 })
		.toBuffer()
		.catch(() => undefined);
	if (!png) return 'not-a-picture';
	if (await isEmpty(png)) return 'empty';
	const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img">`;
	const image = `<image width="${SIZE}" height="${SIZE}" href="data:image/png;base64,${png.toString('base64')}"/>`;
	return { svg: `${head}<title></title>${image}</svg>`, png };
}

async function fromSvg(bytes: Buffer): Promise<UploadedPicture | PictureProblem> {
	const clean = cleanSvg(bytes);
	if (typeof clean === 'string') return `svg-${clean}`;
	const drawn = await drawnSvg(clean.svg, SIZE);
	if (!drawn) return 'svg-too-complex';
	const png = await sharp(drawn).png({ compressionLevel: 9 }).toBuffer();
	return (await isEmpty(png)) ? 'empty' : { svg: clean.svg, png };
}

/** Nothing can be seen on it. */
async function isEmpty(png: Buffer): Promise<boolean> {
	const { channels } = await sharp(png).stats();
	return channels[3]?.max === 0;
}
