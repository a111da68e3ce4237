import { RULES, type Rule } from '../badges/badge.entity.js';
import { ALT_LIMIT } from '../badges/badge.form.js';
import { badgeImageUrl, badgeUrl, draftImageUrl, workshopUrl } from '../badges/badge.page.js';
import { coursePlace, type Place } from '../badges/badge-designer.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { SchoolRow, VersionRow, WorkRow } from './designs.queries.js';

/** The one for completing a course is made on a page of its own. */
export const RULES_OF_COURSE = RULES.filter((rule) => rule !== 'completion');
export const RULES_OF_OTHERS: readonly Rule[] = RULES;

export function schoolPlace(
	school: Pick<SchoolRow, 'slug' | 'name' | 'accent'>,
	viewer: Viewer,
	i18n: I18n,
): Place {
	const { locale } = viewer;
	const href = `/schools/${school.slug}`;
	const badgesHref = workshopUrl({ course: null, school });
	return {
		...{ title: school.name, href, badgesHref, accent: school.accent, language: locale },
		crumbs: [
			{ label: i18n.t(locale, 'shell.schools'), href: '/schools' },
			{ label: school.name, href },
		],
	};
}

export function sitePlace(viewer: Viewer, i18n: I18n): Place {
	const { locale } = viewer;
	const title = i18n.t(locale, 'badges.of-the-site');
	const href = workshopUrl({ course: null, school: null });
	return {
		...{ title, href, badgesHref: href, accent: 'spruce', language: locale },
		crumbs: [{ label: i18n.t(locale, 'shell.badges'), href: '/badges' }],
	};
}

export function placeOf(badge: WorkRow, viewer: Viewer, i18n: I18n): Place {
	const { course, school } = badge;
	if (school) return { ...schoolPlace(school, viewer, i18n), language: badge.language };
	if (!course) return { ...sitePlace(viewer, i18n), language: badge.language };
	const { locale } = viewer;
	const href = `/courses/${course.slug}`;
	return {
		...{ title: course.title, href, accent: course.accent, language: badge.language },
		badgesHref: workshopUrl(badge),
		crumbs: [
			{ label: i18n.t(locale, 'shell.learn'), href: '/courses' },
			{ label: course.title, href },
			{ label: i18n.t(locale, 'courses.tab-badges'), href: `${href}/badges` },
		],
	};
}

/** As coursePlace, but leading to the list of everything that is made in the course. */
export function workshopPlace(course: CourseRow, viewer: Viewer, i18n: I18n): Place {
	const place = coursePlace(course, viewer, i18n);
	return { ...place, badgesHref: workshopUrl({ course, school: null }) };
}

/** A badge as its organisers find it in a list, with what they can do about it. */
export function workCard(badge: WorkRow, i18n: I18n, { locale }: Viewer) {
	const href = badgeUrl(badge);
	const { name, description, imageAlt, language, publishedAt, number } = badge;
	return {
		...{ name, description, imageAlt, language },
		imageUrl: publishedAt ? badgeImageUrl(badge) : draftUrl(badge),
		isDraft: publishedAt === null,
		pageHref: publishedAt || number > 1 ? href : '',
		rule: i18n.t(locale, `badges.rule-choice-${badge.rule}`),
		editHref: `${href}/design`,
		ruleHref: `${href}/rule`,
		uploadHref: `${href}/picture`,
		publicationHref: `${href}/publication`,
	};
}

/** A draft changes: its picture's address tells when it did. */
export function draftUrl(badge: WorkRow): string {
	const url = draftImageUrl(badge);
	return badge.isUploaded ? `${url}?${badge.savedAt.getTime()}` : url;
}

export function listPage(
	place: Place,
	newHref: string,
	badges: readonly WorkRow[],
	viewer: Viewer,
	i18n: I18n,
) {
	return {
		title: `${i18n.t(viewer.locale, 'badges.manage-title')} · ${place.title}`,
		accent: place.accent,
		crumbs: [...place.crumbs, { label: i18n.t(viewer.locale, 'badges.manage-title') }],
		place,
		newHref,
		works: badges.map((badge) => workCard(badge, i18n, viewer)),
	};
}

export function uploadPage(
	badge: WorkRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values,
	errors: FieldErrors = {},
) {
	const place = placeOf(badge, viewer, i18n);
	const title = i18n.t(viewer.locale, 'badges.upload-title');
	return {
		title,
		accent: place.accent,
		place,
		crumbs: [...place.crumbs, { label: title }],
		badgeName: badge.name,
		imageUrl: badge.publishedAt ? badgeImageUrl(badge) : draftUrl(badge),
		imageAlt: badge.imageAlt,
		action: `${badgeUrl(badge)}/picture?_method=PUT`,
		limit: ALT_LIMIT,
		values,
		errors,
	};
}

export function versionsPage(badge: WorkRow, versions: readonly VersionRow[], viewer: Viewer, i18n: I18n) {
	const title = i18n.t(viewer.locale, 'badges.versions-title');
	const [latest] = versions;
	return {
		title,
		accent: placeOf(badge, viewer, i18n).accent,
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: latest?.name ?? badge.name, href: badgeUrl(badge) },
			{ label: title },
		],
		versions: versions.map((version) => ({
			...version,
			imageUrl: badgeImageUrl({ publicId: badge.publicId, number: version.number }),
			isPresent: version === latest,
		})),
	};
}
