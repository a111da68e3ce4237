import { formatDate } from '../../platform/i18n/dates.js';
import type { I18n, Locale } from '../../platform/i18n/i18n.js';
import type { RunRow } from '../courses.queries.js';
import { isFull } from './run.policy.js';

type Dates = Pick<RunRow, 'pace' | 'startsOn' | 'endsOn'>;

/** A run is called by its dates: "3 October 2026 – 31 October 2026". */
export function runName({ pace, startsOn, endsOn }: Dates, i18n: I18n, locale: Locale): string {
	const day = (date: string | null) => (date ? formatDate(date, 'date', locale, 'UTC') : '');
	const said = startsOn && endsOn ? 'from-to' : startsOn ? 'from' : endsOn ? 'to' : 'no';
	return i18n.t(locale, pace === 'rolling' ? 'runs.any-time' : `runs.${said}-dates`, {
		from: day(startsOn),
		to: day(endsOn),
	});
}

/** What somebody who would join has to know of its seats; nothing when there is room for all. */
export function seatsLine(run: RunRow, i18n: I18n, locale: Locale): string {
	if (run.seats === null) return '';
	return isFull(run)
		? i18n.t(locale, 'runs.full', { count: run.waiting })
		: i18n.t(locale, 'runs.seats-free', { count: run.seats - run.taken });
}

/** The same for its organisers. */
export function seatsTaken({ seats, taken }: RunRow, i18n: I18n, locale: Locale): string {
	return seats === null ? '' : i18n.t(locale, 'runs.seats-of', { taken, seats });
}
