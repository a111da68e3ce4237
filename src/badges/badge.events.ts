import { defineEvent } from '../platform/events/event-type.js';

export interface OfAward {
	awardId: string;
	badgeId: number;
	userId: number;
	/** Null for a badge of a school or of the site. */
	courseId: number | null;
}

export const BadgePublished = defineEvent<{ badgeId: number; versionId: number; courseId: number | null }>(
	'badge.published',
);
/** The award is signed: its page and documents are ready. */
export const BadgeAwarded = defineEvent<OfAward>('badge.awarded');
/** It is not valid much longer. */
export const AwardEnding = defineEvent<OfAward>('award.ending');
export const AwardRevoked = defineEvent<OfAward>('award.revoked');
