import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { canEdit } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { type Parsed, parse, refuse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { QuestionsForm, questionsOf } from './questions.form.js';
import { questionsPage, typedQuestions } from './questions.page.js';
import { SignUpQuestions } from './questions.service.js';

@Controller('courses/:slug/questions')
export class QuestionsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly questions: SignUpQuestions,
		private readonly i18n: I18n,
	) {}

	@Get()
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const questions = await this.questions.of(course);
		return page('sign-ups/questions', questionsPage(course, viewer, this.i18n, questions));
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
		const form = check(body);
		if (!form.ok)
			return page(
				'sign-ups/questions',
				questionsPage(course, viewer, this.i18n, typedQuestions(form.values), form.errors),
				{ status: 422 },
			);
		await this.questions.change(member, course.id, questionsOf(form.value));
		return redirect(`${courseUrl(course)}/questions`, { flash: 'sign-ups.questions-saved' });
	}
}

function check(body: unknown): Parsed<QuestionsForm> {
	const form = parse(QuestionsForm, body);
	if (form.ok && questionsOf(form.value).length === 0)
		return refuse(form.values, { question: 'sign-ups.error-questions' });
	return form;
}
