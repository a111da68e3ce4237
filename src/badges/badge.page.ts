import { type PersonRow, personView } from '../accounts/person.page.js';
import { courseHead } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { PageLinks } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canDesign } from './badge.policy.js';
import { renewalView } from './renewal.page.js';
import { ruleInShort, ruleView } from './rule.page.js';
import type { HolderRow } from './awards.queries.js';
import type { BadgePageRow, BadgeRow, CourseBadgeRow, DesignRow } from './badges.queries.js';

/** The site accent that goes with a picture. */
const ACCENTS: Readonly<Record<BadgeColour, string>> = {
	indigo: 'blue',
	sky: 'blue',
	teal: 'teal',
	green: 'spruce',
	amber: 'ochre',
	coral: 'rust',
	plum: 'plum',
	slate: 'teal',
};

export function accentOf(colour: BadgeColour): string {
	return ACCENTS[colour];
}

export function badgeUrl({ publicId }: { publicId: string }): string {
	return `/badges/${publicId}`;
}

/** Where its organisers see who was given a badge. */
export function holdersUrl(badge: { publicId: string }): string {
	return `${badgeUrl(badge)}/awards`;
}

/** Where organisers find a badge among all that they make, drafts too. */
export function workshopUrl({
	course,
	school,
}: Record<'course' | 'school', { slug: string } | null>): string {
	if (course) return `/courses/${course.slug}/badges/workshop`;
	return school ? `/schools/${school.slug}/badges` : '/badges/of-the-site';
}

export function awardUrl({ id }: { id: string }): string {
	return `/awards/${id}`;
}

/** Address of the picture of a published version; it never changes. */
export function badgeImageUrl({ publicId, number }: { publicId: string; number: number }): string {
	return `/badges/${publicId}/v/${number}/image.svg`;
}

/** What pages say about a badge wherever they show it. */
export function badgeCard(badge: BadgeRow) {
	const { name, description, imageAlt, language, holders } = badge;
	return {
		name,
		description,
		imageAlt,
		language,
		holders,
		href: badgeUrl(badge),
		imageUrl: badgeImageUrl(badge),
	};
}

/** The Badges tab of a course. */
export function courseBadgesPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	badges: readonly CourseBadgeRow[],
	design: DesignRow | undefined,
) {
	const mayDesign = canDesign(viewer, course);
	const path = `/courses/${course.slug}/badge`;
	return {
		...courseHead(course, viewer, i18n, 'badges'),
		title: `${i18n.t(viewer.locale, 'courses.tab-badges')} · ${course.title}`,
		badges: badges.map((badge) => ({
			...badgeCard(badge),
			rule: ruleInShort(badge.rule, i18n, viewer),
			mine: badge.mine && !badge.mine.revokedAt ? mineView(badge.mine) : null,
		})),
		design: mayDesign && {
			editHref: `${path}/edit`,
			publicationHref: `${path}/publication`,
			hasDesign: Boolean(design),
			hasPublished: badges.some(({ rule }) => rule === 'completion'),
			workshopHref: workshopUrl({ course, school: null }),
			newHref: `/courses/${course.slug}/badges/new`,
			draft: design && !design.publishedAt ? { ...design, imageUrl: draftImageUrl(design) } : null,
		},
	};
}

/** The viewer's own award; one that was revoked or whose time is over is not held any more. */
function mineView(mine: { id: string; stands: boolean }) {
	return { href: awardUrl(mine), textKey: mine.stands ? 'badges.you-hold-it' : 'badges.you-held-it' };
}

/** Address of a picture that no published badge has. */
export function pictureUrl(design: {
	shape: string;
	colour: string;
	icon: string;
	ribbonColour?: string;
	ribbonText?: string;
}): string {
	const { shape, colour, icon, ribbonColour, ribbonText } = design;
	const ribbon = new URLSearchParams({
		...(ribbonColour && { ribbon: ribbonColour }),
		...(ribbonText && { text: ribbonText }),
	}).toString();
	return `/badges/pictures/${shape}-${colour}-${icon}.svg${ribbon && `?${ribbon}`}`;
}

/** Address of the picture of a draft, for its designers. */
export function draftImageUrl(design: DesignRow): string {
	return design.isUploaded ? `/badges/${design.publicId}/draft.svg` : pictureUrl(design);
}

export function badgePage(badge: BadgePageRow, viewer: Viewer, i18n: I18n) {
	const { course, versions } = badge;
	return {
		...badgeCard(badge),
		title: badge.name,
		accent: accentOf(badge.colour),
		crumbs: [{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' }, { label: badge.name }],
		course: course && { title: course.title, href: `/courses/${course.slug}` },
		criteriaHtml: badge.criteriaHtml,
		tags: badge.tags,
		rule: ruleView(badge, i18n, viewer),
		mine: badge.mine && mineView(badge.mine),
		renewal: renewalView(badge, i18n, viewer),
		designHref: canDesign(viewer, badge) ? `${badgeUrl(badge)}/design` : '',
		school: badge.school && { name: badge.school.name, href: `/schools/${badge.school.slug}` },
		holdersHref: canDesign(viewer, badge) ? holdersUrl(badge) : '',
		versionsHref: versions.length > 1 ? `${badgeUrl(badge)}/versions` : '',
		people: badge.publicHolders.map(({ awardId, person }) => ({
			...personView(person),
			awardHref: awardUrl({ id: awardId }),
		})),
		unseen: badge.holders - badge.publicHolders.length,
		versions: versions.length > 1 ? versions : [],
	};
}

/** Who was given the badge, for the organisers. */
export function holdersPage(
	badge: BadgePageRow,
	viewer: Viewer,
	i18n: I18n,
	holders: readonly HolderRow[],
	links: PageLinks,
) {
	const heading = i18n.t(viewer.locale, 'badges.holders-title');
	return {
		...badgeCard(badge),
		...{ title: `${heading} · ${badge.name}`, heading, accent: accentOf(badge.colour) },
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: badge.name, href: badgeUrl(badge) },
			{ label: heading },
		],
		rows: holders.map((holder) => ({
			person: personView(holder.person satisfies PersonRow),
			awardedAt: holder.awardedAt,
			revokedAt: holder.revokedAt,
			validUntil: holder.validUntil,
			isExpired: holder.isExpired,
			revocationHref: holder.revokedAt ? '' : `/awards/${holder.awardId}/revocation`,
		})),
		links,
	};
}
