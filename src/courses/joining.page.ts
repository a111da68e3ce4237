import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canJoin, isOpenToJoin } from './course.policy.js';
import { courseStatus, courseUrl, thisKind } from './course.page.js';
import type { CourseRow } from './courses.queries.js';

/** The way in for this viewer, for the partial courses/_join; null for whoever is inside, and for drafts. */
export function joining(course: CourseRow, viewer: Viewer, i18n: I18n) {
	if (course.isOrganiser || course.membership || !course.publishedAt) return null;
	const { locale } = viewer;
	const href = courseUrl(course);
	if (!isOpenToJoin(course)) return { way: 'closed', label: courseStatus(course, i18n, locale).text };
	const label = i18n.t(locale, 'courses.join', { thisKind: thisKind(course, i18n, locale) });
	if (!viewer.member) return { way: 'sign-in', label, signIn: `/sign-in?next=${encodeURIComponent(href)}` };
	return canJoin(viewer, course) ? { way: 'join', label, href } : { way: 'confirm', label };
}
