import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { Kind } from './course.entity.js';

/** Languages a course may be written in, as ISO 639-1 codes. */
export const LANGUAGES = [
	...[
		'ar',
		'bn',
		'ca',
		'cs',
		'da',
		'de',
		'el',
		'en',
		'eo',
		'es',
		'et',
		'eu',
		'fa',
		'fi',
		'fr',
		'gl',
		'he',
		'hi',
	],
	...[
		'hr',
		'hu',
		'id',
		'it',
		'ja',
		'ko',
		'lt',
		'lv',
		'ms',
		'nl',
		'no',
		'pl',
		'pt',
		'ro',
		'ru',
		'sk',
		'sl',
		'sr',
	],
	...['sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh'],
] as const;

const displayNames = new Map<Locale, Intl.DisplayNames>();

/** The name of a language in the reader's language, "Spanish"; an unknown code stays as it is. */
export function languageName(code: string, locale: Locale): string {
	let names = displayNames.get(locale);
	if (!names) {
		names = new Intl.DisplayNames(locale, { type: 'language' });
		displayNames.set(locale, names);
	}
	const name = names.of(code) ?? code;
	return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** What the thing is called on screen as a label: "Study group", or the author's own term. */
export function kindLabel(
	course: { kind: Kind; ownTerm: string | null },
	i18n: I18n,
	locale: Locale,
): string {
	return course.ownTerm ?? i18n.t(locale, `courses.kind-${course.kind}`);
}

/** The same inside a sentence: "study group", or the author's own term as it was written. */
export function kindNoun(course: { kind: Kind; ownTerm: string | null }, i18n: I18n, locale: Locale): string {
	return course.ownTerm ?? i18n.t(locale, `courses.noun-${course.kind}`);
}

/** "this study group", or in Spanish "«Club de lectura»" where an own term has no known gender. */
export function thisKind(course: { kind: Kind; ownTerm: string | null }, i18n: I18n, locale: Locale): string {
	const noun = kindNoun(course, i18n, locale);
	return i18n.t(locale, course.ownTerm ? 'courses.this-own-term' : 'courses.this-kind', { noun });
}
