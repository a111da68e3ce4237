import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { canEditTasks } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom, NotFound } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { TaskAuthoring } from './task-authoring.service.js';
import { comparisonPage, historyPage, revisionPage } from './task-history.page.js';
import { tasksUrl } from './task-list.page.js';
import { TaskRevisionsQueries } from './task-revisions.queries.js';
import { TasksQueries } from './tasks.queries.js';

const PER_PAGE = 30;
/** Long texts take tenths of a second to compare. */
const COMPARISONS = { limit: 60, seconds: 60 };

/** Earlier texts are for those who may edit: they can hold what was written while the course was a draft. */
@Controller('courses/:slug/tasks/:id/history')
export class TaskHistoryController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly revisions: TaskRevisionsQueries,
		private readonly authoring: TaskAuthoring,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async index(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Query('page') pageText: string | undefined,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const task = found(await this.tasks.text(course.id, idFrom(id)));
		const slice = paginate(pageText, PER_PAGE);
		const revisions = await this.revisions.list(task.id, slice.limit + 1, slice.offset);
		return page('revisions/history', historyPage(course, viewer, this.i18n, task, revisions, slice));
	}

	@Get('comparison')
	async compare(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Query('from') from = '',
		@Query('to') to = '',
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		await this.throttles.take('comparison', viewer.id, COMPARISONS);
		const task = found(await this.tasks.text(course.id, idFrom(id)));
		const [older, newer] = await this.revisions.some(task.id, [idFrom(from), idFrom(to)]);
		const pair = [found(older), newer ?? found(older)] as const;
		return page('revisions/comparison', comparisonPage(course, viewer, this.i18n, task, pair));
	}

	@Get(':revision')
	async show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Param('revision') revisionId: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const task = found(await this.tasks.text(course.id, idFrom(id)));
		const [revision] = await this.revisions.some(task.id, [idFrom(revisionId)]);
		return page('revisions/revision', revisionPage(course, viewer, this.i18n, task, found(revision)));
	}

	@Post(':revision/restoration')
	async restore(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Param('revision') revisionId: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const taskId = idFrom(id);
		const outcome = await this.authoring.restore(member, course.id, taskId, idFrom(revisionId));
		if (outcome === 'gone') throw new NotFound();
		return redirect(`${tasksUrl(course)}/${taskId}`, { flash: 'revisions.flash-restored' });
	}
}
