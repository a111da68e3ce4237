import { expect, test } from '@jest/globals';
import { Shared, SharedHtml } from './shared.js';

test('a part is made once for the same rows, name and way, and anew for any other', () => {
	const html = new SharedHtml();
	const made: string[] = [];
	const [rows, facts] = [{}, {}];
	const show = (name: string, from: Shared['from'], way = '') =>
		html.of(name, new Shared(from, () => ({ way }), way), () => {
			made.push(`${name} ${way}`);
			return `${name} ${way} ${made.length}`;
		});
	expect(show('talk', [rows, facts])).toBe('talk  1');
	expect(show('talk', [rows, facts])).toBe('talk  1');
	expect(show('talk', [rows, facts], 'may post')).toBe('talk may post 2');
	expect(show('aside', [rows, facts])).toBe('aside  3');
	expect(show('talk', [rows, {}])).toBe('talk  4');
	expect(show('talk', [{}, facts])).toBe('talk  5');
	expect(show('talk', [rows])).toBe('talk  6');
});
