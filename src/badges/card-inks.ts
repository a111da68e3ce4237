import type { BadgeColour } from '../credentials/badge-picture.js';

/** For each colour of a badge a dark ink and a light ground that go with it. */
export const ACCENT_INKS: Readonly<Record<BadgeColour, { ink: string; wash: string }>> = {
	indigo: { ink: '#4338ad', wash: '#e6e5f8' },
	sky: { ink: '#14609f', wash: '#dfedf8' },
	teal: { ink: '#0d6a63', wash: '#dcf0ec' },
	green: { ink: '#2b6f2e', wash: '#e2f1dd' },
	amber: { ink: '#8f5705', wash: '#faeed7' },
	coral: { ink: '#a4372a', wash: '#fae3de' },
	plum: { ink: '#71308a', wash: '#f1e2f5' },
	slate: { ink: '#3c4d62', wash: '#e4e9ef' },
};
