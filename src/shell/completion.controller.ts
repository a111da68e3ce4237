import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { Forbidden, found, idFrom, NotFound } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { handedIn, parseCompletion } from '../tasks/completion.form.js';
import { Completions } from '../tasks/completions.service.js';
import { canComplete } from '../tasks/task.policy.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { taskUrl } from './task.page.js';
import { TaskPages } from './task-pages.service.js';

@Controller('courses/:slug/tasks/:id/completion')
export class CompletionController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly completions: Completions,
		private readonly throttles: Throttles,
		private readonly pages: TaskPages,
	) {}

	@Post()
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
		if (!form.ok) return this.pages.show(course, viewer, task.id, { sent: form });
		const work = handedIn(task.proof, form.value.proof);
		const outcome = await this.completions.complete(member, course.id, task.id, work);
		switch (outcome) {
			case 'gone':
				throw new NotFound();
			case 'not-a-participant':
				throw new Forbidden();
			case 'course-completed':
				return redirect(`${courseUrl(course)}/congratulations`);
			case 'done':
			case 'already-done':
			case 'proof-changed':
				return redirect(`${taskUrl(course, task.id)}#done`);
		}
	}

	@Delete()
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
}
