import { Controller, Get, Param, Query } from '@nestjs/common';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Public } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { TaskPages } from './task-pages.service.js';

@Controller('courses/:slug/tasks/:id')
export class TaskController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly pages: TaskPages,
	) {}

	@Get()
	@Public()
	async show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Query('page') pageText: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		return this.pages.show(course, viewer, idFrom(id), { pageText });
	}
}
