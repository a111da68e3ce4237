import type { Slice } from '../../platform/http/paginate.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import type { AboutRevisionRow } from './about-revisions.queries.js';
import { courseUrl, manageCrumbs } from '../course-place.page.js';
import type { CourseRow } from '../courses.queries.js';
import { comparison, historyList, type RevisionLine, revisionShown } from './revision.page.js';

function head(course: CourseRow, viewer: Viewer, i18n: I18n, label: string) {
	const title = i18n.t(viewer.locale, 'courses.about-history');
	const crumbs = manageCrumbs(course, viewer, i18n, title);
	return {
		title: label ? `${title} · ${label}` : title,
		crumbs: label
			? [...crumbs.slice(0, -1), { label: title, href: aboutHistoryUrl(course) }, { label }]
			: crumbs,
		accent: course.accent,
		course: { href: courseUrl(course), title: course.title, language: course.language },
		text: { href: courseUrl(course), title: course.title },
	};
}

export function aboutHistoryUrl(course: { slug: string }): string {
	return `${courseUrl(course)}/about/history`;
}

export function aboutHistoryPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	revisions: readonly RevisionLine[],
	slice: Slice,
) {
	return { ...head(course, viewer, i18n, ''), ...historyList(revisions, aboutHistoryUrl(course), slice) };
}

export function aboutRevisionPage(course: CourseRow, viewer: Viewer, i18n: I18n, revision: AboutRevisionRow) {
	const shown = revisionShown(revision, aboutHistoryUrl(course), i18n, viewer.locale);
	return {
		...head(course, viewer, i18n, shown.label),
		...shown,
		heading: i18n.t(viewer.locale, 'courses.about-edit-of', { course: course.title }),
		bodyHtml: revision.bodyHtml,
	};
}

export function aboutComparisonPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	[from, to]: readonly [AboutRevisionRow, AboutRevisionRow],
) {
	const label = i18n.t(viewer.locale, 'revisions.comparison', { from: from.number, to: to.number });
	return {
		...head(course, viewer, i18n, label),
		heading: label,
		...comparison([from, to], aboutHistoryUrl(course), [
			{ label: i18n.t(viewer.locale, 'courses.about-text'), before: from.bodyMd, after: to.bodyMd },
		]),
	};
}
