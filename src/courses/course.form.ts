import { IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { NewCourse } from './course-authoring.service.js';
import { LANGUAGES } from './course-words.js';
import { type Kind, KINDS } from './course.entity.js';

export const TITLE_LIMIT = 80;
export const SUMMARY_LIMIT = 150;
export const TERM_LIMIT = 30;

export const ONE_LINE = /^\P{Cc}*$/u;

export class CourseForm {
	@Matches(ONE_LINE, { message: 'courses.error-title' })
	@Length(3, TITLE_LIMIT, { message: 'courses.error-title' })
	title: string;

	@Matches(ONE_LINE, { message: 'courses.error-summary' })
	@Length(1, SUMMARY_LIMIT, { message: 'courses.error-summary' })
	summary: string;

	@IsIn(KINDS, { message: 'courses.error-kind' })
	kind: Kind;

	@Matches(ONE_LINE, { message: 'courses.error-own-term' })
	@MaxLength(TERM_LIMIT, { message: 'courses.error-own-term' })
	ownTerm = '';

	@IsIn(LANGUAGES, { message: 'courses.error-language' })
	language: string;

	/** One of the schools offered, or '' for none; which ones those are is for the controller to check. */
	@IsString({ message: 'courses.error-school' })
	schoolId = '';
}

export function newCourseOf(form: CourseForm): NewCourse {
	return {
		title: form.title,
		summary: form.summary,
		kind: form.kind,
		ownTerm: form.ownTerm || null,
		language: form.language,
		schoolId: form.schoolId ? Number(form.schoolId) : null,
	};
}
