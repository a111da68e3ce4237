import { isClosed } from '../badges/badge.policy.js';
import type { BadgePageRow } from '../badges/badges.queries.js';
import type { Viewer } from '../platform/http/viewer.js';

type Facts = Pick<BadgePageRow, 'rule' | 'isOrganiser' | 'isPeer' | 'courseId' | 'course'>;

export function canGiveToPeer(viewer: Viewer, badge: Facts): boolean {
	return badge.rule === 'peer' && badge.isPeer && !isClosed(badge) && (viewer.member?.isConfirmed ?? false);
}

/** The organisers of a badge that is for them to give. */
export function canGiveByHand(_viewer: Viewer, badge: Facts): boolean {
	return badge.rule === 'organiser' && badge.isOrganiser && !isClosed(badge);
}
