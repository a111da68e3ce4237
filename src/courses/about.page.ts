import { personView } from '../accounts/person.page.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { MARKDOWN_LIMIT } from '../platform/markdown/markdown.js';
import { NOTE_LIMIT } from './about.form.js';
import { courseUrl, manageCrumbs } from './course-place.page.js';
import type { AboutRow, CourseRow } from './courses.queries.js';

export function aboutEditPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	about: AboutRow,
	values: Values = { bodyMd: about.bodyMd, note: '', baseRevisionId: String(about.id) },
	errors: FieldErrors = {},
) {
	const label = i18n.t(viewer.locale, 'courses.about-edit');
	return {
		title: `${label} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, label),
		course: { href: courseUrl(course), title: course.title, language: course.language },
		autosaveKey: `about-${course.id}-${about.id}`,
		limits: { body: MARKDOWN_LIMIT, note: NOTE_LIMIT },
		isOutline: !about.isWritten,
		values,
		errors,
	};
}

/** The form again, upon the text that somebody else saved meanwhile, with both texts in sight. */
export function staleAboutPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	about: AboutRow,
	values: Values,
) {
	return {
		...aboutEditPage(course, viewer, i18n, about, { ...values, baseRevisionId: String(about.id) }),
		theirs: {
			bodyMd: about.bodyMd,
			savedAt: about.createdAt,
			author: about.author && personView(about.author).displayName,
		},
	};
}
