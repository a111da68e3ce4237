import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { LINES_LIMIT, type LineProblem } from './link-list.js';
import { LINKS_LIMIT } from './task.form.js';
import { taskHead, tasksUrl } from './task-list.page.js';

/** The list to paste, with what is wrong with single lines. */
export function linksPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values = {},
	errors: FieldErrors = {},
	lines: readonly LineProblem[] = [],
) {
	const { locale } = viewer;
	const title = i18n.t(locale, 'tasks.links');
	return {
		...taskHead(course, viewer, i18n, [{ label: title }]),
		title,
		action: `${tasksUrl(course)}/links`,
		cancelHref: tasksUrl(course),
		limits: { lines: LINES_LIMIT, length: LINKS_LIMIT },
		values,
		errors,
		problems: lines.map(({ line, problem }) =>
			i18n.t(locale, 'tasks.links-line', { line, problem: i18n.t(locale, `tasks.line-${problem}`) }),
		),
	};
}
