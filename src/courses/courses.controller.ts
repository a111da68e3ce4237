import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { parse, refuse } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { document, page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { SchoolsQueries } from '../schools/schools.queries.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { coverSvg } from './course-cover.js';
import { newCoursePage } from './course-form.page.js';
import { CourseForm, newCourseOf } from './course.form.js';
import { canCreate } from './course.policy.js';
import { CoursesQueries } from './courses.queries.js';

@Controller('courses')
export class CoursesController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly authoring: CourseAuthoring,
		private readonly schools: SchoolsQueries,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('new')
	async new(@CurrentViewer() viewer: Viewer) {
		if (!canCreate(viewer))
			return page('courses/confirm-first', { title: this.i18n.t(viewer.locale, 'courses.new-title') });
		return page('courses/new', newCoursePage(viewer, this.i18n, await this.schools.organisedBy(viewer.id)));
	}

	@Post()
	async create(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Body() body: unknown) {
		authorize(canCreate(viewer));
		const schools = await this.schools.organisedBy(member.id);
		const parsed = parse(CourseForm, body);
		const isOffered =
			!parsed.ok || ['', ...schools.map(({ id }) => String(id))].includes(parsed.value.schoolId);
		const form = isOffered ? parsed : refuse(parsed.values, { schoolId: 'courses.error-school' });
		if (!form.ok)
			return page('courses/new', newCoursePage(viewer, this.i18n, schools, form.values, form.errors), {
				status: 422,
			});
		await this.throttles.take('course', member.id, { limit: 20, seconds: 86_400 });
		const { slug } = await this.authoring.create(member, newCourseOf(form.value));
		return redirect(`/courses/${slug}/manage`, { flash: 'courses.created' });
	}

	@Get(':slug/cover.svg')
	@Public()
	async cover(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const control = course.publishedAt ? 'public, max-age=86400' : 'private, no-cache';
		return document(coverSvg(course.id, course.accent, course.title), 'image/svg+xml', {
			headers: { 'cache-control': control },
		});
	}
}
