import { courseUrl, manageCrumbs } from '../courses/course-place.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { AUDIENCES } from './question.entity.js';
import { QUESTION_LIMIT, QUESTIONS_LIMIT } from './questions.form.js';
import type { Question } from './questions.service.js';

/** Empty rows below the questions there are. */
const SPARE_ROWS = 2;

export function questionsPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	questions: readonly Question[],
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const label = i18n.t(locale, 'sign-ups.questions');
	const rows = Math.min(QUESTIONS_LIMIT, questions.length + SPARE_ROWS);
	return {
		title: `${label} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, label),
		course: { href: courseUrl(course), title: course.title, accent: course.accent },
		rows: Array.from({ length: rows }, (_each, row) => {
			const { text, audience } = questions[row] ?? { text: '', audience: 'participants' };
			return {
				number: row + 1,
				text,
				audiences: AUDIENCES.map((value) => ({
					value,
					label: i18n.t(locale, `sign-ups.audience-${value}`),
					isChosen: value === audience,
				})),
			};
		}),
		limit: QUESTION_LIMIT,
		errors,
	};
}

/** The rows as they were typed, for a form that comes back. */
export function typedQuestions({ question = [], audience = [] }: Values): Question[] {
	const audiences = [audience].flat();
	return [question].flat().map((text, row) => ({
		text,
		audience: AUDIENCES.find((each) => each === audiences[row]) ?? 'participants',
	}));
}
