import { Controller, Get, Param, Query } from '@nestjs/common';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { document, page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { canFollowProgress } from '../tasks/task.policy.js';
import { progressCsv, progressPage } from './progress.page.js';
import { ProgressQueries } from './progress.queries.js';

const PAGE_SIZE = 50;

@Controller('courses/:slug')
export class ProgressController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly progress: ProgressQueries,
		private readonly i18n: I18n,
	) {}

	@Get('progress')
	async show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('run') runText?: string,
		@Query('page') wish?: string,
	) {
		const course = await this.followed(viewer, slug);
		const { frame, run } = await this.run(course, runText);
		const slice = paginate(wish, PAGE_SIZE);
		const rows = await this.progress.people(course.id, run.id, { ...slice, limit: slice.limit + 1 });
		return page('courses/progress', progressPage(course, viewer, this.i18n, { frame, run, rows, slice }));
	}

	@Get('progress.csv')
	async download(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('run') runText?: string,
	) {
		const course = await this.followed(viewer, slug);
		const { frame, run } = await this.run(course, runText);
		const rows = await this.progress.people(course.id, run.id);
		return document(progressCsv(frame, rows, this.i18n, viewer.locale), 'text/csv; charset=utf-8', {
			headers: {
				'cache-control': 'no-store',
				'content-disposition': `attachment; filename="${course.slug}-progress.csv"`,
			},
		});
	}

	private async followed(viewer: Viewer, slug: string): Promise<CourseRow> {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canFollowProgress(viewer, course));
		return course;
	}

	/** The run that was asked for, else the one that the whole site shows. */
	private async run({ id, run: present }: CourseRow, wish?: string) {
		const frame = await this.progress.frame(id);
		const wanted = wish === undefined ? present.id : idFrom(String(wish));
		return { frame, run: found(frame.runs.find((run) => run.id === wanted)) };
	}
}
