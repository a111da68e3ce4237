import { Controller, Get, Param } from '@nestjs/common';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Public } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { badgePage, courseBadgesPage } from './badge.page.js';
import { canDesign } from './badge.policy.js';
import { BadgesQueries } from './badges.queries.js';

@Controller()
export class BadgesController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly badges: BadgesQueries,
		private readonly i18n: I18n,
	) {}

	@Get('courses/:slug/badges')
	@Public()
	async ofCourse(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const badges = await this.badges.ofCourse(course.id, viewer.id);
		const design = canDesign(viewer, course) ? await this.badges.designOf(course.id) : undefined;
		return page('badges/course', courseBadgesPage(course, viewer, this.i18n, badges, design));
	}

	@Get('badges/:id')
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = found(await this.badges.visibleTo(viewer, uuidFrom(id)));
		return page('badges/show', badgePage(badge, viewer, this.i18n));
	}
}
