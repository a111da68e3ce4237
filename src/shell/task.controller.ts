import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { idFrom } from '../platform/http/errors.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { TaskPages } from './task-pages.service.js';

@Controller('courses/:slug/tasks/:id')
export class TaskController {
	constructor(private readonly pages: TaskPages) {}

	@Get()
	@Public()
	show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Query('page') pageText: unknown,
	) {
		return this.pages.show(viewer, slug, idFrom(id), { pageText });
	}
}
