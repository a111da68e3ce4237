import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { parse } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { CommentForm } from './comment.form.js';
import { THREADS_PER_PAGE } from './comment.page.js';
import { backTo, REPLIES_PER_PAGE, taskUrl } from './comment-address.page.js';
import { canPost } from './comment.policy.js';
import { CommentsQueries } from './comments.queries.js';
import { Comments } from './comments.service.js';
import { discussionPage, newCommentPage, threadPage } from './discussion.page.js';

const RATE = { limit: 30, seconds: 600 };

@Controller('courses/:slug')
export class DiscussionController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: CommentsQueries,
		private readonly comments: Comments,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('discussion')
	@Public()
	async list(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('page') pageNumber: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const slice = paginate(pageNumber, THREADS_PER_PAGE);
		const threads = await this.queries.threadsOf(course.id, null, slice);
		return page('discussions/index', discussionPage(threads, slice, { course, viewer, i18n: this.i18n }));
	}

	@Get('discussion/:threadId')
	@Public()
	async thread(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('threadId') threadId: string,
		@Query('page') pageNumber: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const slice = paginate(pageNumber, REPLIES_PER_PAGE);
		const thread = found(await this.queries.thread(course.id, idFrom(threadId), slice));
		return page('discussions/thread', threadPage(thread, slice, { course, viewer, i18n: this.i18n }));
	}

	@Post('comments')
	async post(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Query('from') from: unknown,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canPost(viewer, course));
		const form = parse(CommentForm, body);
		const again = (errors: Readonly<Record<string, string>>, status: number) => {
			const model = newCommentPage(form.values, errors, from, { course, viewer, i18n: this.i18n });
			return page('discussions/new', model, { status });
		};
		if (!form.ok) return again(form.errors, 422);
		await this.throttles.take('comment', member.id, RATE);
		const { taskId, threadId } = form.value;
		const posted = await this.comments.post(member, {
			courseId: course.id,
			taskId: taskId ? Number(taskId) : null,
			threadId: threadId ? Number(threadId) : null,
			body: form.value.body,
		});
		if (posted.outcome === 'gone') return again({ body: 'discussions.error-gone' }, 404);
		if (posted.outcome === 'hidden-thread') return again({ body: 'discussions.error-hidden-thread' }, 422);
		const place = posted.taskId ? taskUrl(course, posted.taskId) : `${courseUrl(course)}/discussion`;
		const [back] = backTo(from, place).split('#');
		return redirect(`${back}#comment-${posted.id}`, { flash: 'discussions.posted' });
	}
}
