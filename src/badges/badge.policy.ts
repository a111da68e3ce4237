import type { Viewer } from '../platform/http/viewer.js';

/** Organisers of the badge's course design, publish and oversee it. */
export function canDesign(_viewer: Viewer, course: { isOrganiser: boolean }): boolean {
	return course.isOrganiser;
}

/** Who sees an award is for its earner alone to say. */
export function canChooseVisibility(viewer: Viewer, award: { userId: number }): boolean {
	return viewer.id === award.userId;
}

export function canRevoke(_viewer: Viewer, award: { isOrganiser: boolean; revokedAt: Date | null }): boolean {
	return award.isOrganiser && !award.revokedAt;
}
