import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { canEditTasks } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, idFrom, NotFound } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { listPage, tasksUrl } from './task-list.page.js';
import { TaskList } from './task-list.service.js';
import { TasksQueries } from './tasks.queries.js';

@Controller('courses/:slug/tasks')
export class TasksController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly list: TaskList,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async index(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const [tasks, removed] = await Promise.all([
			this.tasks.outline(course.id, viewer.id),
			canEditTasks(viewer, course) ? this.tasks.removed(course.id) : [],
		]);
		return page('tasks/list', listPage(course, viewer, this.i18n, tasks, removed));
	}

	@Delete(':id')
	async remove(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const outcome = await this.list.remove(member, course.id, idFrom(id));
		if (outcome === 'gone') throw new NotFound();
		return redirect(tasksUrl(course), { flash: 'tasks.flash-removed' });
	}

	@Post(':id/restoration')
	async restore(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const outcome = await this.list.restore(member, course.id, idFrom(id));
		return redirect(tasksUrl(course), outcome === 'restored' ? { flash: 'tasks.flash-restored' } : {});
	}
}
