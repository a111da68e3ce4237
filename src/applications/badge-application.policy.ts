import type { Rule } from '../badges/badge.entity.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { ApplicationState } from './badge-application.entity.js';

interface Badge {
	rule: Rule;
	takesApplications: boolean;
	isRepeatable: boolean;
	isHeld: boolean;
}

/** Applications are for badges that are reviewed, and for those from peers where the badge says so. */
export function takesApplications({
	rule,
	takesApplications: taken,
}: Pick<Badge, 'rule' | 'takesApplications'>) {
	return rule === 'review' || (rule === 'peer' && taken);
}

export function canApply(viewer: Viewer, badge: Badge & { missing: readonly unknown[] }): boolean {
	if (!viewer.member?.isConfirmed || !takesApplications(badge)) return false;
	return (!badge.isHeld || badge.isRepeatable) && badge.missing.length === 0;
}

interface Standing {
	state: ApplicationState;
	answeredAt: Date | string | null;
}

/** What waits for its first review stays as it is, so that nobody reviews what is being changed. */
export function mayRevise({ state, answeredAt }: Standing): boolean {
	return state === 'draft' || state === 'needs-work' || (state === 'submitted' && answeredAt !== null);
}

export function canRevise(viewer: Viewer, application: Standing & { applicantId: number }): boolean {
	return viewer.id === application.applicantId && mayRevise(application);
}

export function isOpen({ state }: { state: ApplicationState }): boolean {
	return state === 'draft' || state === 'submitted' || state === 'needs-work';
}

export function canWithdraw(
	viewer: Viewer,
	application: { state: ApplicationState; applicantId: number },
): boolean {
	return viewer.id === application.applicantId && isOpen(application);
}
