import { settingsTabs } from '../accounts/settings.page.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseAlone } from '../courses/organisers.service.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Member, Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { WORDS_CHOICES } from './erasure.form.js';

/** What goes and what stays when an account is erased, and the form for it unless a course needs its owner. */
export function erasurePage(
	member: Member,
	{ viewer, i18n }: { viewer: Viewer; i18n: I18n },
	{ courses, asksPassword }: { courses: readonly CourseAlone[]; asksPassword: boolean },
	typed: Values = {},
	errors?: FieldErrors,
) {
	const { locale } = viewer;
	return {
		titleKey: 'erasure.title',
		tabs: settingsTabs(i18n, viewer, 'erasure'),
		courses: courses.map((course) => ({
			title: course.title,
			href: courseUrl(course),
			organisers: `${courseUrl(course)}/organisers`,
			manage: `${courseUrl(course)}/manage`,
		})),
		asksPassword,
		usernameHelp: i18n.t(locale, 'erasure.username-help', { username: member.username }),
		words: WORDS_CHOICES.map((value) => ({
			value,
			label: i18n.t(locale, `erasure.words-${value}`),
			help: i18n.t(locale, `erasure.words-${value}-help`),
		})),
		values: { words: typed['words'], username: typed['username'] },
		errors,
	};
}
