import { defineEvent } from '../platform/events/event-type.js';

export interface OfCourse {
	courseId: number;
}
export interface OfMembership extends OfCourse {
	runId: number;
	userId: number;
}

export interface OfPerson extends OfCourse {
	userId: number;
}

export const CourseCreated = defineEvent<OfCourse>('course.created');
export const CoursePublished = defineEvent<OfCourse>('course.published');
export const CourseSettingsChanged = defineEvent<OfCourse>('course.settings-changed');
export const AboutRevised = defineEvent<OfCourse & { revisionId: number }>('course.about-revised');
export const CourseArchived = defineEvent<OfCourse>('course.archived');
export const CourseReopened = defineEvent<OfCourse>('course.reopened');
export const CourseDeleted = defineEvent<OfCourse>('course.deleted');
export const CourseRestored = defineEvent<OfCourse>('course.restored');
/** Not of the first run, which comes with its course. */
export const RunCreated = defineEvent<OfCourse & { runId: number }>('course.run-created');
/** A run takes people for the first time; not recorded again when sign-up is closed and opened once more. */
export const RunOpened = defineEvent<OfCourse & { runId: number }>('course.run-opened');
export const CourseJoined = defineEvent<OfMembership>('course.joined');
export const OrganiserAdded = defineEvent<OfPerson>('course.organiser-added');
/** By themselves, or by another organiser: then the actor is somebody else. */
export const OrganiserEnded = defineEvent<OfPerson>('course.organiser-ended');
export const CourseLeft = defineEvent<OfMembership>('course.left');
/** Somebody who waited got the seat that came free; `CourseJoined` says so as well. */
export const CourseSeatFreed = defineEvent<OfMembership>('course.seat-freed');
export const HelpOffered = defineEvent<OfPerson>('course.help-offered');
export const HelpEnded = defineEvent<OfPerson>('course.help-ended');
