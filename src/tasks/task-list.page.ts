import { canEditTasks } from '../courses/course.policy.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canComplete } from './task.policy.js';
import type { RemovedTask, TaskLine } from './tasks.queries.js';

export function tasksUrl(course: { slug: string }): string {
	return `${courseUrl(course)}/tasks`;
}

/** Head of a page below the Tasks tab, with the rest of its breadcrumbs. */
export function taskHead(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	crumbs: { label: string; href?: string }[],
) {
	const head = courseHead(course, viewer, i18n, 'tasks');
	const tab = { label: i18n.t(viewer.locale, 'courses.tab-tasks'), href: tasksUrl(course) };
	return {
		course: head.course,
		accent: course.accent,
		tasksHref: tab.href,
		crumbs: [...head.crumbs.slice(0, -1), tab, ...crumbs],
	};
}

/** Where each task stands for the viewer, and the next one, if they may work on them. */
export function taskStates<T extends { id: number }>(
	tasks: readonly T[],
	isDone: (task: T) => boolean,
	works: boolean,
) {
	const next = works ? tasks.find((task) => !isDone(task)) : undefined;
	const state = (task: T) => (isDone(task) ? 'done' : task === next ? 'next' : 'todo');
	return { next, state, done: tasks.filter(isDone).length, total: tasks.length };
}

/** The next open task from here on; only at the end of the list those left out before. */
export function nextOpen<T extends { id: number }>(
	outline: readonly T[],
	id: number,
	isDone: (task: T) => boolean,
): T | undefined {
	const index = outline.findIndex((task) => task.id === id);
	const rest = [...outline.slice(index + 1), ...outline.slice(0, Math.max(index, 0))];
	return rest.find((task) => !isDone(task));
}

export function listPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	tasks: readonly TaskLine[],
	removed: readonly RemovedTask[],
) {
	const { locale } = viewer;
	const base = tasksUrl(course);
	const works = canComplete(viewer, course);
	const isDone = ({ completedAt }: TaskLine) => completedAt !== null;
	const { next, state, done, total } = taskStates(tasks, isDone, works);
	return {
		...courseHead(course, viewer, i18n, 'tasks'),
		title: i18n.t(locale, 'tasks.list-title', { course: course.title }),
		base,
		newHref: `${base}/new`,
		can: { edit: canEditTasks(viewer, course) },
		progress: course.membership && total > 0 ? { done, total, isComplete: done === total } : null,
		next: next && { title: next.title, number: tasks.indexOf(next) + 1, href: `${base}/${next.id}` },
		tasks: tasks.map((task, index) => ({
			...task,
			href: `${base}/${task.id}`,
			state: state(task),
			moved: i18n.t(locale, 'tasks.moved', { title: task.title, place: '{place}', total: tasks.length }),
			isFirst: index === 0,
			isLast: index === tasks.length - 1,
			asksFor: task.proof === 'none' ? '' : i18n.t(locale, `tasks.asks-${task.proof}`),
		})),
		removed: removed.map((task) => ({ ...task, action: `${base}/${task.id}/restoration` })),
	};
}
