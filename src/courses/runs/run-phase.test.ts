import { expect, test } from '@jest/globals';
import { phaseOf } from './run-phase.js';

const october = {
	pace: 'fixed',
	startsOn: '2026-10-03',
	endsOn: '2026-10-31',
	timeZone: 'America/Bogota',
} as const;

test.each([
	['2026-10-03T04:59:00Z', 'upcoming'],
	['2026-10-03T05:00:00Z', 'running'],
	['2026-11-01T04:59:00Z', 'running'],
	['2026-11-01T05:00:00Z', 'ended'],
])('days are those of the run’s time zone: at %s it is %s', (moment, phase) => {
	expect(phaseOf(october, new Date(moment))).toBe(phase);
});

test('without dates', () => {
	const now = new Date('2026-10-03T12:00:00Z');
	expect(phaseOf({ ...october, pace: 'rolling' }, now)).toBe('always');
	expect(phaseOf({ ...october, startsOn: null, endsOn: null }, now)).toBe('unset');
	expect(phaseOf({ ...october, endsOn: null }, now)).toBe('running');
});
