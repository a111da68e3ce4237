import type { ApplicationState } from '../applications/badge-application.entity.js';
import type { Viewer } from '../platform/http/viewer.js';

interface Reviewable {
	state: ApplicationState;
	applicantId: number;
	/** Belongs to those whose reviews the badge takes. */
	mayReview: boolean;
	/** Reviewed the latest revision. */
	hasReviewed: boolean;
}

/** Never one's own, and each revision once. */
export function canReview(viewer: Viewer, application: Reviewable): boolean {
	const { state, applicantId, mayReview, hasReviewed } = application;
	return mayReview && !hasReviewed && state === 'submitted' && viewer.id !== applicantId;
}
