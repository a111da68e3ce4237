import type { CourseRow } from '../courses/courses.queries.js';
import { comparison, historyList, type RevisionLine, revisionShown } from '../courses/about/revision.page.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { taskHead, tasksUrl } from './task-list.page.js';
import type { TaskRevisionRow } from './task-revisions.queries.js';
import type { TaskText } from './tasks.queries.js';

function head(course: CourseRow, viewer: Viewer, i18n: I18n, task: TaskText, label: string) {
	const href = `${tasksUrl(course)}/${task.id}`;
	const history = i18n.t(viewer.locale, 'revisions.history');
	const below = label ? [{ label: history, href: `${href}/history` }, { label }] : [{ label: history }];
	const title = i18n.t(viewer.locale, 'tasks.history-title', { title: task.title });
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title, href }, ...below]),
		title: label ? `${title} · ${label}` : title,
		text: { title: task.title, href },
	};
}

function historyUrl(course: CourseRow, task: TaskText): string {
	return `${tasksUrl(course)}/${task.id}/history`;
}

export function historyPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	task: TaskText,
	revisions: readonly RevisionLine[],
	slice: Slice,
) {
	return {
		...head(course, viewer, i18n, task, ''),
		...historyList(revisions, historyUrl(course, task), slice),
	};
}

export function revisionPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	task: TaskText,
	revision: TaskRevisionRow,
) {
	const shown = revisionShown(revision, historyUrl(course, task), i18n, viewer.locale);
	return {
		...head(course, viewer, i18n, task, shown.label),
		...shown,
		heading: revision.title,
		bodyHtml: renderMarkdown(revision.bodyMd),
		asksFor: revision.proof === 'none' ? '' : i18n.t(viewer.locale, `tasks.asks-${revision.proof}`),
	};
}

export function comparisonPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	task: TaskText,
	[from, to]: readonly [TaskRevisionRow, TaskRevisionRow],
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, key, args);
	const label = say('revisions.comparison', { from: from.number, to: to.number });
	return {
		...head(course, viewer, i18n, task, label),
		heading: label,
		...comparison([from, to], historyUrl(course, task), [
			{ label: say('tasks.title'), before: from.title, after: to.title },
			{ label: say('tasks.body'), before: from.bodyMd, after: to.bodyMd },
			{
				label: say('tasks.proof'),
				before: say(`tasks.proof-${from.proof}`),
				after: say(`tasks.proof-${to.proof}`),
				isSetting: true,
			},
			{
				label: say('tasks.audience'),
				before: say(`tasks.audience-${from.workAudience}`),
				after: say(`tasks.audience-${to.workAudience}`),
				isSetting: true,
			},
		]),
	};
}
