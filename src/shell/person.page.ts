import { personView } from '../accounts/person.page.js';
import type { OwnAwardRow } from '../badges/awards.queries.js';
import { awardCard } from '../catalogue/badge-gallery.page.js';
import { courseCard } from '../catalogue/course-card.page.js';
import type { CourseCardRow } from '../catalogue/course-cards.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { ProfileRow } from './person.queries.js';

export function personPage(
	profile: ProfileRow,
	courses: readonly (CourseCardRow & { isOrganiser: boolean })[],
	awards: readonly OwnAwardRow[],
	{ id, locale }: Viewer,
	i18n: I18n,
) {
	const cards = (organised: boolean) =>
		courses
			.filter(({ isOrganiser }) => isOrganiser === organised)
			.map((course) => courseCard(course, i18n, locale));
	const { displayName, bioHtml, createdAt, links } = profile;
	const shown = awards.filter(({ visibility, isHidden }) => visibility === 'public' && !isHidden);
	const isOwn = profile.id === id;
	return {
		title: displayName,
		person: personView(profile),
		isOwn,
		bioHtml,
		createdAt,
		links,
		organises: cards(true),
		takesPart: cards(false),
		shelves: shelves(shown),
		arrangeHref: isOwn && awards.length > 0 ? '/settings/badges' : '',
		unseenAwards: isOwn ? awards.length - shown.length : 0,
		isEmpty: courses.length === 0 && shown.length === 0,
	};
}

/** The groups, each where its first badge stands. */
function shelves(awards: readonly OwnAwardRow[]) {
	const names = [...new Set(awards.map(({ shelf }) => shelf))];
	return names.map((name) => ({
		name,
		awards: awards.filter(({ shelf }) => shelf === name).map(awardCard),
	}));
}
