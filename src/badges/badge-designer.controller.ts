import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { BadgeForm } from './badge.form.js';
import { draftImageUrl } from './badge.page.js';
import { canDesign } from './badge.policy.js';
import { coursePlace, designerPage, designOf, firstValues, storedValues } from './badge-designer.page.js';
import { BadgeDesigns } from './badge-designs.service.js';
import { BadgesQueries, type DesignRow } from './badges.queries.js';

/** The completion badge of a course, as its organisers make it. */
@Controller('courses/:slug/badge')
export class BadgeDesignerController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly badges: BadgesQueries,
		private readonly designs: BadgeDesigns,
		private readonly i18n: I18n,
	) {}

	@Get('edit')
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = await this.course(viewer, slug);
		authorize(canDesign(viewer, course));
		const design = await this.badges.designOf(course.id);
		const values = design
			? storedValues(design, this.i18n)
			: firstValues(course, await this.badges.taskTitles(course.id), viewer, this.i18n);
		return this.page(course, viewer, design, values);
	}

	@Put()
	async save(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = await this.course(viewer, slug);
		authorize(canDesign(viewer, course));
		const form = parse(BadgeForm, body);
		if (!form.ok || form.value.preview) {
			const design = await this.badges.designOf(course.id);
			return this.page(course, viewer, design, form.values, form.ok ? {} : form.errors);
		}
		await this.designs.save(member, course.id, designOf(form.value, course, viewer, this.i18n));
		return redirect(`${courseUrl(course)}/badges`, { flash: 'badges.saved' });
	}

	@Post('publication')
	async publish(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = await this.course(viewer, slug);
		authorize(canDesign(viewer, course));
		const outcome = await this.designs.publish(member, course.id);
		const back = `${courseUrl(course)}/badges`;
		return outcome === 'published'
			? redirect(back, { flash: 'badges.published' })
			: redirect(back, { flash: `badges.${outcome}`, kind: 'problem' });
	}

	private page(
		course: CourseRow,
		viewer: Viewer,
		design: DesignRow | undefined,
		values: Values,
		errors: FieldErrors = {},
	) {
		const model = designerPage(coursePlace(course, viewer, this.i18n), viewer, this.i18n, {
			action: `${courseUrl(course)}/badge?_method=PUT`,
			titleKey: 'badges.design-title',
			ledeKey: 'badges.design-lede',
			values,
			errors,
			...(design?.isUploaded && { uploadedUrl: draftImageUrl(design) }),
		});
		return page('badges/edit', model, { status: Object.keys(errors).length > 0 ? 422 : 200 });
	}

	private async course(viewer: Viewer, slug: string): Promise<CourseRow> {
		return found(await this.courses.visibleTo(viewer, slug));
	}
}
