import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { SchoolChoice } from '../schools/schools.queries.js';
import { ACCENTS } from './course-cover.js';
import { SUMMARY_LIMIT, TERM_LIMIT, TITLE_LIMIT } from './course.form.js';
import { KINDS } from './course.entity.js';
import { courseUrl, manageCrumbs } from './course.page.js';
import { LICENCES } from './course-presets.js';
import { LANGUAGES, languageName, thisKind } from './course-words.js';
import type { CourseRow } from './courses.queries.js';
import { EFFORT_LIMIT } from './settings.form.js';

interface Option {
	value: string;
	label: string;
	help?: string;
}

const limits = { title: TITLE_LIMIT, summary: SUMMARY_LIMIT, ownTerm: TERM_LIMIT, effort: EFFORT_LIMIT };

function labelled(values: readonly string[], group: string, i18n: I18n, locale: Locale): Option[] {
	return values.map((value) => ({ value, label: i18n.t(locale, `courses.${group}-${value}`) }));
}

function kinds(i18n: I18n, locale: Locale): Option[] {
	return labelled(KINDS, 'kind', i18n, locale).map((kind) => ({
		...kind,
		help: i18n.t(locale, `courses.kind-${kind.value}-help`),
	}));
}

function languages(locale: Locale): Option[] {
	return LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })).sort((a, b) =>
		a.label.localeCompare(b.label, locale),
	);
}

function schoolOptions(schools: readonly SchoolChoice[], i18n: I18n, locale: Locale): Option[] {
	if (schools.length === 0) return [];
	const none = { value: '', label: i18n.t(locale, 'courses.no-school') };
	return [none, ...schools.map(({ id, name }) => ({ value: String(id), label: name }))];
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function timeZones(current: string): Option[] {
	return [...new Set([...zones, current])].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

export function newCoursePage(
	viewer: Viewer,
	i18n: I18n,
	schools: readonly SchoolChoice[],
	values: Values = { language: viewer.locale, kind: 'course' },
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	return {
		title: i18n.t(locale, 'courses.new-title'),
		kinds: kinds(i18n, locale),
		languages: languages(locale),
		schools: schoolOptions(schools, i18n, locale),
		limits,
		values,
		errors,
	};
}

/** What the settings form shows before anybody typed into it. */
export function settingsValues(course: CourseRow): Values {
	const { run } = course;
	return {
		title: course.title,
		summary: course.summary,
		kind: course.kind,
		ownTerm: course.ownTerm ?? '',
		language: course.language,
		schoolId: course.school ? String(course.school.id) : '',
		effort: course.effort,
		accent: course.accent,
		licence: course.licence,
		taskEditing: course.taskEditing,
		isUnlisted: course.unlistedAt ? 'true' : '',
		pace: run.pace,
		startsOn: run.startsOn ?? '',
		endsOn: run.endsOn ?? '',
		timeZone: run.timeZone,
		signUp: run.signUp,
	};
}

export function settingsPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	schools: readonly SchoolChoice[],
	values: Values = settingsValues(course),
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const t = (key: string) => i18n.t(locale, `courses.${key}`);
	return {
		title: `${t('settings')} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, t('settings')),
		course: { href: courseUrl(course), title: course.title },
		thisKind: thisKind(course, i18n, locale),
		kinds: kinds(i18n, locale),
		languages: languages(locale),
		schools: schoolOptions(schools, i18n, locale),
		accents: labelled(ACCENTS, 'accent', i18n, locale),
		licences: labelled(LICENCES, 'licence', i18n, locale),
		editings: labelled(['organisers', 'participants'], 'editing', i18n, locale),
		paces: labelled(['rolling', 'fixed'], 'pace', i18n, locale),
		signUps: labelled(['open', 'closed'], 'sign-up', i18n, locale),
		timeZones: timeZones(course.run.timeZone),
		limits,
		values,
		errors,
	};
}
