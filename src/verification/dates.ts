import type { Check } from './finding.js';

/** Clocks of different machines may differ by this much. */
const TOLERANCE_MS = 60_000;

/** Whether `now` is after all the beginnings and before all the ends; ISO 8601. */
export function checkDates(from: readonly string[], until: readonly string[], now: Date): Check {
	const of = (outcome: Check['outcome'], why: string, about?: string): Check => ({
		name: 'dates',
		outcome,
		why,
		...(about && { about }),
	});
	const early = from.find((date) => Date.parse(date) > now.getTime() + TOLERANCE_MS);
	if (early) return of('failed', 'early', early);
	const late = until.find((date) => Date.parse(date) <= now.getTime());
	if (late) return of('failed', 'late', late);
	return until[0] ? of('passed', 'until', until[0]) : of('passed', 'open');
}
