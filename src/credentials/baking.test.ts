import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { sampleReviewedAward, sampleSigningKey } from './award.sample.js';
import { bakePng, unbakePng } from './bake-png.js';
import { bakeSvg, unbakeSvg } from './bake-svg.js';
import { signDocument } from './data-integrity.js';
import { buildAssertion2 } from './open-badge-2.js';
import { buildCredential } from './open-badge-3.js';

const require = createRequire(import.meta.url);
const bakery = {
	png: require('openbadges-bakery/lib/png.js'),
	svg: require('openbadges-bakery/lib/svg.js'),
};

type Extract = (image: Buffer | string, done: (error: Error | null, data: unknown) => void) => void;
const extract = (by: Extract, image: Buffer | string) =>
	new Promise((resolve, reject) => by(image, (error, data) => (error ? reject(error) : resolve(data))));

const assertion = buildAssertion2(sampleReviewedAward);
const credential = await signDocument(buildCredential(sampleReviewedAward), sampleSigningKey, new Date());
const evidence = { type: 'KunlerniEvidence', documents: [{ note: 'a ]]> b \ufffe\uffff' }] };
const picture = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#224488' } })
	.png()
	.toBuffer();
const drawing = `<?xml version="1.0"?>\n<!-- <svg> -->\n<svg xmlns="http://www.w3.org/2000/svg" data-a=">"><circle r="4"/></svg>`;

const parsed = (baked: object) =>
	Object.fromEntries(Object.entries(baked).map(([part, text]) => [part, JSON.parse(text)]));
const count = (where: Buffer | string, what: string) => where.toString('latin1').split(what).length - 1;

describe('a baked PNG', () => {
	it('gives back both badges and is still the same picture', async () => {
		const baked = bakePng(picture, { assertion, credential });
		expect(parsed(unbakePng(baked))).toEqual({ assertion, credential });
		expect(await sharp(baked).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
	});

	it('is replaced, not added to, when it is baked again', () => {
		const once = bakePng(picture, { assertion, credential });
		const twice = bakePng(once, { assertion, credential: { ...credential, name: 'New' } });
		expect(count(twice, 'iTXtopenbadges\0')).toBe(1);
		expect(count(twice, 'iTXtopenbadgecredential\0')).toBe(1);
		expect(parsed(unbakePng(twice)).credential.name).toBe('New');
		expect(bakePng(once, {}).equals(picture)).toBe(true);
	});

	it('is read by an independent bakery', async () => {
		const text = await extract(bakery.png.extract, bakePng(picture, { assertion, credential }));
		expect(JSON.parse(String(text))).toEqual(assertion);
	});

	it('may come from elsewhere: tEXt and compressed iTXt', () => {
		const text = Buffer.from('openbadges\0https://elsewhere.example/1');
		const compressed = Buffer.concat([
			Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1'),
			deflateSync('{"a":"ř"}'),
		]);
		const withChunks = insertChunks(picture, [
			['tEXt', text],
			['iTXt', compressed],
		]);
		expect(unbakePng(withChunks)).toEqual({
			assertion: 'https://elsewhere.example/1',
			credential: '{"a":"ř"}',
		});
	});

	it('is nothing when it is no PNG or is cut off', () => {
		for (const bytes of [Buffer.alloc(0), Buffer.from('GIF89a'), picture.subarray(0, 30)]) {
			expect(unbakePng(bytes)).toEqual({});
			expect(() => bakePng(bytes, { assertion })).toThrow('not a PNG');
		}
	});
});

describe('a baked SVG', () => {
	it('gives back both badges, whatever their texts hold', () => {
		const baked = bakeSvg(drawing, { assertion, credential, evidence });
		expect(parsed(unbakeSvg(baked))).toEqual({ assertion, credential, evidence });
		expect(baked).toContain(']]\\u003e');
		expect(count(baked, ']]>')).toBe(3);
		expect(baked).not.toMatch(/[\ufffe\uffff]/);
	});

	it('is replaced, not added to, when it is baked again', () => {
		const once = bakeSvg(drawing, { assertion, credential, evidence });
		const twice = bakeSvg(once, { assertion, credential, evidence });
		expect(twice).toBe(once);
		expect(bakeSvg(once, {})).toBe(drawing);
	});

	it('is well-formed and still draws', async () => {
		const { format } = await sharp(
			Buffer.from(
				bakeSvg(drawing.replace('<svg', '<svg width="8" height="8"'), { assertion, credential, evidence }),
			),
		).metadata();
		expect(format).toBe('svg');
	});

	it('is read by an independent bakery', async () => {
		const text = await extract(bakery.svg.extract, bakeSvg(drawing, { assertion, credential }));
		expect(JSON.parse(String(text))).toEqual(assertion);
	});

	it('may come from elsewhere with only a verify attribute', () => {
		const foreign = drawing.replace(
			'<circle',
			'<openbadges:assertion verify="https://e.example/?a=1&amp;b=2"/><circle',
		);
		expect(unbakeSvg(foreign)).toEqual({ assertion: 'https://e.example/?a=1&b=2' });
	});

	it('is nothing when it holds two, or one that does not end', () => {
		const baked = bakeSvg(drawing, { credential });
		const element = /<openbadges:credential.*<\/openbadges:credential>/.exec(baked)?.[0] ?? '';
		expect(unbakeSvg(baked.replace('<circle', () => `${element}<circle`))).toEqual({ problem: 'twice' });
		expect(unbakeSvg(baked.replaceAll('</openbadges:credential>', ''))).toEqual({ problem: 'broken' });
	});

	it('is refused when it is no SVG', () => {
		for (const text of ['', '<html></html>', '<svg/>'])
			expect(() => bakeSvg(text, { assertion })).toThrow('not an SVG');
	});
});

function insertChunks(png: Buffer, chunks: [string, Buffer][]): Buffer {
	const written = chunks.map(([type, data]) => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(data.length);
		return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
	});
	return Buffer.concat([png.subarray(0, 33), ...written, png.subarray(33)]);
}
