import { courseUrl } from '../courses/course.page.js';
import { localPath } from '../platform/http/reply.js';

export function taskUrl(course: { slug: string }, taskId: number): string {
	return `${courseUrl(course)}/tasks/${taskId}`;
}

export function threadUrl(course: { slug: string }, threadId: number): string {
	return `${courseUrl(course)}/discussion/${threadId}`;
}

/** The address of one comment, which stays the same however the discussion goes on. */
export function commentUrl(
	course: { slug: string },
	comment: { id: number; threadId: number | null },
): string {
	return `${threadUrl(course, comment.threadId ?? comment.id)}#comment-${comment.id}`;
}

/** The page to go back to, as a form told it, or else `fallback`. */
export function backTo(from: unknown, fallback: string): string {
	const path = localPath(from);
	return path === '/' ? fallback : path;
}

/** The comment on the page that the reader came from, or on the page of its thread. */
export function backToComment(
	from: unknown,
	course: { slug: string },
	comment: { id: number; threadId: number | null },
): string {
	const [path] = backTo(from, threadUrl(course, comment.threadId ?? comment.id)).split('#');
	return `${path}#comment-${comment.id}`;
}

/** The address of a form or a page that leads back to `here`. */
export function withFrom(action: string, here: string): string {
	return `${action}${action.includes('?') ? '&' : '?'}from=${encodeURIComponent(here)}`;
}
