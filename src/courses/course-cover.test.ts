import { describe, expect, it } from '@jest/globals';
import { ACCENTS, coverSvg } from './course-cover.js';

describe('coverSvg', () => {
	it('draws the same cover for the same course', () => {
		expect(coverSvg(42, 'teal', 'Knots')).toBe(coverSvg(42, 'teal', 'Knots'));
	});

	it('draws another one for the next course', () => {
		const covers = Array.from({ length: 60 }, (_, seed) => coverSvg(seed, 'teal', 'Knots'));
		expect(new Set(covers).size).toBe(60);
	});

	it('has no missing colour or number, whatever the accent and pattern', () => {
		for (const accent of ACCENTS) {
			for (let seed = 0; seed < 20; seed++) {
				expect(coverSvg(seed, accent, 'Knots')).not.toMatch(/undefined|NaN|"none" stroke="none"/);
			}
		}
	});

	it('falls back to the accent of the site', () => {
		expect(coverSvg(3, 'nonsense', 'Knots')).toBe(coverSvg(3, 'spruce', 'Knots'));
	});

	it('escapes the title', () => {
		expect(coverSvg(1, 'rust', 'A & <script>"\u0000')).toContain(
			'<title>A &amp; &lt;script&gt;&quot; </title>',
		);
	});

	it('stays small', () => {
		for (let seed = 0; seed < 20; seed++) expect(coverSvg(seed, 'plum', 'Knots').length).toBeLessThan(25_000);
	});
});
