import type { OfMembership } from '../courses/course.events.js';
import { defineEvent } from '../platform/events/event-type.js';
import type { Decision } from './application.entity.js';

export interface OfApplication extends OfMembership {
	applicationId: number;
}

export const ApplicationMade = defineEvent<OfApplication>('sign-up.applied');
export const ApplicationWithdrawn = defineEvent<OfApplication>('sign-up.withdrawn');
/** `waits`: accepted, but no seat was free. */
export const ApplicationDecided = defineEvent<OfApplication & { decision: Decision; waits: boolean }>(
	'sign-up.decided',
);
export const ApplicationDiscussed = defineEvent<OfApplication & { messageId: number }>('sign-up.discussed');
