import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { cleanSvg, SVG_BYTES_LIMIT } from './svg-picture.js';
import { uploadedPicture } from './uploaded-picture.js';

const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, attributes = '') =>
	Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" ${attributes}>${inside}</svg>`);
const RECT = '<rect width="9" height="9" fill="red"/>';
const many = (count: number, one: string) => one.repeat(count);

/** Each draws something too: only the hostile part may be the reason. */
const HOSTILE: readonly [name: string, bytes: Buffer, problem: string][] = [
	['a script', svg(`${RECT}<script>alert(1)</script>`), 'script'],
	['a script in capitals', svg(`${RECT}<SCRIPT>alert(1)</SCRIPT>`), 'script'],
	['a script by another prefix', svg(`${RECT}<s:script xmlns:s="http://www.w3.org/2000/svg"/>`), 'script'],
	['a script from elsewhere', svg(`${RECT}<script href="https://evil.example/x.js"/>`), 'script'],
	['a script hidden in notes', svg(`${RECT}<metadata><script>1</script></metadata>`), 'script'],
	['an event handler', svg(RECT, 'onload="alert(1)"'), 'script'],
	['an event handler in odd letters', svg('<rect width="9" height="9" oNcLiCk="alert(1)"/>'), 'script'],
	['an event handler with a prefix', svg('<rect width="9" height="9" svg:onclick="1"/>'), 'script'],
	[
		'a page inside',
		svg(`${RECT}<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`),
		'script',
	],
	['a frame', svg(`${RECT}<iframe src="https://evil.example"/>`), 'script'],
	['a link', svg(`<a href="https://evil.example">${RECT}</a>`), 'outside'],
	['a picture from elsewhere', svg(`${RECT}<image href="https://evil.example/a.png"/>`), 'outside'],
	['a picture of a file', svg(`${RECT}<image ${XLINK} xlink:href="file:///etc/passwd"/>`), 'outside'],
	['a picture in a picture', svg(`${RECT}<image href="data:image/svg+xml;base64,PHN2Zz4="/>`), 'outside'],
	['use of elsewhere', svg(`${RECT}<use href="https://evil.example/a.svg#x"/>`), 'outside'],
	['use of elsewhere by xlink', svg(`${RECT}<use ${XLINK} xlink:href="//evil.example/a.svg#x"/>`), 'outside'],
	['use of data', svg(`${RECT}<use href="data:image/svg+xml,x#x"/>`), 'outside'],
	['use of a script', svg(`${RECT}<use href="javascript:alert(1)"/>`), 'outside'],
	['use of a script in entities', svg(`${RECT}<use href="java&#115;cript:alert(1)"/>`), 'outside'],
	['a gradient of elsewhere', svg(`<linearGradient id="a" href="b.svg#x"/>${RECT}`), 'outside'],
	['paint of elsewhere', svg('<rect width="9" height="9" fill="url(https://evil.example/#a)"/>'), 'outside'],
	[
		'paint of elsewhere, escaped',
		svg('<rect width="9" height="9" fill="u\\72l(//evil.example)"/>'),
		'outside',
	],
	['a style from elsewhere', svg('<rect width="9" height="9" style="fill:url(//evil.example)"/>'), 'outside'],
	['a style with an import', svg(`<style>@import url(https://evil.example)</style>${RECT}`), 'style'],
	[
		'a style sheet',
		Buffer.from(`<?xml-stylesheet href="//evil.example"?>${svg(RECT).toString()}`),
		'outside',
	],
	['a base from elsewhere', svg(RECT, 'xml:base="https://evil.example/"'), 'outside'],
	['entities', Buffer.from(`<!DOCTYPE svg [<!ENTITY a "aaa">]>${svg(RECT).toString()}`), 'entities'],
	[
		'an entity of a file',
		Buffer.from(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('&x;').toString()}`),
		'entities',
	],
	['an entity alone', Buffer.from(`${svg(RECT).toString()}<!ENTITY x "y">`), 'entities'],
	[
		'animation',
		svg('<rect width="9" height="9"><animate attributeName="x" to="5" dur="1s"/></rect>'),
		'animation',
	],
	['an animated link', svg(`<g><set attributeName="href" to="javascript:1"/>${RECT}</g>`), 'animation'],
	['text', svg('<text x="1" y="5">Hi</text>'), 'text'],
	['a filter', svg(`<filter id="f"><feFlood/></filter>${RECT}`), 'element'],
	['a mask', svg(`<mask id="m">${RECT}</mask>${RECT}`), 'element'],
	['a page in a picture', svg(`${RECT}<html/>`), 'element'],
	['a picture twice', svg(`<svg>${RECT}</svg>`), 'element'],
	['a second root', Buffer.concat([svg(RECT), svg(RECT)]), 'element'],
	['use of itself', svg(`<g id="a">${RECT}<use href="#a"/></g>`), 'too-complex'],
	[
		'use of use',
		svg(`<g id="a">${RECT}</g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>`),
		'too-complex',
	],
	['much use', svg(`<g id="a">${many(100, RECT)}</g>${many(30, '<use href="#a"/>')}`), 'too-complex'],
	[
		'a clipped clip',
		svg(`<clipPath id="a"><rect width="9" height="9" clip-path="url(#b)"/></clipPath>${RECT}`),
		'too-complex',
	],
	['many elements', svg(many(2_001, '<g/>')), 'too-complex'],
	['depth', svg(many(50, '<g>') + RECT + many(50, '</g>')), 'too-complex'],
	['many bytes', svg(`<path d="${'M0 0'.repeat(SVG_BYTES_LIMIT / 4)}"/>`), 'too-large'],
	['no size', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${RECT}</svg>`), 'no-size'],
	['an endless size', Buffer.from('<svg viewBox="0 0 1e999 5"><g/></svg>'), 'no-size'],
	['a web page', Buffer.from('<!doctype html><html><body>Hi</body></html>'), 'not-svg'],
	['another encoding', Buffer.from(svg(RECT).toString(), 'utf16le'), 'not-svg'],
];

