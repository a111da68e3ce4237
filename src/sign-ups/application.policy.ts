import { isTakingPart, mayParticipate } from '../courses/course.policy.js';
import type { CourseRow, RunRow } from '../courses/courses.queries.js';
import { openRuns } from '../courses/runs/run.policy.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { ApplicationRow } from './applications.queries.js';
import type { Audience } from './question.entity.js';

/** The runs that somebody could apply to now, the best first. */
export function runsToApplyTo(course: CourseRow): RunRow[] {
	return openRuns(course).filter(({ signUp }) => signUp === 'moderated');
}

export function canApply(viewer: Viewer, course: CourseRow): boolean {
	return mayParticipate(viewer, course) && !isTakingPart(course);
}

/** Whether it is worth while to look for their application. */
export function mayHaveApplied(viewer: Viewer, course: CourseRow): boolean {
	return canApply(viewer, course) && course.runs.some(({ signUp }) => signUp === 'moderated');
}

export function isOpen({ decision, withdrawnAt, isInside }: ApplicationRow): boolean {
	return decision === null && withdrawnAt === null && !isInside;
}

/** The applicant and the organisers see it, nobody else knows of it. */
export function canSee(viewer: Viewer, course: CourseRow, application: ApplicationRow): boolean {
	return course.isOrganiser || application.person.id === viewer.id;
}

/** Is one to decide, if it is not decided yet; never about oneself. */
export function mayDecide(viewer: Viewer, course: CourseRow, application: ApplicationRow): boolean {
	return course.isOrganiser && application.person.id !== viewer.id;
}

export function canDecide(viewer: Viewer, course: CourseRow, application: ApplicationRow): boolean {
	return mayDecide(viewer, course, application) && isOpen(application);
}

export function canWithdraw(viewer: Viewer, application: ApplicationRow): boolean {
	return application.person.id === viewer.id && isOpen(application);
}

/** They may go on talking after the decision. */
export function canDiscuss(viewer: Viewer, course: CourseRow, application: ApplicationRow): boolean {
	return canSee(viewer, course, application) && !application.withdrawnAt && !course.archivedAt;
}

/** Whose answers this viewer may read: the organisers all, people of the course what was written for them. */
export function audiencesOf({ isOrganiser, membership }: CourseRow): Audience[] {
	if (isOrganiser) return ['public', 'participants', 'organisers'];
	return membership ? ['public', 'participants'] : ['public'];
}
