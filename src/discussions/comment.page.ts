import { personView } from '../accounts/person.page.js';
import { canModerate } from '../courses/course.policy.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Shared } from '../platform/views/shared.js';
import { commentUrl, taskUrl, threadUrl, withFrom } from './comment-address.page.js';
import {
	canEditComment,
	canHideComment,
	canPost,
	canReadHidden,
	canRemoveComment,
	canShowComment,
	isAuthor,
} from './comment.policy.js';
import type { CommentRow, ThreadRow, Threads } from './comments.queries.js';

export const THREADS_PER_PAGE = 20;

/** Where threads are shown. */
interface Frame {
	course: CourseRow;
	viewer: Viewer;
	/** The page that people come back to after they changed something. */
	here: string;
	/** The page that shows what was just said; the latest stands on the first one. */
	start: string;
	/** It is a page of one thread, not a list of several. */
	isWhole?: boolean;
	/** Threads say which task they are about. */
	namesTask: boolean;
}

function commentView(comment: CommentRow, { course, viewer, here }: Frame) {
	const isRemoved = comment.removedAt !== null;
	const isHidden = !isRemoved && comment.hiddenAt !== null;
	const isReadable = !isRemoved && (!isHidden || canReadHidden(viewer, course, comment));
	const path = `/comments/${comment.id}`;
	const may = (allowed: boolean, action: string) => (allowed ? withFrom(action, here) : null);
	const actions = {
		edit: may(canEditComment(viewer, course, comment), `${path}/edit`),
		remove: may(canRemoveComment(viewer, comment), `${path}?_method=DELETE`),
		hide: may(canHideComment(viewer, course, comment), `${path}/hiding`),
		show: may(canShowComment(viewer, course, comment), `${path}/hiding?_method=DELETE`),
	};
	return {
		id: comment.id,
		href: commentUrl(comment),
		author: isReadable && comment.author ? personView(comment.author) : null,
		isFormerMember: isReadable && !comment.author,
		isByOrganiser: isReadable && comment.isByOrganiser,
		isByHelper: isReadable && comment.isByHelper && !comment.isByOrganiser,
		createdAt: comment.createdAt,
		isEdited: isReadable && comment.editedAt !== null,
		isRemoved,
		isHidden,
		reason: isHidden && isReadable ? comment.hiddenReason : null,
		bodyHtml: isReadable ? comment.bodyHtml : null,
		actions: Object.values(actions).some(Boolean) ? actions : null,
	};
}

/** The model of partial discussions/_form, for a new thread or an answer. */
function formView({ course, start }: Frame, place: { taskId?: number | null; threadId?: number }) {
	const { taskId = null, threadId = null } = place;
	const key = threadId ? `thread-${threadId}` : taskId ? `task-${taskId}` : `course-${course.id}`;
	return {
		action: withFrom(`${courseUrl(course)}/comments`, start),
		key,
		taskId,
		threadId,
		labelKey: threadId ? 'discussions.your-reply' : 'discussions.your-comment',
		buttonKey: threadId ? 'discussions.reply' : 'discussions.post',
	};
}

/** The model of partial discussions/_thread. */
export function threadView(thread: ThreadRow, frame: Frame) {
	const { course, viewer, namesTask } = frame;
	const [first, ...replies] = thread.comments.map((comment) => commentView(comment, frame));
	const isOpen = !first?.isHidden && canPost(viewer, course);
	const earlier = thread.replies - replies.length;
	return {
		first,
		earlier: frame.isWhole || earlier === 0 ? null : { count: earlier, href: threadUrl(course, thread.id) },
		replies,
		task: namesTask && thread.task ? { ...thread.task, href: taskUrl(course, thread.task.id) } : null,
		reply: isOpen ? formView(frame, { threadId: thread.id }) : null,
	};
}

function whyNot(course: CourseRow) {
	if (course.archivedAt) return { textKey: 'discussions.closed-archived', joinHref: null };
	const isInside = course.isOrganiser || course.membership !== null;
	if (isInside) return { textKey: 'discussions.confirm-first', joinHref: null };
	return { textKey: 'discussions.join-first', joinHref: courseUrl(course) };
}

/**
 * The model of partial discussions/_discussion: a page of threads with the form for a new one.
 * `taskId`: the task whose page this is, null on the discussion tab; `path`: the address of that page.
 */
export function discussionView(
	{ threads, total, rows }: Threads,
	slice: Slice,
	{
		course,
		viewer,
		path,
		taskId,
	}: Pick<Frame, 'course' | 'viewer'> & { path: string; taskId: number | null },
) {
	const here = slice.page > 1 ? `${path}?page=${slice.page}` : path;
	const frame = { course, viewer, here, start: path, namesTask: taskId === null };
	const mayPost = canPost(viewer, course);
	const isAsOthers =
		!canModerate(viewer, course) &&
		!threads.some(({ comments }) => comments.some((comment) => isAuthor(viewer, comment)));
	return {
		threads:
			threads.length > 0 &&
			new Shared(
				// Their authors and the organisers see more of them than others do.
				isAsOthers ? [rows, course.facts] : [frame],
				() => ({ threads: threads.map((thread) => threadView(thread, frame)) }),
				mayPost ? 'may post' : '',
			),
		form: mayPost ? formView(frame, { taskId }) : null,
		whyNot: mayPost ? null : whyNot(course),
		total,
		pagination: {
			...pageLinks(path, {}, slice, slice.offset + slice.limit < total),
			pages: total > slice.limit ? Math.ceil(total / slice.limit) : 0,
		},
	};
}
