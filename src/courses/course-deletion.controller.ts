import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { CourseLife } from './course-life.service.js';
import { canEdit } from './course.policy.js';
import { CoursesQueries } from './courses.queries.js';

@Controller('courses')
export class CourseDeletionController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly life: CourseLife,
	) {}

	@Delete(':slug')
	async delete(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.life.remove(member, course.id);
		return redirect('/courses/deleted', {
			flash: { key: 'courses.deleted', args: { title: course.title } },
		});
	}

	@Get('deleted')
	async deleted(@CurrentViewer() viewer: Viewer) {
		return page('courses/deleted', {
			titleKey: 'courses.deleted-title',
			courses: await this.courses.deletedOf(viewer),
		});
	}

	@Post(':slug/restoration')
	async restore(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.recoverableBy(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.life.restore(member, course.id);
		return redirect(`/courses/${course.slug}/manage`, {
			flash: { key: 'courses.restored', args: { title: course.title } },
		});
	}
}
