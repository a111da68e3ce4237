import { Injectable } from '@nestjs/common';
import { CoursesQueries } from '../courses/courses.queries.js';
import { discussionView, THREADS_PER_PAGE } from '../discussions/comment.page.js';
import { CommentsQueries } from '../discussions/comments.queries.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { type Page, page } from '../platform/http/reply.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { workSeenBy } from '../tasks/task.policy.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { type Sent, taskPage, taskUrl } from './task.page.js';

/** The page of a task: the text, the viewer's work, the work of others and what is said about it. */
@Injectable()
export class TaskPages {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly comments: CommentsQueries,
		private readonly i18n: I18n,
	) {}

	/** `sent` is a Done that could not be taken; the page then says why and keeps what was typed. */
	async show(
		viewer: Viewer,
		slug: string,
		taskId: number,
		{ pageText, sent }: { pageText?: unknown; sent?: Sent } = {},
	): Promise<Page> {
		const slice = paginate(pageText, THREADS_PER_PAGE);
		const [visible, mine] = await Promise.all([
			this.courses.visibleTo(viewer, slug),
			this.tasks.mine(slug, viewer.id, taskId),
		]);
		const course = found(visible);
		const [row, threads] = await Promise.all([
			this.tasks.forPage(course.id, taskId, workSeenBy(viewer, course)),
			this.comments.threadsOf(course.id, taskId, slice),
		]);
		const task = found(row);
		const path = taskUrl(course, taskId);
		const model = {
			...taskPage(course, viewer, this.i18n, { task, ...mine }, sent),
			discussion: discussionView(threads, slice, { course, viewer, path, taskId }),
		};
		return page('tasks/show', model, { status: sent ? 422 : 200 });
	}
}
