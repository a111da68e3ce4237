import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Parsed, parse, refuse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { type SchoolChoice, SchoolsQueries } from '../schools/schools.queries.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { licencesOf, settingsPage } from './course-form.page.js';
import { canEdit } from './course.policy.js';
import { courseUrl } from './course.page.js';
import { type CourseRow, CoursesQueries } from './courses.queries.js';
import { SettingsForm, settingsOf } from './settings.form.js';

@Controller('courses/:slug/settings')
export class SettingsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly authoring: CourseAuthoring,
		private readonly schools: SchoolsQueries,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		return page(
			'courses/settings',
			settingsPage(course, viewer, this.i18n, await this.choices(viewer, course)),
		);
	}

	@Put()
	async change(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const schools = await this.choices(viewer, course);
		const form = check(body, course, schools);
		if (!form.ok)
			return page(
				'courses/settings',
				settingsPage(course, viewer, this.i18n, schools, form.values, form.errors),
				{
					status: 422,
				},
			);
		await this.throttles.take('course-settings', member.id, { limit: 100, seconds: 3_600 });
		await this.authoring.changeSettings(member, course.id, settingsOf(form.value));
		return redirect(`${courseUrl(course)}/manage`, { flash: 'courses.settings-saved' });
	}

	/** The schools of the organiser, and the one that the course is in already. */
	private async choices(viewer: Viewer, { school }: CourseRow): Promise<SchoolChoice[]> {
		const own = await this.schools.organisedBy(viewer.id);
		return school && !own.some(({ id }) => id === school.id) ? [...own, school] : own;
	}
}

function check(body: unknown, course: CourseRow, schools: readonly SchoolChoice[]): Parsed<SettingsForm> {
	const form = parse(SettingsForm, body);
	if (!form.ok) return form;
	const offered = ['', ...schools.map(({ id }) => String(id))];
	if (!offered.includes(form.value.schoolId))
		return refuse(form.values, { schoolId: 'courses.error-school' });
	if (!licencesOf(course).includes(form.value.licence))
		return refuse(form.values, { licence: 'courses.error-licence' });
	return form;
}
