/** People in one list. */
export const LIST_LIMIT = 2_000;
const LINE_LIMIT = 200;
const HEADINGS = new Set(['username', 'user', 'name', 'email', 'e-mail', 'mail', 'usuario', 'correo']);

/**
 * The people of a pasted list or a CSV file, one a line: the first cell, whatever the separator. A heading, empty lines
 * and what spreadsheets put around a text are left out.
 */
export function peopleOf(text: string): string[] {
	const lines = text
		.replace(/^\uFEFF/, '')
		.split(/\r\n|\r|\n/)
		.map(firstCell)
		.filter(Boolean);
	const [first = ''] = lines;
	return HEADINGS.has(first.toLowerCase()) ? lines.slice(1) : lines;
}

/** What is in such a file: UTF-8, or the UTF-16 that some spreadsheets write, which begins with a byte order mark. */
export function listText(file: Buffer): string {
	const mark = file.toString('hex', 0, 2);
	const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
	return new TextDecoder(encoding).decode(file);
}

function firstCell(line: string): string {
	const [, quoted, bare] = /^\s*(?:"((?:[^"]|"")*)"?|([^,;\t]*))/.exec(line.slice(0, 4 * LINE_LIMIT)) ?? [];
	const cell = quoted?.replaceAll('""', '"') ?? bare ?? '';
	// As usernames are: some systems write an accent as a character of its own.
	return cell
		.normalize('NFKC')
		.replace(/[\p{Cc}\p{Cf}]/gu, '')
		.trim()
		.replace(/^[@']/, '')
		.slice(0, LINE_LIMIT);
}
