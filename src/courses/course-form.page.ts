import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { SchoolChoice } from '../schools/schools.queries.js';
import { ACCENTS } from './course-cover.js';
import { SUMMARY_LIMIT, TERM_LIMIT, TITLE_LIMIT } from './course.form.js';
import { courseUrl, manageCrumbs } from './course-place.page.js';
import { kinds, labelled, languages, schoolOptions } from './course-options.js';
import { thisKind } from './course-words.js';
import type { CourseRow } from './courses.queries.js';
import { allowedLicences } from './licence.policy.js';
import { ATTRIBUTION_LIMIT, EFFORT_LIMIT } from './settings.form.js';

const limits = {
	title: TITLE_LIMIT,
	summary: SUMMARY_LIMIT,
	ownTerm: TERM_LIMIT,
	effort: EFFORT_LIMIT,
	attribution: ATTRIBUTION_LIMIT,
};

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
		attribution: course.attribution,
		taskEditing: course.taskEditing,
		isUnlisted: course.unlistedAt ? 'true' : '',
	};
}

/** The licences that the course may have: a copy is bound by that of its source. */
export function licencesOf({ licence, basedOn }: CourseRow): string[] {
	return [...new Set([licence, ...allowedLicences(basedOn?.licence ?? null)])];
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
		course: { href: courseUrl(course), title: course.title, accent: course.accent },
		thisKind: thisKind(course, i18n, locale),
		kinds: kinds(i18n, locale),
		languages: languages(locale),
		schools: schoolOptions(schools, i18n, locale),
		accents: labelled(ACCENTS, 'accent', i18n, locale),
		licences: labelled(licencesOf(course), 'licence', i18n, locale),
		editings: labelled(['organisers', 'participants'], 'editing', i18n, locale),
		limits,
		values,
		errors,
	};
}
