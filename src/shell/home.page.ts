import type { AwardCardRow } from '../badges/awards.queries.js';
import { awardCard } from '../catalogue/badge-gallery.page.js';
import { courseCard } from '../catalogue/course-card.page.js';
import type { CourseCardRow } from '../catalogue/course-cards.queries.js';
import { schoolCard } from '../catalogue/school.page.js';
import type { SchoolCardRow } from '../catalogue/school-pages.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';

/** The home page of somebody who is not signed in. */
export function homePage(
	courses: readonly CourseCardRow[],
	[school]: readonly SchoolCardRow[],
	awards: readonly AwardCardRow[],
	{ locale }: Viewer,
	i18n: I18n,
) {
	return {
		description: i18n.t(locale, 'home.lede'),
		hasSearch: true,
		cards: courses.map((course) => courseCard(course, i18n, locale)),
		school: school && schoolCard(school, i18n, locale),
		awards: awards.map(awardCard),
	};
}
