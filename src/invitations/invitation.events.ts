import type { OfCourse } from '../courses/course.events.js';
import { defineEvent } from '../platform/events/event-type.js';

export interface OfInvitation extends OfCourse {
	invitationId: number;
}

/** To a person, by name or by address; links are made without a word to anybody. */
export const PersonInvited = defineEvent<OfInvitation>('invitation.sent');
/** To organise; who joins a course is told by CourseJoined. */
export const InvitationAccepted = defineEvent<OfInvitation & { userId: number }>('invitation.accepted');
