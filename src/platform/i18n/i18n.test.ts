import { describe, expect, test } from '@jest/globals';
import { formatDate, isTimeZone } from './dates.js';
import { I18n, preferredLocale } from './i18n.js';

test.each([
	[undefined, 'en'],
	['es-MX,es;q=0.9,en;q=0.8', 'es'],
	['fr, es;q=0.4, en;q=0.6', 'en'],
	['de', 'en'],
	['*;q=0', 'en'],
	[';;;,,', 'en'],
])('Accept-Language %p is answered in %s', (header, locale) => {
	expect(preferredLocale(header)).toBe(locale);
});

test('a text that does not exist is an error, not an empty place', () => {
	expect(() => new I18n().t('en', 'shell.no-such-text')).toThrow('shell.no-such-text');
});

test('arguments stand in their sentence; counted ones choose its form; a missing one is an error', () => {
	const i18n = new I18n();
	expect(i18n.t('en', 'shell.your-menu', { name: 'Łucja {x}' })).toContain('Łucja {x}');
	expect(i18n.t('en', 'shell.unread', { count: 1 })).not.toBe(i18n.t('en', 'shell.unread', { count: 2 }));
	expect(() => i18n.t('en', 'shell.your-menu', {})).toThrow('name');
});

describe('dates', () => {
	const now = new Date('2026-03-02T09:00:00Z');

	test('a moment is told in the reader’s time zone and language', () => {
		const moment = '2026-03-01T23:30:00Z';
		expect(formatDate(moment, 'date', 'en', 'UTC', now)).toBe('1 March 2026');
		expect(formatDate(moment, 'date', 'en', 'Asia/Tokyo', now)).toBe('2 March 2026');
		expect(formatDate(moment, 'date', 'es', 'UTC', now)).toBe('1 de marzo de 2026');
	});

	test('a calendar day is the same day everywhere', () => {
		expect(formatDate('2026-03-01', 'date', 'en', 'Pacific/Honolulu', now)).toBe('1 March 2026');
	});

	test('near moments are told by their distance, far ones by their date', () => {
		expect(formatDate(new Date(now.getTime() - 20_000), 'relative', 'en', 'UTC', now)).toBe('now');
		expect(formatDate('2026-03-02T08:57:30Z', 'relative', 'en', 'UTC', now)).toBe('2 minutes ago');
		expect(formatDate('2026-03-01T08:00:00Z', 'relative', 'en', 'UTC', now)).toBe('yesterday');
		expect(formatDate('2026-03-04T10:00:00Z', 'relative', 'es', 'UTC', now)).toBe('pasado mañana');
		expect(formatDate('2025-12-01T08:00:00Z', 'relative', 'en', 'UTC', now)).toBe('1 December 2025');
	});

	test('only real time zones are taken', () => {
		expect([isTimeZone('America/Bogota'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
	});
});
