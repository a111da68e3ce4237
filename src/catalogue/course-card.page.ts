import { courseStatus, courseUrl, coverUrl, kindLabel, languageName } from '../courses/course.page.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { CourseCardRow } from './course-cards.queries.js';

/** A course as the card partial shows it. */
export function courseCard(course: CourseCardRow, i18n: I18n, locale: Locale) {
	const { title, summary, school, accent, effort, peopleCount, hasBadge } = course;
	return {
		accent,
		coverUrl: coverUrl(course),
		href: courseUrl(course),
		kind: kindLabel(course, i18n, locale),
		school,
		title,
		summary,
		status: courseStatus(course, i18n, locale),
		language: languageName(course.language, locale),
		length: effort,
		people: peopleCount > 0 ? i18n.t(locale, 'courses.people-count', { count: peopleCount }) : '',
		badge: hasBadge ? i18n.t(locale, 'catalogue.badge') : '',
	};
}
