import type { Viewer } from '../platform/http/viewer.js';
import type { CourseRow } from './courses.queries.js';

type Facts = Pick<
	CourseRow,
	'publishedAt' | 'archivedAt' | 'taskEditing' | 'isOrganiser' | 'membership' | 'run'
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

/** Takes people at the moment, whoever they are. */
export function isOpenToJoin({ publishedAt, archivedAt, run }: Facts): boolean {
	return publishedAt !== null && !archivedAt && run.signUp === 'open' && run.phase !== 'ended';
}

/** May be among the participants, now or once sign-up opens again. */
export function mayParticipate(viewer: Viewer, course: Facts): boolean {
	return (viewer.member?.isConfirmed ?? false) && course.publishedAt !== null && !course.isOrganiser;
}

export function canJoin(viewer: Viewer, course: Facts): boolean {
	return mayParticipate(viewer, course) && isOpenToJoin(course) && !course.membership;
}

export function canLeave(_viewer: Viewer, course: Facts): boolean {
	return course.membership !== null;
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

export function canComment(_viewer: Viewer, course: Facts): boolean {
	return isInside(course) && !course.archivedAt;
}

export function canModerate(_viewer: Viewer, course: Facts): boolean {
	return course.isOrganiser;
}
