import { courseCrumbs } from '../courses/course-place.page.js';
import { courseUrl, thisKind } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import { listText } from '../platform/i18n/lists.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { namedIn, sharing } from './sharing.page.js';
import { canCopy } from './transfer.policy.js';
import type { CopyRow } from './transfers.queries.js';

export const COPIES_SHOWN = 30;

/** What comes along with a copy, and on which conditions. */
export function copyPage(course: CourseRow, leftBehind: readonly string[], viewer: Viewer, i18n: I18n) {
	const { locale } = viewer;
	const t = (key: string, args?: Record<string, string>) => i18n.t(locale, `transfers.${key}`, args);
	const title = t('copy-title', { thisKind: thisKind(course, i18n, locale) });
	return {
		title: `${title} · ${course.title}`,
		heading: title,
		crumbs: courseCrumbs(course, viewer, i18n, [{ label: title }]),
		course: { href: courseUrl(course), title: course.title, language: course.language },
		accent: course.accent,
		leftBehind: leftBehind.length > 0 ? t('left-behind', { asked: listText(leftBehind, locale) }) : '',
		sharing: sharing(course, canCopy(viewer, course), i18n, locale),
		mustKeepLicence: /-SA-/.test(course.licence),
		mustName: /^CC-BY-/.test(course.licence),
		authors: course.attribution || namedIn(course.organisers, locale),
	};
}

export function copiesPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	copies: readonly CopyRow[],
	slice: Slice,
) {
	const { locale } = viewer;
	const title = i18n.t(locale, 'transfers.copies-title', { title: course.title });
	const links = pageLinks(`${courseUrl(course)}/copies`, {}, slice, copies.length > slice.limit);
	return {
		title,
		crumbs: courseCrumbs(course, viewer, i18n, [{ label: i18n.t(locale, 'transfers.copies') }]),
		accent: course.accent,
		copies: copies.slice(0, slice.limit).map((copy) => ({
			title: copy.title,
			language: copy.language,
			href: courseUrl(copy),
			by: listText(copy.organisers, locale),
			publishedAt: copy.publishedAt,
		})),
		links,
	};
}
