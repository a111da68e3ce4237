import type { Locale } from './i18n.js';

const styles = {
	date: { dateStyle: 'long' },
	short: { day: 'numeric', month: 'short' },
	datetime: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof styles | 'relative';

const formats = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<Locale, Intl.RelativeTimeFormat>();

function format(locale: Locale, timeZone: string, style: keyof typeof styles): Intl.DateTimeFormat {
	const key = `${locale} ${timeZone} ${style}`;
	let found = formats.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...styles[style], timeZone });
		formats.set(key, found);
	}
	return found;
}

const steps = [
	['minute', 60],
	['hour', 3600],
	['day', 86_400],
	['week', 604_800],
] as const;

function relative(date: Date, locale: Locale, timeZone: string, now: Date): string {
	const seconds = (date.getTime() - now.getTime()) / 1000;
	const size = Math.abs(seconds);
	if (size > 21 * 86_400) return format(locale, timeZone, 'date').format(date);
	let words = relatives.get(locale);
	if (!words) {
		words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
		relatives.set(locale, words);
	}
	if (size < 60) return words.format(0, 'second');
	const [unit, length] = [...steps].reverse().find(([, step]) => size >= step) ?? steps[0];
	return words.format(Math.trunc(seconds / length), unit);
}

/** A moment in words of the reader's language and time zone. A plain YYYY-MM-DD is a calendar day and is never shifted. */
export function formatDate(
	value: string | Date,
	style: DateStyle,
	locale: Locale,
	timeZone: string,
	now = new Date(),
): string {
	const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
	const date = typeof value === 'string' ? new Date(value) : value;
	if (style === 'relative' && !isDay) return relative(date, locale, timeZone, now);
	return format(locale, isDay ? 'UTC' : timeZone, style === 'relative' ? 'date' : style).format(date);
}

/** True when the runtime knows this IANA time zone. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
