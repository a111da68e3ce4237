import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { SchoolChoice } from '../schools/schools.queries.js';
import { LANGUAGES, languageName } from './course-words.js';
import { KINDS } from './course.entity.js';

interface Option {
	value: string;
	label: string;
	help?: string;
}

export function labelled(values: readonly string[], group: string, i18n: I18n, locale: Locale): Option[] {
	return values.map((value) => ({ value, label: i18n.t(locale, `courses.${group}-${value}`) }));
}

export function kinds(i18n: I18n, locale: Locale): Option[] {
	return labelled(KINDS, 'kind', i18n, locale).map((kind) => ({
		...kind,
		help: i18n.t(locale, `courses.kind-${kind.value}-help`),
	}));
}

export function languages(locale: Locale): Option[] {
	return LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })).sort((a, b) =>
		a.label.localeCompare(b.label, locale),
	);
}

export function schoolOptions(schools: readonly SchoolChoice[], i18n: I18n, locale: Locale): Option[] {
	if (schools.length === 0) return [];
	const none = { value: '', label: i18n.t(locale, 'courses.no-school') };
	return [none, ...schools.map(({ id, name }) => ({ value: String(id), label: name }))];
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function timeZones(current: string): Option[] {
	return [...new Set([...zones, current])].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
