import { personView } from '../accounts/person.page.js';
import { canEditTasks, isOpenToJoin } from '../courses/course.policy.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { PROOF_TEXT_LIMIT } from '../tasks/completion.form.js';
import { taskHead, tasksUrl, taskStates } from '../tasks/task-list.page.js';
import { canComplete } from '../tasks/task.policy.js';
import type { PeerWork, TaskRow } from '../tasks/tasks.queries.js';

/** What was sent with Done, when it has to be shown again. */
export interface Sent {
	values: Values;
	errors: FieldErrors;
}

function peer({ person, ...work }: PeerWork) {
	return { ...work, person: personView(person) };
}

export function taskUrl(course: { slug: string }, taskId: number): string {
	return `${tasksUrl(course)}/${taskId}`;
}

export function taskPage(course: CourseRow, viewer: Viewer, i18n: I18n, task: TaskRow, sent?: Sent) {
	const { locale } = viewer;
	const works = canComplete(viewer, course);
	const { outline, own } = task;
	const index = outline.findIndex(({ id }) => id === task.id);
	const link = (at: number) => {
		const other = outline[at];
		return other && { title: other.title, number: at + 1, href: taskUrl(course, other.id) };
	};
	const { done, total } = taskStates(outline, ({ isDone }) => isDone, works);
	// The next open one from here on; only at the end of the list those left out before.
	const rest = [...outline.slice(index + 1), ...outline.slice(0, index)];
	const nextOpen = rest.find(({ isDone }) => !isDone);
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title }]),
		title: task.title,
		place: i18n.t(locale, 'tasks.place', { number: index + 1, total }),
		bodyHtml: task.bodyHtml,
		asksFor: task.proof === 'none' ? '' : i18n.t(locale, `tasks.asks-${task.proof}`),
		can: { edit: canEditTasks(viewer, course), complete: works },
		editHref: `${taskUrl(course, task.id)}/edit`,
		work: {
			action: `${taskUrl(course, task.id)}/completion`,
			isLink: task.proof === 'link',
			isText: task.proof === 'text',
			asks: task.proof !== 'none',
			limit: PROOF_TEXT_LIMIT,
			proof: sent ? sent.values['proof'] : (own?.proofUrl ?? own?.proofMd ?? ''),
			refusal: sent
				? i18n.t(locale, sent.errors['proof'] ?? sent.errors['form'] ?? 'forms.error-invalid')
				: '',
		},
		errors: sent?.errors,
		own: works ? own : null,
		progress: { done, total },
		onward: nextOpen && link(outline.indexOf(nextOpen)),
		congratulationsHref: `${courseUrl(course)}/congratulations`,
		joinHref: !works && !course.isOrganiser && isOpenToJoin(course) && courseUrl(course),
		previous: link(index - 1),
		next: link(index + 1),
		peers: task.peers.map(peer),
	};
}
