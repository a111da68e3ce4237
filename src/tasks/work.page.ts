import { personView } from '../accounts/person.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { taskHead } from './task-list.page.js';
import type { PeerWork, Work } from './work.queries.js';

/** What was handed in, for partial tasks/_handed-in; `task` is the address of its task. */
export function shownWork<T extends Work>({ file, audience, ...work }: T, task: string) {
	const href = `${task}/work/${work.id}`;
	return {
		...work,
		href,
		file: file && { ...file, href: `${href}/file` },
		hasWork: Boolean(work.proofUrl ?? work.proofHtml ?? file),
		isNarrow: audience === 'organisers',
	};
}

export function peerWork({ person, ...work }: PeerWork, task: string) {
	return { ...shownWork(work, task), person: personView(person) };
}

interface Place {
	course: CourseRow;
	viewer: Viewer;
	i18n: I18n;
	task: { title: string; href: string };
}

/** All that the viewer may see of what was handed in for a task. */
export function worksPage(works: readonly PeerWork[], slice: Slice, { course, viewer, i18n, task }: Place) {
	const title = i18n.t(viewer.locale, 'tasks.all-work');
	const href = `${task.href}/work`;
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title, href: task.href }, { label: title }]),
		title,
		task,
		works: works.slice(0, slice.limit).map((work) => peerWork(work, task.href)),
		pagination: pageLinks(href, {}, slice, works.length > slice.limit),
	};
}

export function workPage(work: PeerWork, { course, viewer, i18n, task }: Place) {
	const title = i18n.t(viewer.locale, 'tasks.work-of', { name: work.person.displayName });
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title, href: task.href }, { label: title }]),
		title,
		task,
		work: peerWork(work, task.href),
	};
}
