import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { BADGE_ICONS, drawableText, iconShapes } from './badge-icons.js';
import { BADGE_COLOURS, type BadgeDesign, badgePicture, titled } from './badge-picture.js';
import { BADGE_SHAPES } from './badge-shapes.js';
import { bakeSvg, unbakeSvg } from './bake-svg.js';
import { svgToPng } from './svg-to-png.js';

const design: BadgeDesign = { shape: 'shield', colour: 'sky', icon: 'anchor', title: 'Basic <Knots> & more' };

describe('a badge picture', () => {
	it('is the same for the same design and another for each other design', () => {
		expect(badgePicture(design)).toBe(badgePicture({ ...design }));
		const pictures = BADGE_SHAPES.flatMap((shape) =>
			BADGE_COLOURS.map((colour) => badgePicture({ ...design, shape, colour })),
		);
		expect(new Set(pictures).size).toBe(BADGE_SHAPES.length * BADGE_COLOURS.length);
	});

	it('has its title escaped, and neither text, script nor style', () => {
		const svg = badgePicture(design);
		expect(svg).toContain('<title>Basic &lt;Knots&gt; &amp; more</title>');
		expect(svg).not.toMatch(/<(text|script|style|image)|\son|style=|NaN|undefined/);
	});

	it('is drawn whatever it is called, also by letters that XML has in no form', () => {
		const title = 'A\uffff\ufffe\u0001\u000b\ud800 star 🌟';
		expect(badgePicture({ ...design, title })).toContain('<title>A star 🌟</title>');
		for (const svg of [badgePicture({ ...design, title }), titled(badgePicture(design), title)])
			expect(svgToPng(svg, 32).length).toBeGreaterThan(100);
	});

	it.each(BADGE_SHAPES)('a %s is drawn inside its box on a transparent ground', async (shape) => {
		const png = svgToPng(badgePicture({ ...design, shape }), 128);
		const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height, info.channels]).toEqual([128, 128, 4]);
		const opacity = (x: number, y: number) => data[(y * 128 + x) * 4 + 3];
		for (let at = 0; at < 128; at++)
			expect([opacity(at, 0), opacity(0, at), opacity(127, at)]).toEqual([0, 0, 0]);
		expect(opacity(64, 40)).toBe(255);
	});

	it('has a drawing for every icon', () => {
		for (const icon of BADGE_ICONS)
			expect(iconShapes(icon)).toMatch(/^(<(path|circle|rect|line|ellipse) [^>]*\/>)+$/);
	});

	it('shows a monogram of one or two letters, and a star where it knows none', () => {
		const drawn = (icon: string) => badgePicture({ ...design, icon });
		expect(drawn('é8')).toBe(drawn('E8'));
		expect(drawn('a')).not.toBe(drawn('ab'));
		expect(drawn('ab')).toBe(drawn('abc'));
		expect(drawn('中')).toBe(drawn('star'));
	});

	it('can be baked', () => {
		const assertion = { id: 'https://learn.example/ob2/assertions/1' };
		const baked = bakeSvg(badgePicture(design), { assertion });
		expect(JSON.parse(unbakeSvg(baked).assertion ?? '')).toEqual(assertion);
		expect(svgToPng(baked, 128)).toEqual(svgToPng(badgePicture(design), 128));
	});
});

describe('the ribbon', () => {
	it('keeps the drawing of pictures without words, and has a second colour', () => {
		expect(badgePicture({ ...design, ribbonColour: '', ribbonText: ' ' })).toBe(badgePicture(design));
		const colours = BADGE_COLOURS.map((ribbonColour) => badgePicture({ ...design, ribbonColour }));
		expect(new Set(colours).size).toBe(BADGE_COLOURS.length);
	});

	it.each(BADGE_SHAPES)('spells words in strokes on a %s, and the words show in pixels', (shape) => {
		const spelled = (ribbonText: string) => badgePicture({ ...design, shape, ribbonText });
		expect(spelled('Wébb 10')).toBe(spelled('WEBB 10'));
		expect(spelled('WEB')).not.toMatch(/<text|NaN|undefined/);
		expect(svgToPng(spelled('WEB'), 128)).not.toEqual(svgToPng(spelled('WEP'), 128));
	});

	it('knows what it can spell', () => {
		expect(drawableText('Año 2026')).toBe('ANO 2026');
		for (const other of ['веб', '网', 'A&B', 'a\nb']) expect(drawableText(other)).toBeUndefined();
	});
});
