import { expect, test } from '@jest/globals';
import { effortOf, TOO_MUCH_MS } from '../../test/support/effort.js';
import { readLinkList } from './link-list.js';

test.each([
	['https://a.org/', 'a.org', '<https://a.org/>'],
	[
		'https://www.a.org/docs/Getting_started.html',
		'Getting started (a.org)',
		'<https://www.a.org/docs/Getting_started.html>',
	],
	[
		'https://www.youtube.com/watch?v=abcdefghijk',
		'youtube.com/watch',
		'<https://www.youtube.com/watch?v=abcdefghijk>',
	],
	['https://a.org/%E0%A4%', 'a.org/%E0%A4%', '<https://a.org/%E0%A4%>'],
	[
		'https://eo.wikipedia.org/wiki/Nodo_(ŝnuro)',
		'Nodo (ŝnuro) (eo.wikipedia.org)',
		'<https://eo.wikipedia.org/wiki/Nodo_(%C5%9Dnuro)>',
	],
	['Knots - https://a.org/k', 'Knots', '<https://a.org/k>'],
	['Knots – https://a.org/k.', 'Knots', '<https://a.org/k>'],
	['Knots https://a.org/k', 'Knots', '<https://a.org/k>'],
	['Knots (https://a.org/k)', 'Knots', '<https://a.org/k>'],
	['https://a.org/k: all about knots', 'all about knots', '<https://a.org/k>'],
	['[Knots *and* more](https://a.org/k "t")', 'Knots *and* more', '<https://a.org/k>'],
	['- [ ] [Knots](<https://a.org/k>), the book', 'Knots, the book', '<https://a.org/k>'],
	['1. Knots <https://a.org/k>', 'Knots', '<https://a.org/k>'],
	['Read chapter 2', 'Read chapter 2', ''],
	['مرحبا https://a.org/', 'مرحبا', '<https://a.org/>'],
])('%s', (line, title, body) => {
	expect(readLinkList(line)).toEqual({ ok: true, tasks: [{ title, body }] });
});

test('every line that cannot become a task is named, counted with the empty ones', () => {
	const long = 'x'.repeat(101);
	const list = [
		'Fine https://a.org',
		'',
		`${long} https://a.org`,
		'[x](javascript:alert(1))',
		'x data:text/html,<b>',
		`https://a.org/${'y'.repeat(2000)}`,
		'---',
	];
	expect(readLinkList(list.join('\n'))).toEqual({
		ok: false,
		problem: 'lines',
		lines: [
			{ line: 3, problem: 'title' },
			{ line: 4, problem: 'scheme' },
			{ line: 5, problem: 'scheme' },
			{ line: 6, problem: 'address' },
			{ line: 7, problem: 'title' },
		],
	});
});

test('from one line to a hundred', () => {
	const lines = (n: number) => Array.from({ length: n }, (_, i) => `Task ${i}`).join('\n\n');
	expect(readLinkList(' \n\n')).toMatchObject({ ok: false, problem: 'none' });
	expect(readLinkList(lines(100))).toMatchObject({ ok: true });
	expect(readLinkList(lines(101))).toMatchObject({ ok: false, problem: 'many' });
});

test.each([
	['marks', `a${':'.repeat(2_900)}a`],
	['full stops', `http://a${'.'.repeat(2_900)}a`],
	['open brackets', '['.repeat(2_900)],
	['open links', '[a](x'.repeat(580)],
	['one endless line', `a${':'.repeat(199_990)}a`],
])('a list made of %s is read in no time', async (_what, line) => {
	const list = Array.from({ length: Math.floor(200_000 / line.length) }, () => line).join('\n');
	expect(await effortOf(() => readLinkList(list))).toBeLessThan(TOO_MUCH_MS);
});
