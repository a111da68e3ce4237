import { Controller, Get, Param } from '@nestjs/common';
import { canEdit } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { CourseFrontQueries } from './course-front.queries.js';
import { managePage, PEOPLE_SHOWN } from './manage.page.js';

@Controller('courses/:slug/manage')
export class ManageController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly fronts: CourseFrontQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const [front, tasks] = await Promise.all([
			this.fronts.of(course.id, PEOPLE_SHOWN),
			this.tasks.outline(course.id, viewer.id),
		]);
		const ids = front.people.map(({ id }) => id);
		const progress = await this.tasks.progressOf(course.id, ids);
		return page('courses/manage', managePage(course, viewer, this.i18n, { front, tasks, progress }));
	}
}
