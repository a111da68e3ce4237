import { canEditTasks, isOpenToJoin } from '../courses/course.policy.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { DOCUMENT_ENDINGS } from '../platform/files/document.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { Shared } from '../platform/views/shared.js';
import { PROOF_TEXT_LIMIT } from '../tasks/completion.form.js';
import { AUDIENCES } from '../tasks/task.entity.js';
import { nextOpen, taskHead, tasksUrl, taskStates } from '../tasks/task-list.page.js';
import { canComplete } from '../tasks/task.policy.js';
import { type OwnTasks, PEERS_SHOWN, type TaskRow } from '../tasks/tasks.queries.js';
import { peerWork, shownWork } from '../tasks/work.page.js';

/** What was sent with Done, when it has to be shown again. */
export interface Sent {
	values: Values;
	errors: FieldErrors;
}

export function taskUrl(course: { slug: string }, taskId: number): string {
	return `${tasksUrl(course)}/${taskId}`;
}

interface Parts extends OwnTasks {
	task: TaskRow;
}

export function taskPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	{ task, path: outline, own }: Parts,
	sent?: Sent,
) {
	const { locale } = viewer;
	const works = canComplete(viewer, course);
	const url = taskUrl(course, task.id);
	const isAmongWorks = task.works.some(({ id }) => id === own?.id);
	const peers = task.works.filter(({ id }) => id !== own?.id).slice(0, PEERS_SHOWN);
	const index = outline.findIndex(({ id }) => id === task.id);
	const link = (at: number) => {
		const other = outline[at];
		return other && { title: other.title, number: at + 1, href: taskUrl(course, other.id) };
	};
	const { done, total } = taskStates(outline, ({ isDone }) => isDone, works);
	const open = nextOpen(outline, task.id, ({ isDone }) => isDone);
	const refusal = (field: string) => (sent?.errors[field] ? i18n.t(locale, sent.errors[field]) : '');
	return {
		...taskHead(course, viewer, i18n, [{ label: task.title }]),
		title: task.title,
		place: i18n.t(locale, 'tasks.place', { number: index + 1, total }),
		bodyHtml: task.bodyHtml,
		asksFor: task.proof === 'none' ? '' : i18n.t(locale, `tasks.asks-${task.proof}`),
		can: { edit: canEditTasks(viewer, course), complete: works },
		editHref: `${url}/edit`,
		work: {
			action: `${url}/completion`,
			isLink: task.proof === 'link',
			isText: task.proof === 'text',
			isFile: task.proof === 'file',
			accept: ['image/*', ...DOCUMENT_ENDINGS.map((ending) => `.${ending}`)].join(),
			asks: task.proof !== 'none',
			hasFile: own?.file != null,
			limit: PROOF_TEXT_LIMIT,
			proof: sent ? sent.values['proof'] : (own?.proofUrl ?? own?.proofMd ?? ''),
			refusal: refusal('proof') || refusal('file') || refusal('form'),
			audience: sent?.values['audience'] ?? own?.audience ?? 'course',
			audiences:
				task.workAudience === 'course'
					? AUDIENCES.map((value) => ({ value, label: i18n.t(locale, `tasks.audience-${value}`) }))
					: null,
			label: i18n.t(locale, `tasks.done-${open ? 'next' : 'last'}`),
		},
		errors: sent?.errors,
		own: works && own ? shownWork(own, url) : null,
		progress: { done, total },
		onward: open && link(outline.indexOf(open)),
		congratulationsHref: `${courseUrl(course)}/congratulations`,
		joinHref: !works && !course.isOrganiser && isOpenToJoin(course) && courseUrl(course),
		previous: link(index - 1),
		next: link(index + 1),
		peers:
			peers.length > 0 &&
			new Shared(isAmongWorks ? [peers] : [task], () => ({
				peers: peers.map((work) => peerWork(work, url)),
				allWorkHref: peers.length === PEERS_SHOWN && `${url}/work`,
			})),
	};
}
