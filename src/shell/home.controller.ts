import { Controller, Get } from '@nestjs/common';
import { AwardsQueries } from '../badges/awards.queries.js';
import { CourseCards } from '../catalogue/course-cards.queries.js';
import { SchoolPagesQueries } from '../catalogue/school-pages.queries.js';
import { Public } from '../platform/http/access.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { homePage } from './home.page.js';
import { myCoursesPage } from './my-courses.page.js';
import { MyCoursesQueries } from './my-courses.queries.js';

@Controller()
export class HomeController {
	constructor(
		private readonly courses: CourseCards,
		private readonly schools: SchoolPagesQueries,
		private readonly awards: AwardsQueries,
		private readonly myCourses: MyCoursesQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async home(@CurrentViewer() viewer: Viewer) {
		if (viewer.member) {
			const mine = await this.myCourses.of(viewer.member.id);
			return page('shell/my-courses', myCoursesPage(mine, this.i18n, viewer.locale));
		}
		const [courses, schools, awards] = await Promise.all([
			this.courses.openNow(3),
			this.schools.list({ limit: 1, offset: 0 }),
			this.awards.latestPublic(3),
		]);
		return page('shell/home', homePage(courses, schools, awards, viewer, this.i18n));
	}
}
