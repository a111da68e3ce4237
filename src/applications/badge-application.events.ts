import { defineEvent } from '../platform/events/event-type.js';

export interface OfApplication {
	applicationId: number;
	badgeId: number;
	/** The applicant. */
	userId: number;
}

export const WorkSubmitted = defineEvent<OfApplication & { revisionId: number }>(
	'badge-application.submitted',
);
export const ApplicationWithdrawn = defineEvent<OfApplication>('badge-application.withdrawn');
