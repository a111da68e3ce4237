import type { Repeating } from './platform/jobs/schedule.js';

const HOUR = 3_600_000;

/** Every repeating job of the site. */
export const schedule: readonly Repeating[] = [
	{ name: 'outbox.prune', every: 24 * HOUR, job: 'outbox.prune' },
	{ name: 'accounts.sweep', every: HOUR, job: 'accounts.sweep' },
];