describe('an uploaded SVG', () => {
	it.each(HOSTILE)('with %s is refused', (_name, bytes, problem) => {
		expect(cleanSvg(bytes)).toBe(problem);
	});

	it('keeps what draws and leaves out the notes of its editor', () => {
		const original = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">
			<!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://ink.example/ns" ${XLINK}
			width="20px" height="10" ink:version="1 <2&quot;"><title>Old</title><metadata><ink:by>Me</ink:by></metadata>
			<ink:view zoom="3"/><defs><linearGradient id="g"><stop offset="0" style="stop-color:#f00; -ink-x:y"/></linearGradient>
			<g id="dot"><circle r="2" class="a" data-x="1"/></g></defs>
			<rect ink:label="a" width="9" height="9" fill="url('#g')"/><use xlink:href="#dot" x="15" y="5"/></svg>`;
		expect(cleanSvg(Buffer.from(original))).toEqual({
			svg: [
				'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="512" height="512" role="img"><title></title>',
				'<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient>',
				'<g id="dot"><circle r="2"/></g></defs>',
				'<rect width="9" height="9" fill="url(#g)"/><use href="#dot" x="15" y="5"/></svg>',
			].join(''),
		});
	});

	it('that breaks off or closes wrongly comes out whole', () => {
		for (const inside of ['<g><rect width="9" height="9"', '<g><rect width="9" height="9"></g></rect><g>'])
			expect(cleanSvg(svg(inside))).toEqual({ svg: expect.stringMatching(/<\/svg>$|<\/title><\/svg>$/) });
	});

	it('is drawn as a PNG of 512 × 512', async () => {
		const picture = await uploadedPicture(svg(RECT));
		if (typeof picture === 'string') throw new Error(picture);
		expect(await sharp(picture.png).metadata()).toMatchObject({ format: 'png', width: 512, height: 512 });
	});

	it('that would keep a processor busy for minutes is given up', async () => {
		const curves = Array.from(
			{ length: 4_000 },
			(_, n) => `C${n % 100} 999999 -99999 ${n % 77} ${n % 91} 50`,
		);
		const lines = Array.from(
			{ length: 1_900 },
			(_, n) => `<path d="M0 ${n % 10}H10" stroke="red" stroke-dasharray=".001"/>`,
		);
		for (const inside of [
			`<path d="M0 0${curves.join('')}" stroke="red" stroke-width="30" stroke-linejoin="round"/>`,
			lines.join(''),
		])
			expect(await uploadedPicture(svg(inside))).toBe('svg-too-complex');
	});

	it('with nothing to see is refused', async () => {
		expect(await uploadedPicture(svg('<g/>'))).toBe('empty');
	});
});

describe('an uploaded PNG', () => {
	const png = (width: number, height: number, alpha = 1) =>
		sharp({ create: { width, height, channels: 4, background: { r: 200, g: 0, b: 0, alpha } } })
			.png()
			.withExif({ IFD0: { Artist: 'Ana' } })
			.toBuffer();

	it('is drawn anew, whole, on a transparent ground, without notes', async () => {
		const picture = await uploadedPicture(await png(1024, 512));
		if (typeof picture === 'string') throw new Error(picture);
		const { data, info } = await sharp(picture.png).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height, info.channels]).toEqual([512, 512, 4]);
		expect([data[3], data[(256 * 512 + 256) * 4 + 3]]).toEqual([0, 255]);
		expect(picture.png.includes('Ana')).toBe(false);
		expect(picture.svg).toContain(`href="data:image/png;base64,${picture.png.toString('base64')}"`);
	});

	it('of wrong sizes, broken, or something else is refused', async () => {
		const whole = await png(600, 600);
		const jpeg = await sharp(whole).jpeg().toBuffer();
		const cases: [Buffer, string][] = [
			[await png(80, 400), 'too-small'],
			[await png(8000, 2100), 'too-large'],
			[await png(200, 200, 0), 'empty'],
			[whole.subarray(0, whole.length / 2), 'not-a-picture'],
			[Buffer.concat([whole.subarray(0, 60), Buffer.from('x'.repeat(200))]), 'not-a-picture'],
			[jpeg, 'not-a-picture'],
			[Buffer.from('hello'), 'not-a-picture'],
			[Buffer.alloc(2 * 1024 * 1024 + 1), 'too-large'],
		];
		for (const [bytes, problem] of cases) expect(await uploadedPicture(bytes)).toBe(problem);
	});
});
