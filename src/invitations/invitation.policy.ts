import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Role } from './invitation.entity.js';

/** Organisers invite; to take part, only in what people can see. */
export function canInvite(
	{ isOrganiser, publishedAt, archivedAt }: Pick<CourseRow, 'isOrganiser' | 'publishedAt' | 'archivedAt'>,
	role: Role,
): boolean {
	return isOrganiser && (role === 'organiser' || (publishedAt !== null && !archivedAt));
}

/** The invitation proves only that somebody passed it on; who accepts has to be somebody. */
export function canAccept(viewer: Viewer): boolean {
	return viewer.member?.isConfirmed ?? false;
}

/** A link was not sent to anybody, so there is nobody to turn it down. */
export function canDecline({ isLink }: { isLink: boolean }): boolean {
	return !isLink;
}
