import type { Viewer } from '../platform/http/viewer.js';
import type { CourseRow } from './courses.queries.js';
import { openRuns } from './runs/run.policy.js';

type Facts = Pick<
	CourseRow,
	'publishedAt' | 'archivedAt' | 'taskEditing' | 'isOrganiser' | 'membership' | 'runs'
>;

export function canCreate(viewer: Viewer): boolean {
	return viewer.member?.isConfirmed ?? false;
}

export function canEdit(_viewer: Viewer, course: Facts): boolean {
	return course.isOrganiser;
}

export function canPublish(_viewer: Viewer, course: Facts): boolean {
	return course.isOrganiser && !course.publishedAt;
}

export function canArchive(_viewer: Viewer, course: Facts): boolean {
	return course.isOrganiser && course.publishedAt !== null;
}

/** Takes people at the moment, at once or after a look at their application. */
export function isOpenToJoin(course: Facts): boolean {
	return openRuns(course).length > 0;
}

/** Is in a run that is not over; whoever was in an earlier one may join the next. */
export function isTakingPart({ membership, runs }: Facts): boolean {
	return runs.some(({ id, phase }) => id === membership?.runId && phase !== 'ended');
}

/** May be among the participants, now or once sign-up opens again. */
export function mayParticipate(viewer: Viewer, course: Facts): boolean {
	return (viewer.member?.isConfirmed ?? false) && course.publishedAt !== null && !course.isOrganiser;
}

export function canJoin(viewer: Viewer, course: Facts): boolean {
	return mayParticipate(viewer, course) && isOpenToJoin(course) && !isTakingPart(course);
}

export function canLeave(_viewer: Viewer, course: Facts): boolean {
	return course.membership !== null;
}

/** Watching is for those who are outside; whoever is inside hears of everything anyway. */
export function canFollow(viewer: Viewer, course: Facts & Pick<CourseRow, 'isFollowed'>): boolean {
	return viewer.member !== null && course.publishedAt !== null && !isInside(course) && !course.isFollowed;
}

function isInside({ isOrganiser, membership }: Facts): boolean {
	return isOrganiser || membership !== null;
}

/** May tick tasks and hand in proof of work. */
export function canWorkOn(_viewer: Viewer, course: Facts): boolean {
	return isInside(course) && !course.archivedAt;
}

export function canEditTasks(_viewer: Viewer, course: Facts): boolean {
	if (course.isOrganiser) return true;
	return course.membership !== null && course.taskEditing === 'participants' && !course.archivedAt;
}

/** Organisers tidy up; others take away what they added. `adderId`: who added the file. */
export function canRemoveAttachment(viewer: Viewer, course: Facts, adderId: number | null): boolean {
	return canEdit(viewer, course) || (canEditTasks(viewer, course) && adderId === viewer.id);
}

export function canComment(_viewer: Viewer, course: Facts): boolean {
	return isInside(course) && !course.archivedAt;
}

export function canModerate(_viewer: Viewer, course: Facts): boolean {
	return course.isOrganiser;
}
