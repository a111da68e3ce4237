const BOM = '\uFEFF';
/** Spreadsheets take a cell that begins like this for a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r\n]/;
/** The same after a semicolon or a tab: where numbers have a decimal comma, those end a cell. */
const FORMULA_INSIDE = /([;\t]\s*)(?=[=+\-@])/g;

function cell(value: string | number): string {
	if (typeof value === 'number') return String(value);
	const text = (FORMULA.test(value) ? `'${value}` : value).replace(FORMULA_INSIDE, "$1'");
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV after RFC 4180: commas, CRLF after each line, quotes where they are needed. It begins with a byte
 * order mark, without which spreadsheets misread UTF-8. A text that looks like a formula gets an apostrophe before it.
 */
export function csv(table: readonly (readonly (string | number)[])[]): string {
	return BOM + table.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
