import { expect, test } from '@jest/globals';
import { canReview } from './review.policy.js';

test('whoever may reviews work of others that waits, each revision once', () => {
	const viewer = { id: 7, member: null, locale: 'en', timeZone: 'UTC', theme: 'auto' } as const;
	const work = { state: 'submitted', applicantId: 8, mayReview: true, hasReviewed: false } as const;
	expect(canReview(viewer, work)).toBe(true);
	expect(canReview(viewer, { ...work, mayReview: false })).toBe(false);
	expect(canReview(viewer, { ...work, hasReviewed: true })).toBe(false);
	expect(canReview(viewer, { ...work, applicantId: viewer.id })).toBe(false);
	for (const state of ['draft', 'needs-work', 'awarded', 'withdrawn'] as const)
		expect(canReview(viewer, { ...work, state })).toBe(false);
});
