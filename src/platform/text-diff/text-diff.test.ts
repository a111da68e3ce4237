import { expect, test } from '@jest/globals';
import { effortOf, TOO_MUCH_MS } from '../../../test/support/effort.js';
import { diffTexts, type Stretch } from './text-diff.js';

/** The two texts again, as far as they are told. */
function sides(stretches: readonly Stretch[]): [string, string] {
	const side = (gone: 'old' | 'new') =>
		stretches
			.flatMap((each) => (each.kind === 'changed' ? each.parts : []))
			.filter(({ kind }) => kind !== gone)
			.map(({ text }) => text)
			.join('');
	return [side('new'), side('old')];
}

test('equal texts have no difference', () => {
	expect(diffTexts('a\nb', 'a\nb')).toEqual([]);
	expect(diffTexts('', '')).toEqual([]);
});

test('a word that changed is told as such, with the lines around it', () => {
	const before = ['1', '2', '3', '4', '5', 'Tie a bowline.', '6', '7'].join('\n');
	expect(diffTexts(before, before.replace('bowline', 'reef knot'))).toEqual([
		{ kind: 'skipped', lines: 3 },
		{ kind: 'same', text: '4\n5' },
		{
			kind: 'changed',
			parts: [
				{ kind: 'same', text: 'Tie a ' },
				{ kind: 'old', text: 'bowline' },
				{ kind: 'new', text: 'reef knot' },
				{ kind: 'same', text: '.\n' },
			],
		},
		{ kind: 'same', text: '6\n7' },
	]);
});

test('from nothing, to nothing, and in any script', () => {
	expect(diffTexts('', 'new')).toEqual([{ kind: 'changed', parts: [{ kind: 'new', text: 'new' }] }]);
	expect(diffTexts('old', '')).toEqual([{ kind: 'changed', parts: [{ kind: 'old', text: 'old' }] }]);
	for (const [before, after] of [
		['مرحبا بالعالم', 'مرحبا يا عالم'],
		['👩‍💻 eats', '👩‍🍳 cooks'],
		['a  b', 'a b'],
	] as const)
		expect(sides(diffTexts(before, after))).toEqual([before, after]);
});

test('long texts without anything in common come to an end, and nothing of them is missing', async () => {
	const text = (seed: number) => Array.from({ length: 9_000 }, (_, n) => `w${(n * seed) % 8_999}`).join(' ');
	const [before, after] = [text(7), text(4_001).replaceAll('w', 'v')];
	const lines = [before, after].map((each) => each.replaceAll(' ', '\n')) as [string, string];
	const compare = () => {
		expect(sides(diffTexts(before, after))).toEqual([before, after]);
		expect(sides(diffTexts(...lines))).toEqual(lines);
	};
	expect(await effortOf(compare)).toBeLessThan(TOO_MUCH_MS);
});
