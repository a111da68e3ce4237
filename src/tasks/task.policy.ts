import { canWorkOn } from '../courses/course.policy.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';

/** May tick tasks: whoever is in a run of a course that is out, organisers who joined included. */
export function canComplete(viewer: Viewer, course: CourseRow): boolean {
	return canWorkOn(viewer, course) && course.membership !== null && course.publishedAt !== null;
}

/** Whoever has done everything may help those who come after them. */
export function canHelp(viewer: Viewer, course: CourseRow, isFinished: boolean): boolean {
	return canComplete(viewer, course) && isFinished;
}

/** May see who did what. */
export function canFollowProgress(_viewer: Viewer, course: CourseRow): boolean {
	return course.isOrganiser;
}

/** Proof of work is shown to the people of the course as far as its makers share it, never to the world. */
export function workSeenBy(_viewer: Viewer, course: CourseRow): 'all' | 'shared' | 'none' {
	if (course.isOrganiser) return 'all';
	return course.membership ? 'shared' : 'none';
}
