import { personView } from '../accounts/person.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { taskHead, tasksUrl } from './task-list.page.js';
import type { RevisionLine, RevisionRow } from './task-revisions.queries.js';
import type { TaskText } from './tasks.queries.js';

function line(revision: RevisionLine, historyHref: string) {
	return {
		...revision,
		href: `${historyHref}/${revision.id}`,
		author: revision.author && personView(revision.author),
		sameAs: revision.sameAs < revision.number ? revision.sameAs : null,
	};
}

export function historyPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	task: TaskText,
	revisions: readonly RevisionLine[],
	slice: Slice,
) {
	const href = `${tasksUrl(course)}/${task.id}`;
	const title = i18n.t(viewer.locale, 'tasks.history');
	const links = pageLinks(`${href}/history`, {}, slice, revisions.length > slice.limit);
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title, href }, { label: title }]),
		title: i18n.t(viewer.locale, 'tasks.history-title', { title: task.title }),
		task: { title: task.title, href },
		revisions: revisions.slice(0, slice.limit).map((revision) => line(revision, `${href}/history`)),
		...links,
	};
}

export function revisionPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	task: TaskText,
	revision: RevisionRow,
) {
	const href = `${tasksUrl(course)}/${task.id}`;
	const label = i18n.t(viewer.locale, 'tasks.version', { number: revision.number });
	const shown = line(revision, `${href}/history`);
	return {
		...taskHead(course, viewer, i18n, [
			{ label: task.title, href },
			{ label: i18n.t(viewer.locale, 'tasks.history'), href: `${href}/history` },
			{ label },
		]),
		title: `${revision.title} · ${label}`,
		label,
		revision: shown,
		bodyHtml: renderMarkdown(revision.bodyMd),
		asksFor: revision.proof === 'none' ? '' : i18n.t(viewer.locale, `tasks.asks-${revision.proof}`),
		restoreAction: revision.isCurrent ? '' : `${shown.href}/restoration`,
		historyHref: `${href}/history`,
	};
}
