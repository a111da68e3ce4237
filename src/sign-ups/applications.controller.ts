import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { canEdit } from '../courses/course.policy.js';
import { type CourseRow, CoursesQueries, type RunRow } from '../courses/courses.queries.js';
import { type Parsed, parse, refuse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ApplicationForm, answerErrors } from './application.form.js';
import { applicationUrl, applyPage } from './application.page.js';
import { canApply, runsToApplyTo } from './application.policy.js';
import { applicationsPage } from './applications.page.js';
import { ApplicationsQueries } from './applications.queries.js';
import { Applications } from './applications.service.js';
import { fingerprint, type Question, SignUpQuestions } from './questions.service.js';

const PAGE_SIZE = 50;

@Controller('courses/:slug/applications')
export class ApplicationsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: ApplicationsQueries,
		private readonly applications: Applications,
		private readonly questions: SignUpQuestions,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('page') wish?: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const slice = paginate(wish, PAGE_SIZE);
		const rows = await this.queries.ofCourse(course.id, slice);
		return page('sign-ups/applications', applicationsPage(course, viewer, this.i18n, rows, slice));
	}

	/** The way to the form; whoever cannot use it is led to where they stand. */
	@Get('new')
	async new(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('run') wish?: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canApply(viewer, course) || course.membership !== null);
		const run = runWished(course, wish);
		if (!run || !canApply(viewer, course) || course.waiting?.runId === run.id)
			return redirect(courseUrl(course));
		const open = await this.queries.openOf(viewer.id, [run.id]);
		if (open) return redirect(applicationUrl(course, open.id));
		const questions = await this.questions.of(course);
		return page('sign-ups/apply', applyPage(course, run, viewer, this.i18n, questions));
	}

	@Post()
	async apply(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canApply(viewer, course));
		const questions = await this.questions.of(course);
		const form = check(body, questions);
		const run = runWished(course, String(form.values['runId'] ?? ''));
		if (!run) return redirect(courseUrl(course), { flash: 'sign-ups.error-run', kind: 'problem' });
		if (!form.ok)
			return page(
				'sign-ups/apply',
				applyPage(course, run, viewer, this.i18n, questions, form.values, form.errors),
				{ status: 422 },
			);
		await this.throttles.take('sign-up', member.id, { limit: 30, seconds: 86_400 });
		const answers = questions.map((question, index) => ({
			...question,
			bodyMd: form.value.answer[index] ?? '',
		}));
		const place = { courseId: course.id, runId: run.id };
		const sharesEmail = form.value.shareEmail === 'true';
		const id = await this.applications.apply(member, place, answers, sharesEmail);
		if (id === 'no-run') return redirect(courseUrl(course), { flash: 'sign-ups.error-run', kind: 'problem' });
		return redirect(applicationUrl(course, id), { flash: 'sign-ups.sent' });
	}
}

function runWished(course: CourseRow, wish: string | undefined): RunRow | undefined {
	const runs = runsToApplyTo(course);
	return wish ? runs.find(({ id }) => String(id) === wish) : runs[0];
}

function check(body: unknown, questions: readonly Question[]): Parsed<ApplicationForm> {
	const form = parse(ApplicationForm, body);
	if (!form.ok) return form;
	if (form.value.asked !== fingerprint(questions))
		return refuse(form.values, { answer1: 'sign-ups.error-asked' });
	const errors = answerErrors(form.value.answer, questions.length);
	return Object.keys(errors).length > 0 ? refuse(form.values, errors) : form;
}
