import { Controller, Delete, Param, Post } from '@nestjs/common';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { CourseLife } from './course-life.service.js';
import { canArchive, canEdit } from './course.policy.js';
import { courseUrl } from './course.page.js';
import { type CourseRow, CoursesQueries } from './courses.queries.js';

@Controller('courses/:slug')
export class CoursePublicationController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly life: CourseLife,
	) {}

	@Post('publication')
	async publish(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.life.publish(member, course.id);
		return redirect(courseUrl(course), told('published', course));
	}

	@Post('archival')
	async archive(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canArchive(viewer, course));
		await this.life.archive(member, course.id);
		return redirect(`${courseUrl(course)}/manage`, told('archived', course));
	}

	@Delete('archival')
	async reopen(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canArchive(viewer, course));
		await this.life.reopen(member, course.id);
		return redirect(`${courseUrl(course)}/manage`, told('reopened', course));
	}
}

function told(what: string, { title }: CourseRow) {
	return { flash: { key: `courses.${what}`, args: { title } } };
}
