import { Controller, Get, Param, Query } from '@nestjs/common';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { audiencesOf } from './application.policy.js';
import { introductionsPage } from './applications.page.js';
import { ApplicationsQueries } from './applications.queries.js';

const PAGE_SIZE = 30;

@Controller('courses/:slug/introductions')
export class IntroductionsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly applications: ApplicationsQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async list(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('page') wish?: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const slice = paginate(wish, PAGE_SIZE);
		const rows = await this.applications.introductions(course.id, audiencesOf(course), slice);
		return page('sign-ups/introductions', introductionsPage(course, viewer, this.i18n, rows, slice));
	}
}
