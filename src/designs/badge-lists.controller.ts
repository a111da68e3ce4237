import { Controller, Get, Param } from '@nestjs/common';
import { canAdminister } from '../accounts/account.policy.js';
import { canDesign } from '../badges/badge.policy.js';
import type { Place } from '../badges/badge-designer.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { listPage, schoolPlace, sitePlace, workshopPlace } from './design.page.js';
import { DesignsQueries, type WorkRow } from './designs.queries.js';

/** What a course, a school or the site has made, drafts and all, for those who make it. */
@Controller()
export class BadgeListsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: DesignsQueries,
		private readonly i18n: I18n,
	) {}

	@Get('courses/:slug/badges/workshop')
	async ofCourse(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canDesign(viewer, course));
		const badges = await this.queries.ofCourse(viewer, course.id);
		return this.page(
			workshopPlace(course, viewer, this.i18n),
			`/courses/${course.slug}/badges/new`,
			badges,
			viewer,
		);
	}

	@Get('schools/:slug/badges')
	async ofSchool(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const school = found(await this.queries.school(viewer, slug));
		authorize(canDesign(viewer, school));
		const badges = await this.queries.belonging(viewer, school.id);
		return this.page(
			schoolPlace(school, viewer, this.i18n),
			`/schools/${school.slug}/badges/new`,
			badges,
			viewer,
		);
	}

	@Get('badges/of-the-site')
	async ofSite(@CurrentViewer() viewer: Viewer) {
		authorize(canAdminister(viewer));
		const badges = await this.queries.belonging(viewer, null);
		return this.page(sitePlace(viewer, this.i18n), '/badges/new', badges, viewer);
	}

	private page(place: Place, newHref: string, badges: WorkRow[], viewer: Viewer) {
		return page('designs/list', listPage(place, newHref, badges, viewer, this.i18n));
	}
}
