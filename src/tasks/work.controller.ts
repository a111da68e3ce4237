import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { documentName } from '../platform/files/document.js';
import { Files } from '../platform/files/files.js';
import { servedFile } from '../platform/files/served-file.js';
import { found, idFrom } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { workSeenBy } from './task.policy.js';
import { tasksUrl } from './task-list.page.js';
import { TasksQueries } from './tasks.queries.js';
import { workPage, worksPage } from './work.page.js';
import { WorkQueries } from './work.queries.js';

const PAGE_SIZE = 20;

/** What people handed in. Whoever may not see a piece of work is not told that there is one. */
@Controller('courses/:slug/tasks/:id/work')
export class WorkController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly works: WorkQueries,
		private readonly files: Files,
		private readonly i18n: I18n,
	) {}

	@Get()
	async index(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Query('page') wish: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const taskId = idFrom(id);
		const slice = paginate(wish, PAGE_SIZE);
		const seen = workSeenBy(viewer, course);
		const [task, works] = await Promise.all([
			this.tasks.text(course.id, taskId),
			this.works.ofTask({ courseId: course.id, taskId }, viewer.id, seen, slice),
		]);
		const place = { course, viewer, i18n: this.i18n, task: this.place(course, taskId, found(task).title) };
		return page('tasks/works', worksPage(works, slice, place));
	}

	@Get(':workId')
	async show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Param('workId') workId: string,
	) {
		const { course, work } = await this.visible(viewer, slug, id, workId);
		const task = this.place(course, idFrom(id), work.taskTitle);
		return page('tasks/work', workPage(work, { course, viewer, i18n: this.i18n, task }));
	}

	@Get(':workId/file')
	async file(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Param('workId') workId: string,
		@Headers('range') range?: string,
		@Headers('if-range') ifRange?: string,
	) {
		const { work } = await this.visible(viewer, slug, id, workId);
		const stored = found(await this.files.open(found(work.fileId)));
		const name = documentName(work.file?.name ?? '', stored.mediaType);
		return servedFile(
			stored,
			{ range, ifRange },
			{
				'cache-control': 'private, max-age=300',
				'content-disposition': `${work.file?.isPicture ? 'inline' : 'attachment'}; filename="${name}"`,
			},
		);
	}

	private async visible(viewer: Viewer, slug: string, id: string, workId: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const place = { courseId: course.id, taskId: idFrom(id), workId: idFrom(workId) };
		return { course, work: found(await this.works.one(place, viewer.id, workSeenBy(viewer, course))) };
	}

	private place(course: CourseRow, taskId: number, title: string) {
		return { title, href: `${tasksUrl(course)}/${taskId}` };
	}
}
