import { Controller, Get, Param } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { taskHead, tasksUrl } from '../tasks/task-list.page.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { CongratulationsQueries } from './congratulations.queries.js';

@Controller('courses/:slug/congratulations')
export class CongratulationsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly queries: CongratulationsQueries,
		private readonly i18n: I18n,
	) {}

	/** Only for those who have done everything; others are led to what is left. */
	@Get()
	async show(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const [outline, { badge, onward }] = await Promise.all([
			this.tasks.outline(course.id, member.id),
			this.queries.after(course.id, member.id),
		]);
		const isFinished = outline.length > 0 && outline.every(({ completedAt }) => completedAt !== null);
		if (!course.membership || !isFinished) return redirect(tasksUrl(course));
		const title = this.i18n.t(viewer.locale, 'tasks.congratulations');
		return page('tasks/congratulations', {
			...taskHead(course, viewer, this.i18n, [{ label: title }]),
			title,
			text: this.i18n.t(viewer.locale, 'tasks.finished', {
				title: course.title,
				count: outline.length,
			}),
			badge: badge && {
				...badge,
				imageUrl: badge.awardId && `/awards/${badge.awardId}/image.svg`,
				href: badge.awardId && `/awards/${badge.awardId}`,
			},
			onward: onward.map((next) => ({ ...next, href: courseUrl(next) })),
		});
	}
}
