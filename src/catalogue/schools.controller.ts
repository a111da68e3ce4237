import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { CourseCards } from './course-cards.queries.js';
import { schoolPage, schoolsPage } from './school.page.js';
import { SchoolPagesQueries } from './school-pages.queries.js';

const SCHOOLS_PER_PAGE = 24;
const COURSES_SHOWN = 12;

@Controller('schools')
export class SchoolsController {
	constructor(
		private readonly schools: SchoolPagesQueries,
		private readonly cards: CourseCards,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async index(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>) {
		const slice = paginate(query['page'], SCHOOLS_PER_PAGE);
		const rows = await this.schools.list({ limit: slice.limit + 1, offset: slice.offset });
		return page('catalogue/schools', schoolsPage(rows, slice, viewer, this.i18n));
	}

	@Get(':slug')
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const school = found(await this.schools.forPage(viewer, slug));
		const courses = await this.cards.ofSchool(school.id, COURSES_SHOWN);
		return page('catalogue/school', schoolPage(school, courses, viewer, this.i18n));
	}
}
