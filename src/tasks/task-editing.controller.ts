import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { canEditTasks } from '../courses/course.policy.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { Drafts } from '../drafts/drafts.service.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom, NotFound } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { TaskAuthoring } from './task-authoring.service.js';
import { TaskForm } from './task.form.js';
import { TaskFormPages, taskPlace } from './task-form.page.js';
import { tasksUrl } from './task-list.page.js';
import { TasksQueries } from './tasks.queries.js';

@Controller('courses/:slug/tasks')
export class TaskEditingController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly authoring: TaskAuthoring,
		private readonly pages: TaskFormPages,
		private readonly drafts: Drafts,
		private readonly throttles: Throttles,
	) {}

	@Get('new')
	async new(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		return page('tasks/edit', await this.pages.blank(course, viewer));
	}

	@Post()
	async create(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const form = parse(TaskForm, body);
		const shown = { values: form.values, taskId: null };
		if (!form.ok) return this.bad(course, viewer, { ...shown, errors: form.errors });
		if (form.value.intent === 'preview')
			return page('tasks/edit', await this.pages.filled(course, viewer, { ...shown, preview: true }));
		await this.throttle(member);
		await this.authoring.create(member, course.id, form.value, form.value.note);
		await this.drafts.forget(member, taskPlace(course, null));
		return redirect(tasksUrl(course), {
			flash: { key: 'tasks.flash-created', args: { title: form.value.title } },
		});
	}

	@Get(':id/edit')
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const task = found(await this.tasks.text(course.id, idFrom(id)));
		return page('tasks/edit', await this.pages.of(course, viewer, task));
	}

	@Put(':id')
	async save(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const taskId = idFrom(id);
		const form = parse(TaskForm, body);
		const shown = { values: form.values, taskId };
		if (!form.ok) return this.bad(course, viewer, { ...shown, errors: form.errors });
		if (form.value.intent === 'preview')
			return page('tasks/edit', await this.pages.filled(course, viewer, { ...shown, preview: true }));
		await this.throttle(member);
		const base = Number(form.value.base);
		const revised = await this.authoring.revise(member, course.id, taskId, base, form.value, form.value.note);
		if (revised.outcome === 'gone') throw new NotFound();
		if (revised.outcome === 'stale')
			return page(
				'tasks/edit',
				await this.pages.conflict(course, viewer, shown, revised.current.revisionId),
				{
					status: 409,
				},
			);
		await this.drafts.forget(member, taskPlace(course, taskId));
		return redirect(`${tasksUrl(course)}/${taskId}`, { flash: `tasks.flash-${revised.outcome}` });
	}

	private async bad(course: CourseRow, viewer: Viewer, shown: Parameters<TaskFormPages['filled']>[2]) {
		return page('tasks/edit', await this.pages.filled(course, viewer, shown), { status: 422 });
	}

	private throttle(member: Member): Promise<void> {
		return this.throttles.take('task-save', member.id, { limit: 200, seconds: 3600 });
	}
}
