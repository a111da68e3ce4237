import { Controller, Get } from '@nestjs/common';
import { AwardsQueries } from '../badges/awards.queries.js';
import { CourseCards } from '../catalogue/course-cards.queries.js';
import { SchoolPagesQueries } from '../catalogue/school-pages.queries.js';
import { Public } from '../platform/http/access.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { homePage } from './home.page.js';
import { MyCourses } from './my-courses.service.js';

@Controller()
export class HomeController {
	constructor(
		private readonly courses: CourseCards,
		private readonly schools: SchoolPagesQueries,
		private readonly awards: AwardsQueries,
		private readonly myCourses: MyCourses,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async home(@CurrentViewer() viewer: Viewer) {
		if (viewer.member) return this.myCourses.home(viewer.member, viewer);
		const [courses, schools, awards] = await Promise.all([
			this.courses.openNow(3),
			this.schools.list({ limit: 1, offset: 0 }),
			this.awards.latestPublic(3),
		]);
		return page('shell/home', homePage(courses, schools, awards, viewer, this.i18n));
	}
}
