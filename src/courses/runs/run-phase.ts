import type { Pace } from './run.entity.js';

/** `unset`: fixed dates were chosen but not yet told. */
export type Phase = 'always' | 'unset' | 'upcoming' | 'running' | 'ended';

interface Dates {
	pace: Pace;
	startsOn: string | null;
	endsOn: string | null;
	timeZone: string;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar day YYYY-MM-DD at a moment in a time zone. */
function dayIn(timeZone: string, moment: Date): string {
	let calendar = calendars.get(timeZone);
	if (!calendar) {
		// Swedish writes days as ISO 8601 does.
		calendar = new Intl.DateTimeFormat('sv', { timeZone });
		calendars.set(timeZone, calendar);
	}
	return calendar.format(moment);
}

/** Where a run stands; its last day still belongs to it. */
export function phaseOf({ pace, startsOn, endsOn, timeZone }: Dates, now: Date): Phase {
	if (pace === 'rolling') return 'always';
	const today = dayIn(timeZone, now);
	if (endsOn && today > endsOn) return 'ended';
	if (!startsOn) return 'unset';
	return today < startsOn ? 'upcoming' : 'running';
}
