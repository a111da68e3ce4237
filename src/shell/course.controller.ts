import { Controller, Get, Param } from '@nestjs/common';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { mayHaveApplied } from '../sign-ups/application.policy.js';
import { ApplicationsQueries } from '../sign-ups/applications.queries.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { coursePage, FACES_SHOWN } from './course.page.js';
import { CourseFrontQueries } from './course-front.queries.js';

@Controller('courses/:slug')
export class CourseController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly fronts: CourseFrontQueries,
		private readonly applications: ApplicationsQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const [visible, { path }] = await Promise.all([
			this.courses.visibleTo(viewer, slug),
			this.tasks.mine(slug, viewer.id),
		]);
		const course = found(visible);
		const [front, application] = await Promise.all([
			this.fronts.of(course.id, FACES_SHOWN),
			mayHaveApplied(viewer, course)
				? this.applications.openOf(
						viewer.id,
						course.runs.map(({ id }) => id),
					)
				: undefined,
		]);
		const parts = { front, path, application: application ?? null };
		return page('courses/show', coursePage(course, viewer, this.i18n, parts));
	}
}
