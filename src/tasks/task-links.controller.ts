import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { canEditTasks } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { readLinkList } from './link-list.js';
import { LinksForm } from './task.form.js';
import { TaskAuthoring } from './task-authoring.service.js';
import { linksPage } from './task-links.page.js';
import { tasksUrl } from './task-list.page.js';

@Controller('courses/:slug/tasks/links')
export class TaskLinksController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly authoring: TaskAuthoring,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async new(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		return page('tasks/links', linksPage(course, viewer, this.i18n));
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
		const form = parse(LinksForm, body);
		const list = readLinkList(form.ok ? form.value.links : '');
		if (!list.ok) {
			const errors = { links: `tasks.error-links-${list.problem}` };
			const model = linksPage(course, viewer, this.i18n, form.values, errors, list.lines);
			return page('tasks/links', model, { status: 422 });
		}
		await this.throttles.take('task-links', member.id, { limit: 20, seconds: 3600 });
		const contents = list.tasks.map((task) => ({ ...task, proof: 'none' as const }));
		const ids = await this.authoring.createAll(member, course.id, contents);
		return redirect(tasksUrl(course), { flash: { key: 'tasks.flash-links', args: { count: ids.length } } });
	}
}
