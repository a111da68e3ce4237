import { expect, test } from '@jest/globals';
import { listText, peopleOf } from './people-list.js';

test('a pasted list, a table from a spreadsheet, and what else is called CSV', () => {
	expect(peopleOf('ana\r\nben\n\n  cleo ')).toEqual(['ana', 'ben', 'cleo']);
	expect(peopleOf('\uFEFFEmail;Name\r"ana@example.org";"A ""B"" C"\rben@example.org,Ben')).toEqual([
		'ana@example.org',
		'ben@example.org',
	]);
	expect(peopleOf("@ana\n'ben\n=HYPERLINK(1)\t2")).toEqual(['ana', 'ben', '=HYPERLINK(1)']);
	expect(peopleOf('"unclosed\nben')).toEqual(['unclosed', 'ben']);
	expect(peopleOf(`a\u0000n\u202ea\n${'x'.repeat(5_000)}`)).toEqual(['ana', 'x'.repeat(200)]);
	expect(peopleOf('Jose\u0301')).toEqual(['Jos\u00e9']);
	expect(peopleOf('')).toEqual([]);
});

test('a file in one of the encodings that spreadsheets write', () => {
	const table = 'Usuario;Nombre\r\nana;Ñandú\r\nben@example.org;Ben';
	const little = Buffer.from(`\uFEFF${table}`, 'utf16le');
	for (const file of [
		Buffer.from(table),
		Buffer.from(`\uFEFF${table}`),
		little,
		Buffer.from(little).swap16(),
		Buffer.from(table, 'latin1'),
	])
		expect(peopleOf(listText(file))).toEqual(['ana', 'ben@example.org']);
	expect(peopleOf(listText(Buffer.from([0xff, 0xfe, 0x61])))).toHaveLength(1);
});
