import type { OfMembership } from '../courses/course.events.js';
import { defineEvent } from '../platform/events/event-type.js';
import type { Decision } from './application.entity.js';

export interface OfApplication extends OfMembership {
	applicationId: number;
}

export const ApplicationMade = defineEvent<OfApplication>('application.made');
export const ApplicationWithdrawn = defineEvent<OfApplication>('application.withdrawn');
/** `waits`: accepted, but no seat was free. */
export const ApplicationDecided = defineEvent<OfApplication & { decision: Decision; waits: boolean }>(
	'application.decided',
);
export const ApplicationDiscussed = defineEvent<OfApplication & { messageId: number }>(
	'application.discussed',
);
