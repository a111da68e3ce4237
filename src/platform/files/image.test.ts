import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { encodeImage, IMAGE_BYTES_LIMIT } from './image.js';

function picture(width: number, height: number): Sharp {
	return sharp({ create: { width, height, channels: 3, background: '#c04' } });
}

async function encoded(bytes: Buffer, maxEdge = 512) {
	const image = await encodeImage(bytes, maxEdge);
	if (typeof image === 'string') throw new Error(image);
	return image;
}

describe('an uploaded picture', () => {
	test('becomes WebP no larger than asked for, never enlarged', async () => {
		const large = await encoded(await picture(1200, 600).jpeg().toBuffer());
		expect([large.width, large.height]).toEqual([512, 256]);
		expect(await sharp(large.bytes).metadata()).toMatchObject({ format: 'webp', width: 512, height: 256 });
		const small = await encoded(await picture(40, 30).png().toBuffer());
		expect([small.width, small.height]).toEqual([40, 30]);
	});

	test('is turned upright and loses what the camera noted', async () => {
		const photo = await picture(300, 100)
			.jpeg()
			.withExif({ IFD0: { Artist: 'Ana', Orientation: '6' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.toBuffer();
		expect((await sharp(photo).metadata()).exif).toBeDefined();
		const image = await encoded(photo);
		expect([image.width, image.height]).toEqual([100, 300]);
		const kept = await sharp(image.bytes).metadata();
		expect([kept.exif, kept.xmp, kept.iptc, kept.orientation]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect(image.bytes.includes('Ana')).toBe(false);
	});

	test.each(['png', 'webp', 'gif', 'avif'] as const)('may be %s', async (format) => {
		expect((await encoded(await picture(20, 10).toFormat(format).toBuffer())).width).toBe(20);
	});

	test('stands still: of an animation the first picture stays', async () => {
		const frames = await Promise.all(
			['#f00', '#00f'].map((background) =>
				sharp({ create: { width: 16, height: 16, channels: 3, background } })
					.png()
					.toBuffer(),
			),
		);
		const animation = await sharp(frames, { join: { animated: true } })
			.gif()
			.toBuffer();
		expect((await sharp(animation).metadata()).pages).toBe(2);
		const image = await encoded(animation);
		expect((await sharp(image.bytes).metadata()).pages).toBeUndefined();
		expect(image.height).toBe(16);
	});
});

describe('what is not taken as a picture', () => {
	test.each([
		['nothing', ''],
		['text', 'hello'],
		['HTML', '<!doctype html><script>alert(1)</script>'],
		[
			'SVG, which can hold scripts',
			'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
		],
		['PDF', '%PDF-1.7\n1 0 obj\n'],
		['only the first bytes of a PNG', '\x89PNG\r\n\x1a\n'],
	])('%s', async (_name, text) => {
		expect(await encodeImage(Buffer.from(text, 'latin1'), 512)).toBe('not-an-image');
	});

	test('a picture cut off half-way', async () => {
		const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
		const whole = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#fff', noise } })
			.jpeg()
			.toBuffer();
		expect(await encodeImage(whole.subarray(0, whole.length / 2), 512)).toBe('not-an-image');
	});

	test('a small file that unpacks to too many pixels', async () => {
		const bomb = await picture(8000, 6000).png({ compressionLevel: 9 }).toBuffer();
		expect(bomb.length).toBeLessThan(1_000_000);
		expect(await encodeImage(bomb, 512)).toBe('too-large');
	});

	test('too many bytes', async () => {
		expect(await encodeImage(Buffer.alloc(IMAGE_BYTES_LIMIT + 1), 512)).toBe('too-large');
	});
});
