import type { Viewer } from '../platform/http/viewer.js';

/** Organisers of the badge's course design, publish and oversee it. */
export function canDesign(_viewer: Viewer, course: { isOrganiser: boolean }): boolean {
	return course.isOrganiser;
}

/** Its course was deleted: it can be looked at and taken back, but nobody earns it any more. */
export function isClosed(badge: { courseId: number | null; course: object | null }): boolean {
	return badge.courseId !== null && badge.course === null;
}

/** Who sees an award is for its earner alone to say. */
export function canChooseVisibility(viewer: Viewer, award: { userId: number }): boolean {
	return viewer.id === award.userId;
}

export function canRevoke(_viewer: Viewer, award: { isOrganiser: boolean; revokedAt: Date | null }): boolean {
	return award.isOrganiser && !award.revokedAt;
}
