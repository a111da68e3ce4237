import type { AwardCardRow } from '../badges/awards.queries.js';
import type { ListedBadgeRow } from '../badges/badges.queries.js';
import { courseUrl } from '../courses/course.page.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';

const urls = credentialUrls('');

/** An award as lists show it, with whose it is. */
export function awardCard({
	id,
	publicId,
	number,
	name,
	description,
	awardedAt,
	isExpired,
	visibility,
	person,
}: AwardCardRow) {
	return {
		href: urls.awardPage(id),
		pictureUrl: urls.badgeImage(publicId, number, 'svg'),
		name,
		description,
		awardedAt,
		isExpired,
		isPrivate: visibility === 'private',
		isByLink: visibility === 'link',
		personName: person.displayName,
	};
}

export function listedBadge(badge: ListedBadgeRow, i18n: I18n, locale: Locale) {
	const { publicId, number, name, description, holders, course, school } = badge;
	return {
		...{ name, description },
		href: urls.badgePage(publicId),
		pictureUrl: urls.badgeImage(publicId, number, 'svg'),
		holders: holders > 0 ? i18n.t(locale, 'catalogue.holder-count', { count: holders }) : '',
		owner: course
			? { title: course.title, href: courseUrl(course) }
			: school && { title: school.name, href: `/schools/${school.slug}` },
	};
}

export function badgeGalleryPage(
	awards: readonly AwardCardRow[],
	badges: readonly ListedBadgeRow[],
	slice: Slice,
	{ member, locale }: Viewer,
	i18n: I18n,
) {
	const links = pageLinks('/badges', {}, slice, badges.length > slice.limit);
	return {
		titleKey: 'catalogue.badges',
		isMember: member !== null,
		makesBadges: member?.isAdmin === true,
		awards: awards.map(awardCard),
		badges: badges.slice(0, slice.limit).map((badge) => listedBadge(badge, i18n, locale)),
		neighbours: links.previous || links.next ? links : null,
	};
}
