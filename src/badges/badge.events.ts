import { defineEvent } from '../platform/events/event-type.js';

export interface OfAward {
	awardId: string;
	badgeId: number;
	userId: number;
	courseId: number;
}

export const BadgePublished = defineEvent<{ badgeId: number; versionId: number; courseId: number }>(
	'badge.published',
);
/** The award is signed: its page and documents are ready. */
export const BadgeAwarded = defineEvent<OfAward>('badge.awarded');
export const AwardRevoked = defineEvent<OfAward>('award.revoked');
