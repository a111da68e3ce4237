import { canComment, canModerate } from '../courses/course.policy.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';

export interface CommentFacts {
	authorId: number | null;
	removedAt: Date | null;
	hiddenAt: Date | null;
}

/** Takes part in the course, with a confirmed address. */
export function canPost(viewer: Viewer, course: CourseRow): boolean {
	return (viewer.member?.isConfirmed ?? false) && canComment(viewer, course);
}

export function isAuthor(viewer: Viewer, { authorId }: Pick<CommentFacts, 'authorId'>): boolean {
	return viewer.member !== null && viewer.member.id === authorId;
}

export function canEditComment(viewer: Viewer, course: CourseRow, comment: CommentFacts): boolean {
	return isAuthor(viewer, comment) && !comment.removedAt && canPost(viewer, course);
}

/** One's own words may be taken back at any time, also after leaving the course. */
export function canRemoveComment(viewer: Viewer, comment: CommentFacts): boolean {
	return isAuthor(viewer, comment) && !comment.removedAt;
}

export function canHideComment(viewer: Viewer, course: CourseRow, comment: CommentFacts): boolean {
	return canModerate(viewer, course) && !comment.removedAt && !comment.hiddenAt;
}

export function canShowComment(viewer: Viewer, course: CourseRow, comment: CommentFacts): boolean {
	return canModerate(viewer, course) && !comment.removedAt && comment.hiddenAt !== null;
}

/** Sees the words of a hidden comment, folded, and why it was hidden. */
export function canReadHidden(viewer: Viewer, course: CourseRow, comment: CommentFacts): boolean {
	return isAuthor(viewer, comment) || canModerate(viewer, course);
}
