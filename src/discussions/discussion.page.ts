import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { plainText } from '../platform/markdown/markdown.js';
import { discussionView, threadView } from './comment.page.js';
import { backTo, backToComment, threadPageUrl, threadUrl } from './comment-address.page.js';
import { COMMENT_LIMIT, REASON_LIMIT } from './comment.form.js';
import type { PlacedComment, ThreadRow, Threads } from './comments.queries.js';

interface Place {
	course: CourseRow;
	viewer: Viewer;
	i18n: I18n;
}

function crumbsTo({ course, viewer, i18n }: Place, last: string) {
	const tab = i18n.t(viewer.locale, 'courses.tab-discussion');
	return [
		{ label: course.title, href: courseUrl(course) },
		{ label: tab, href: `${courseUrl(course)}/discussion` },
		{ label: last },
	];
}

/** The Discussion tab of a course. */
export function discussionPage(threads: Threads, slice: Slice, { course, viewer, i18n }: Place) {
	const head = courseHead(course, viewer, i18n, 'discussion');
	const path = `${courseUrl(course)}/discussion`;
	return {
		...head,
		title: i18n.t(viewer.locale, 'discussions.title', { course: course.title }),
		discussion: discussionView(threads, slice, { course, viewer, path, taskId: null }),
	};
}

/** One thread on pages of its own. */
export function threadPage(thread: ThreadRow, slice: Slice, place: Place) {
	const { course, viewer, i18n } = place;
	const path = threadUrl(course, thread.id);
	const here = slice.page > 1 ? `${path}?page=${slice.page}` : path;
	const start = threadPageUrl(course, thread.id, thread.replies + 1);
	const title = i18n.t(viewer.locale, 'discussions.thread-title', {
		subject: thread.task?.title ?? course.title,
	});
	return {
		title,
		crumbs: crumbsTo(place, i18n.t(viewer.locale, 'discussions.thread')),
		accent: course.accent,
		thread: threadView(thread, { course, viewer, here, start, isWhole: true, namesTask: true }),
		pagination: {
			...pageLinks(path, {}, slice, slice.offset + slice.limit < thread.replies),
			pages: thread.replies > slice.limit ? Math.ceil(thread.replies / slice.limit) : 0,
		},
	};
}

/** The form of a new comment alone, when what was sent could not be taken. */
export function newCommentPage(values: Values, errors: FieldErrors, from: unknown, place: Place) {
	const { course, viewer, i18n } = place;
	const title = i18n.t(
		viewer.locale,
		values['threadId'] ? 'discussions.your-reply' : 'discussions.your-comment',
	);
	const back = backTo(from, `${courseUrl(course)}/discussion`);
	return {
		title,
		crumbs: crumbsTo(place, title),
		accent: course.accent,
		action: `${courseUrl(course)}/comments?from=${encodeURIComponent(back)}`,
		back,
		values,
		errors,
		limit: COMMENT_LIMIT,
	};
}

export function editCommentPage(
	comment: PlacedComment,
	{ values, errors }: { values: Values; errors?: FieldErrors },
	from: unknown,
	place: Place,
) {
	const { course, viewer, i18n } = place;
	const title = i18n.t(viewer.locale, 'discussions.edit-title');
	const back = backToComment(from, comment);
	return {
		title,
		crumbs: crumbsTo(place, title),
		accent: course.accent,
		action: `/comments/${comment.id}?_method=PUT&from=${encodeURIComponent(back)}`,
		autosave: `comment-${comment.id}`,
		back,
		values,
		errors,
		limit: COMMENT_LIMIT,
	};
}

export function hidingPage(
	comment: PlacedComment,
	{ values, errors }: { values: Values; errors?: FieldErrors },
	from: unknown,
	place: Place,
) {
	const { course, viewer, i18n } = place;
	const title = i18n.t(viewer.locale, 'discussions.hide-title');
	const back = backToComment(from, comment);
	return {
		title,
		crumbs: crumbsTo(place, title),
		accent: course.accent,
		action: `/comments/${comment.id}/hiding?from=${encodeURIComponent(back)}`,
		back,
		author: comment.author?.displayName ?? i18n.t(viewer.locale, 'discussions.former-member'),
		excerpt: plainText(comment.bodyMd, 300),
		values,
		errors,
		limit: REASON_LIMIT,
	};
}
