import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '../../platform/http/access.js';
import { found, idFrom } from '../../platform/http/errors.js';
import { paginate } from '../../platform/http/paginate.js';
import { page } from '../../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { canEdit } from '../course.policy.js';
import { CoursePeople } from './course-people.queries.js';
import { CoursesQueries } from '../courses.queries.js';
import { peoplePage } from './people.page.js';

const PAGE_SIZE = 60;

@Controller('courses/:slug/people')
export class PeopleController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly people: CoursePeople,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async list(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('page') wish?: string,
		@Query('run') runId?: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const run = runId ? found(course.runs.find(({ id }) => id === idFrom(runId))) : course.run;
		const slice = paginate(wish, PAGE_SIZE);
		const [people, waiting] = await Promise.all([
			this.people.participants(course.id, slice.limit + 1, slice.offset, run.id),
			canEdit(viewer, course) ? this.people.waitingFor(run.id, PAGE_SIZE) : [],
		]);
		return page('courses/people', peoplePage(course, viewer, this.i18n, { run, people, waiting, slice }));
	}
}
