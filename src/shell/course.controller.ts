import { Controller, Get, Param } from '@nestjs/common';
import { BadgesQueries } from '../badges/badges.queries.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { CommentsQueries } from '../discussions/comments.queries.js';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { mayHaveApplied } from '../sign-ups/application.policy.js';
import { ApplicationsQueries } from '../sign-ups/applications.queries.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { coursePage, FACES_SHOWN, TALK_SHOWN } from './course.page.js';

@Controller('courses/:slug')
export class CourseController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly badges: BadgesQueries,
		private readonly comments: CommentsQueries,
		private readonly applications: ApplicationsQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const [front, tasks, badges, talk, application] = await Promise.all([
			this.courses.front(course.id, FACES_SHOWN),
			this.tasks.outline(course.id, viewer.id),
			this.badges.ofCourse(course.id, viewer.id),
			this.comments.latestOf(course.id, TALK_SHOWN),
			mayHaveApplied(viewer, course)
				? this.applications.openOf(
						viewer.id,
						course.runs.map(({ id }) => id),
					)
				: null,
		]);
		return page(
			'courses/show',
			coursePage(course, viewer, this.i18n, {
				...{ about: found(front), tasks, badges, talk },
				application: application ?? null,
			}),
		);
	}
}
