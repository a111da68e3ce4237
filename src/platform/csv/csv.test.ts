import { expect, test } from '@jest/globals';
import { csv } from './csv.js';

const cells = (text: string) => csv([[text]]).slice(1, -2);

test('a table has a byte order mark, commas and CRLF after every line', () => {
	expect(
		csv([
			['Name', 'Done'],
			['Ñandú 🐦', 3],
		]),
	).toBe('\uFEFFName,Done\r\nÑandú 🐦,3\r\n');
});

test.each([
	['a,b', '"a,b"'],
	['say "hi"', '"say ""hi"""'],
	['two\nlines', '"two\nlines"'],
	[' space', '" space"'],
	['', ''],
])('%j is quoted where it has to be', (text, written) => {
	expect(cells(text)).toBe(written);
});

test.each(['=1+1', '+49', '-2', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")'])(
	'%j is no formula',
	(text) => {
		expect(cells(text).replace(/^"/, '')).toMatch(/^'/);
	},
);

test('nor is there one after what spreadsheets of other countries take for the end of a cell', () => {
	expect(cells('Ben;=HYPERLINK(A1)')).toBe("Ben;'=HYPERLINK(A1)");
	expect(cells('Ben\t @SUM(A1);-1')).toBe("Ben\t '@SUM(A1);'-1");
	expect(cells('one; two')).toBe('one; two');
});

test('numbers stay numbers', () => {
	expect(csv([[-1]])).toBe('\uFEFF-1\r\n');
});
