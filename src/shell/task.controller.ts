import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, idFrom, NotFound } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { handedIn, parseCompletion } from '../tasks/completion.form.js';
import { Completions } from '../tasks/completions.service.js';
import { canComplete, canSeePeersWork } from '../tasks/task.policy.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { type Sent, taskPage, taskUrl } from './task.page.js';

@Controller('courses/:slug/tasks/:id')
export class TaskController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly completions: Completions,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		return page('tasks/show', await this.model(course, viewer, idFrom(id)));
	}

	@Post('completion')
	async complete(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canComplete(viewer, course));
		await this.throttles.take('completion', member.id, { limit: 600, seconds: 3600 });
		const task = found(await this.tasks.text(course.id, idFrom(id)));
		const form = parseCompletion(task.proof, body);
		if (!form.ok) return page('tasks/show', await this.model(course, viewer, task.id, form), { status: 422 });
		const work = handedIn(task.proof, form.value.proof);
		const outcome = await this.completions.complete(member, course.id, task.id, work);
		if (outcome === 'gone') throw new NotFound();
		authorize(outcome !== 'not-a-participant');
		if (outcome === 'course-completed') return redirect(`/courses/${course.slug}/congratulations`);
		return redirect(`${taskUrl(course, task.id)}#done`);
	}

	@Delete('completion')
	async undo(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canComplete(viewer, course));
		const taskId = idFrom(id);
		await this.completions.undo(member, course.id, taskId);
		return redirect(`${taskUrl(course, taskId)}#work`);
	}

	private async model(course: CourseRow, viewer: Viewer, taskId: number, sent?: Sent) {
		const peers = canSeePeersWork(viewer, course);
		const task = found(await this.tasks.forPage(course.id, taskId, viewer.id, { peers }));
		return taskPage(course, viewer, this.i18n, task, sent);
	}
}
