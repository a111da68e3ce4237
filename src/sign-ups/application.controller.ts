import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom, NotFound } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DecisionForm, MessageForm } from './application.form.js';
import { applicationPage, applicationUrl } from './application.page.js';
import { canDiscuss, canSee, canWithdraw, mayDecide } from './application.policy.js';
import { type ApplicationRow, ApplicationsQueries } from './applications.queries.js';
import { Applications } from './applications.service.js';

@Controller('courses/:slug/applications/:id')
export class ApplicationController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: ApplicationsQueries,
		private readonly applications: Applications,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const { course, application } = await this.load(viewer, slug, id);
		return page('sign-ups/application', await this.model(course, viewer, application));
	}

	@Delete()
	async withdraw(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const { course, application } = await this.load(viewer, slug, id);
		authorize(canWithdraw(viewer, application) || application.person.id === viewer.id);
		const outcome = await this.applications.withdraw(course.id, application);
		return redirect(outcome === 'withdrawn' ? courseUrl(course) : applicationUrl(course, application.id), {
			flash: outcome === 'withdrawn' ? 'sign-ups.withdrawn' : 'sign-ups.not-open',
			kind: outcome === 'withdrawn' ? 'done' : 'problem',
		});
	}

	@Post('decision')
	async decide(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const { course, application } = await this.load(viewer, slug, id);
		authorize(mayDecide(viewer, course, application));
		const form = parse(DecisionForm, body);
		if (!form.ok) return this.refused(course, viewer, application, form);
		const outcome = await this.applications.decide(member, course.id, application, form.value);
		const isDone = outcome !== 'not-open' && outcome !== 'over';
		return redirect(`${courseUrl(course)}/applications${isDone ? '' : `/${application.id}`}`, {
			flash: { key: `sign-ups.decided-${outcome}`, args: { name: application.person.displayName } },
			kind: isDone ? 'done' : 'problem',
		});
	}

	@Post('messages')
	async discuss(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const { course, application } = await this.load(viewer, slug, id);
		authorize(canDiscuss(viewer, course, application));
		const form = parse(MessageForm, body);
		if (!form.ok) return this.refused(course, viewer, application, form);
		await this.throttles.take('sign-up-message', member.id, { limit: 60, seconds: 3_600 });
		await this.applications.discuss(member, course.id, application, form.value.body);
		return redirect(`${applicationUrl(course, application.id)}#thread`);
	}

	private async load(viewer: Viewer, slug: string, id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const application = found(await this.queries.one(course.id, idFrom(id)));
		if (!canSee(viewer, course, application)) throw new NotFound();
		return { course, application };
	}

	private async refused(
		course: CourseRow,
		viewer: Viewer,
		application: ApplicationRow,
		{ values, errors }: { values: Values; errors: FieldErrors },
	) {
		return page('sign-ups/application', await this.model(course, viewer, application, values, errors), {
			status: 422,
		});
	}

	private async model(
		course: CourseRow,
		viewer: Viewer,
		application: ApplicationRow,
		values?: Values,
		errors?: FieldErrors,
	) {
		const [answers, messages] = await Promise.all([
			this.queries.answers(application.id),
			this.queries.messages(application.id),
		]);
		const parts = { application, answers, messages };
		return applicationPage(course, viewer, this.i18n, parts, values, errors);
	}
}
