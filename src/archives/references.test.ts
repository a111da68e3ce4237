import { expect, test } from '@jest/globals';
import { assetsIn, toArchiveLinks, toSiteLinks } from './references.js';

const lineage = '6f1f1f0e-3a55-4a5e-9f3e-0d9c2f6f7a11';

const here = {
	slug: 'knots',
	assetOf: (id: string) => ({ 'f-1': 'knot-0a0a0a0a.webp' })[id],
	lineageOf: (id: number) => (id === 7 ? lineage : undefined),
};
const there = {
	slug: 'knots-2',
	fileUrlOf: (name: string) => (name === 'knot-0a0a0a0a.webp' ? '/files/f-9/image.webp' : undefined),
	taskIdOf: (id: string) => (id === lineage ? 70 : undefined),
};

test.each([
	['![k](/files/f-1/image.webp)', '![k](assets/knot-0a0a0a0a.webp)', '![k](/files/f-9/image.webp)'],
	['see /files/f-1/image.webp.', 'see assets/knot-0a0a0a0a.webp.', 'see /files/f-9/image.webp.'],
	['[n](/courses/knots/tasks/7#end)', `[n](task:${lineage}#end)`, '[n](/courses/knots-2/tasks/70#end)'],
	['[n](</courses/knots> "t")', '[n](<course:about> "t")', '[n](</courses/knots-2> "t")'],
])('%s goes out and comes in with the addresses of its new home', (before, archived, after) => {
	expect(toArchiveLinks(before, here)).toBe(archived);
	expect(toSiteLinks(archived, there)).toBe(after);
});

test.each([
	'![k](/files/f-2/image.webp)',
	'https://elsewhere.example/files/f-1/image.webp',
	'https://elsewhere.example/courses/knots/tasks/7',
	'/courses/knots/tasks/8',
	'/courses/knots/people',
	'/courses/knots-and-more',
	'/courses/ropes/tasks/7',
])('%s is not of this course and stays', (text) => {
	expect(toArchiveLinks(text, here)).toBe(text);
});

test.each([
	'assets/gone-00000000.png',
	'my-assets/knot-0a0a0a0a.webp',
	'https://x.example/assets/knot-0a0a0a0a.webp',
	`subtask:${lineage}`,
	'task:6f1f1f0e-3a55-4a5e-9f3e-000000000000',
	'course:aboutness',
])('%s is no reference and stays', (text) => {
	expect(toSiteLinks(text, there)).toBe(text);
});

test('the assets of a text are those that it links to', () => {
	expect(assetsIn('![a](assets/a-1.png) [b](<assets/b-2.pdf>) `assets/c-3.png`')).toEqual([
		'a-1.png',
		'b-2.pdf',
	]);
});
