import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { CourseRow } from './courses.queries.js';

export function courseUrl(course: { slug: string }): string {
	return `/courses/${course.slug}`;
}

export function coverUrl(course: { slug: string; accent: string }): string {
	return `/courses/${course.slug}/cover.svg?${course.accent}`;
}

interface Crumb {
	label: string;
	href?: string;
}

/** The way to a page below the course; the course itself is the last crumb when there is none. */
export function courseCrumbs(
	course: CourseRow,
	{ locale }: Viewer,
	i18n: I18n,
	below: readonly Crumb[],
): Crumb[] {
	const { school, title } = course;
	return [
		{ label: i18n.t(locale, 'shell.learn'), href: '/courses' },
		...(school ? [{ label: school.name, href: `/schools/${school.slug}` }] : []),
		{ label: title, ...(below.length > 0 && { href: courseUrl(course) }) },
		...below,
	];
}

/** The way to one of the organisers' forms. */
export function manageCrumbs(course: CourseRow, viewer: Viewer, i18n: I18n, label: string): Crumb[] {
	const manage = i18n.t(viewer.locale, 'courses.tab-manage');
	return courseCrumbs(course, viewer, i18n, [
		{ label: manage, href: `${courseUrl(course)}/manage` },
		{ label },
	]);
}
