import { courseUrl } from '../courses/course.page.js';
import { localPath } from '../platform/http/reply.js';

export function taskUrl(course: { slug: string }, taskId: number): string {
	return `${courseUrl(course)}/tasks/${taskId}`;
}

export function threadUrl(course: { slug: string }, threadId: number): string {
	return `${courseUrl(course)}/discussion/${threadId}`;
}

/** Answers on a page of a thread. */
export const REPLIES_PER_PAGE = 50;

/** The page of a thread on which its answer number `place` stands. */
export function threadPageUrl(course: { slug: string }, threadId: number, place: number): string {
	const page = Math.max(1, Math.ceil(place / REPLIES_PER_PAGE));
	return page > 1 ? `${threadUrl(course, threadId)}?page=${page}` : threadUrl(course, threadId);
}

/** The address of one comment, which stays the same however the discussion goes on: it leads to where it stands. */
export function commentUrl({ id }: { id: number }): string {
	return `/comments/${id}`;
}

/** The page to go back to, as a form told it, or else `fallback`. */
export function backTo(from: unknown, fallback: string): string {
	const path = localPath(from);
	return path === '/' ? fallback : path;
}

/** The comment on the page that the reader came from, or wherever it stands. */
export function backToComment(from: unknown, comment: { id: number }): string {
	const [path] = backTo(from, '').split('#');
	return path ? `${path}#comment-${comment.id}` : commentUrl(comment);
}

/** The address of a form or a page that leads back to `here`. */
export function withFrom(action: string, here: string): string {
	return `${action}${action.includes('?') ? '&' : '?'}from=${encodeURIComponent(here)}`;
}
