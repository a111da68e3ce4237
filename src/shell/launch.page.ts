import { courseUrl, thisKind } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';

interface Made {
	about: { isWritten: boolean };
	tasks: readonly unknown[];
	badges: readonly unknown[];
}

/** What stands between a draft and its launch, in order; the first open step is next. */
export function launchSteps(
	course: CourseRow,
	{ locale }: Viewer,
	i18n: I18n,
	{ about, tasks, badges }: Made,
) {
	const href = courseUrl(course);
	const needsDates = course.run.pace === 'fixed';
	const steps = [
		{ key: 'organiser', isDone: course.organisers.length > 1, href: `${href}/organisers` },
		{ key: 'about', isDone: about.isWritten, href: `${href}/about/edit` },
		{
			key: 'tasks',
			isDone: tasks.length > 0,
			href: tasks.length > 0 ? `${href}/tasks` : `${href}/tasks/links`,
		},
		...(needsDates
			? [{ key: 'dates', isDone: course.run.startsOn !== null, href: `${href}/runs/${course.run.id}/edit` }]
			: []),
		{ key: 'badge', isDone: badges.length > 0, href: `${href}/badges` },
	];
	const next = steps.find(({ isDone }) => !isDone);
	return {
		steps: steps.map((step) => ({
			state: step.isDone ? 'done' : step === next ? 'next' : 'todo',
			href: step.href,
			label: i18n.t(locale, `courses.launch-${step.key}`),
			help: i18n.t(locale, `courses.launch-${step.key}-help`),
		})),
		// One can launch alone, too.
		isReady: steps.every(({ key, isDone }) => isDone || key === 'organiser'),
		label: i18n.t(locale, 'courses.publish', { thisKind: thisKind(course, i18n, locale) }),
		action: `${href}/publication`,
		manage: `${href}/manage`,
	};
}
