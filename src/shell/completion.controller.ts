import { Controller, Delete, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { courseUrl } from '../courses/course.page.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { DOCUMENT_BYTES_LIMIT } from '../platform/files/document.js';
import { readUpload } from '../platform/files/upload.js';
import { authorize } from '../platform/http/access.js';
import { Forbidden, found, idFrom, NotFound } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { handedIn, parseCompletion } from '../tasks/completion.form.js';
import { Completions } from '../tasks/completions.service.js';
import { canComplete } from '../tasks/task.policy.js';
import { nextOpen } from '../tasks/task-list.page.js';
import { type TaskText, TasksQueries } from '../tasks/tasks.queries.js';
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
		@Req() request: FastifyRequest,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canComplete(viewer, course));
		const [text] = await Promise.all([
			this.tasks.text(course.id, idFrom(id)),
			this.throttles.take('completion', member.id, { limit: 600, seconds: 3600 }),
		]);
		const task = found(text);
		const { fields, file, name } = await readUpload(request, 'file', DOCUMENT_BYTES_LIMIT);
		if (file) await this.throttles.take('work-file', member.id, { limit: 60, seconds: 3_600 });
		const form = parseCompletion(task, fields);
		if (!form.ok) return this.pages.show(viewer, slug, task.id, { sent: form });
		const refused = (outcome: 'too-large' | 'no-file' | 'not-an-image' | 'no-room') => {
			const sent = { values: form.values, errors: { file: `tasks.error-file-${outcome}` } };
			return this.pages.show(viewer, slug, task.id, { sent });
		};
		if (file === 'too-large') return refused(file);
		const work = handedIn(task, form.value, file && { bytes: file, name });
		const outcome = await this.completions.complete(member, course.id, task.id, work);
		switch (outcome) {
			case 'gone':
				throw new NotFound();
			case 'not-a-participant':
				throw new Forbidden();
			case 'course-completed':
				return redirect(`${courseUrl(course)}/congratulations`);
			case 'no-file':
			case 'not-an-image':
			case 'too-large':
			case 'no-room':
				return refused(outcome);
			case 'done':
			case 'already-done':
				return this.onward(course, member, task);
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

	/** To the next task that is open, so that the reader never has to look for their place. */
	private async onward(course: CourseRow, member: Member, { id, title }: TaskText) {
		const outline = await this.tasks.outline(course.id, member.id);
		const next = nextOpen(outline, id, ({ completedAt }) => completedAt !== null);
		if (!next) return redirect(`${courseUrl(course)}/congratulations`);
		return redirect(taskUrl(course, next.id), { flash: { key: 'tasks.flash-done', args: { title } } });
	}
}
