import { personView } from '../accounts/person.page.js';
import { courseUrl, thisKind } from '../courses/course.page.js';
import { canEdit } from '../courses/course.policy.js';
import { courseCrumbs } from '../courses/course-place.page.js';
import type { CourseRow, RunRow } from '../courses/courses.queries.js';
import { runName, seatsLine, seatsTaken } from '../courses/runs/run.page.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { ANSWER_LIMIT, MESSAGE_LIMIT, NOTE_LIMIT } from './application.form.js';
import { canDecide, canDiscuss, canWithdraw } from './application.policy.js';
import type { AnswerRow, ApplicationRow, MessageRow } from './applications.queries.js';
import { fingerprint, type Question } from './questions.service.js';

export function applicationUrl(course: { slug: string }, id: number): string {
	return `${courseUrl(course)}/applications/${id}`;
}

/** The form for applicants: one field for each question. */
export function applyPage(
	course: CourseRow,
	run: RunRow,
	viewer: Viewer,
	i18n: I18n,
	questions: readonly Question[],
	values: Values = {},
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const label = i18n.t(locale, 'courses.apply', { thisKind: thisKind(course, i18n, locale) });
	const answers = [values['answer'] ?? []].flat();
	return {
		title: `${label} · ${course.title}`,
		heading: label,
		crumbs: courseCrumbs(course, viewer, i18n, [{ label }]),
		course: {
			href: courseUrl(course),
			title: course.title,
			language: course.language,
			accent: course.accent,
		},
		run: course.runs.length > 1 ? runName(run, i18n, locale) : '',
		seats: seatsLine(run, i18n, locale),
		runId: run.id,
		asked: fingerprint(questions),
		questions: questions.map(({ text, audience }, index) => ({
			id: `answer${index + 1}`,
			draft: `application-${run.id}-${index + 1}`,
			text,
			audience: i18n.t(locale, `sign-ups.seen-by-${audience}-yours`),
			answer: answers[index] ?? '',
			isWrong: `answer${index + 1}` in errors,
		})),
		sharesEmail: values['shareEmail'] === 'true',
		limit: ANSWER_LIMIT,
		errors,
	};
}

export type ApplicationState = 'open' | 'accepted' | 'waiting' | 'inside' | 'declined' | 'withdrawn' | 'left';

/** Where an application stands; `waiting` for a seat, `left` when the stay it led to is over. */
export function stateOf(application: ApplicationRow): ApplicationState {
	const { decision, withdrawnAt, isInside, isWaiting } = application;
	if (withdrawnAt) return 'withdrawn';
	if (decision === 'declined') return 'declined';
	if (isInside) return decision ? 'accepted' : 'inside';
	if (!decision) return 'open';
	return isWaiting ? 'waiting' : 'left';
}

export interface ApplicationParts {
	application: ApplicationRow;
	answers: readonly AnswerRow[];
	messages: readonly MessageRow[];
}

/** One application, for its applicant and for the organisers. */
export function applicationPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	{ application, answers, messages }: ApplicationParts,
	values: Values = {},
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const person = personView(application.person);
	const href = applicationUrl(course, application.id);
	const isOwn = application.person.id === viewer.id;
	const said = isOwn ? 'yours' : 'theirs';
	const title = i18n.t(locale, `sign-ups.title-${said}`, { name: person.displayName, title: course.title });
	const list = { label: i18n.t(locale, 'sign-ups.applications'), href: `${courseUrl(course)}/applications` };
	const run = course.runs.find(({ id }) => id === application.runId);
	return {
		title,
		crumbs: courseCrumbs(course, viewer, i18n, [
			...(canEdit(viewer, course) ? [list] : []),
			{ label: isOwn ? i18n.t(locale, 'sign-ups.your-application') : person.displayName },
		]),
		course: {
			href: courseUrl(course),
			title: course.title,
			language: course.language,
			accent: course.accent,
		},
		person,
		run: run && course.runs.length > 1 ? runName(run, i18n, locale) : '',
		seats: run && canDecide(viewer, course, application) ? seatsTaken(run, i18n, locale) : '',
		createdAt: application.createdAt,
		decidedAt: application.decidedAt,
		state: i18n.t(locale, `sign-ups.state-${stateOf(application)}-${said}`, { name: person.displayName }),
		again: isOwn && ['declined', 'withdrawn', 'left'].includes(stateOf(application)),
		note: application.note,
		answers: answers.map(({ question, audience, bodyHtml }) => ({
			question,
			bodyHtml,
			audience: i18n.t(locale, `sign-ups.seen-by-${audience}-${said}`, { name: person.displayName }),
		})),
		messages: messages.map(({ id, author, bodyHtml, createdAt }) => ({
			id,
			author: author && personView(author),
			bodyHtml,
			createdAt,
		})),
		can: {
			decide: canDecide(viewer, course, application),
			withdraw: canWithdraw(viewer, application),
			discuss: canDiscuss(viewer, course, application),
		},
		href,
		limits: { note: NOTE_LIMIT, message: MESSAGE_LIMIT },
		values,
		errors,
	};
}
