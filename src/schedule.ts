import type { Repeating } from './platform/jobs/schedule.js';

const HOUR = 3_600_000;

/** Every repeating job of the site. */
export const schedule: readonly Repeating[] = [
	{ name: 'outbox.prune', every: 24 * HOUR, job: 'outbox.prune' },
	{ name: 'files.sweep', every: 6 * HOUR, job: 'files.sweep' },
	{ name: 'drafts.sweep', every: 24 * HOUR, job: 'drafts.sweep' },
	{ name: 'courses.purge', every: 24 * HOUR, job: 'courses.purge' },
	{ name: 'transfers.sweep', every: 24 * HOUR, job: 'transfers.sweep' },
	{ name: 'accounts.sweep', every: HOUR, job: 'accounts.sweep' },
	{ name: 'awards.endings', every: 24 * HOUR, job: 'awards.endings' },
	{ name: 'badges.renewals', every: 24 * HOUR, job: 'badges.renewals' },
	{ name: 'reviews.remind', every: HOUR, job: 'reviews.remind' },
];
