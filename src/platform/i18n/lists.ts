import type { Locale } from './i18n.js';

const formats = new Map<Locale, Intl.ListFormat>();

/** "Ana, Ben and Cleo" in the reader's language. */
export function listText(items: readonly string[], locale: Locale): string {
	let format = formats.get(locale);
	if (!format) {
		format = new Intl.ListFormat(locale);
		formats.set(locale, format);
	}
	return format.format(items);
}
