import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { CoursesQueries } from './courses.queries.js';
import { peoplePage } from './people.page.js';

const PAGE_SIZE = 60;

@Controller('courses/:slug/people')
export class PeopleController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async list(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('page') wish?: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const slice = paginate(wish, PAGE_SIZE);
		const rows = await this.courses.participants(course.id, slice.limit + 1, slice.offset);
		return page('courses/people', peoplePage(course, viewer, this.i18n, rows, slice));
	}
}
