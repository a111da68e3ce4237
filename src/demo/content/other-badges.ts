import { altTextThatHelps } from './alt-text-that-helps.js';
import type { DemoOtherBadge } from './badge-types.js';

/** In an order in which each badge comes after those that it asks for. */
export const otherBadges: DemoOtherBadge[] = [
	altTextThatHelps,
	{
		owner: { course: 'css-from-scratch' },
		rule: 'peer',
		by: 'tomasz',
		publishedDaysAgo: 21,
		name: 'Read my style sheet',
		description: 'Sat down with somebody else’s style sheet and made its author see it with new eyes.',
		criteria: `Half of the learning in this course is reading each other's files, and the half that nobody can tick off. So this one is yours to give.

Give it to a person who **read your style sheet and told you something you could use**: a rule that never applied, a name that misled, a colour that could not be seen. Say in a sentence what it was. "Thanks!" is kind, but it is not a reason.

You have three of them. Spend them well.`,
		imageAlt: 'Plum rosette with a speech bubble: the badge Read my style sheet',
		design: { shape: 'rosette', colour: 'plum', icon: 'message-circle' },
		isRepeatable: true,
		giverLimit: 3,
		gifts: [
			{
				by: 'priya',
				to: 'linwei',
				daysAgo: 15.4,
				words:
					'You did not tell me the answer. You counted my two selectors aloud until I saw for myself that it was a tie.',
				award: 'public',
			},
			{
				by: 'eleni',
				to: 'kofi',
				daysAgo: 9.5,
				words: 'My focus outline was light grey on cream. I had looked at that page every day for a month.',
				award: 'public',
			},
			{
				by: 'aroha',
				to: 'tomasz',
				daysAgo: 12.9,
				words: 'For flow-root, and for writing down three cures when one would have done.',
				award: 'private',
			},
		],
	},
	{
		owner: { school: 'webcraft' },
		rule: 'organiser',
		by: 'ines',
		publishedDaysAgo: 70,
		name: 'Stayed for the company',
		description: 'Came with one question and stayed to answer those of others.',
		criteria: `There is no task for this, and one cannot apply. Now and then Tomasz and I look back through the discussions of the school and find somebody who kept coming back after their own problem was solved.

If that is you, this badge turns up one morning. It is our way of saying that we noticed.`,
		imageAlt: 'Amber shield with two hands: the badge Stayed for the company',
		design: { shape: 'shield', colour: 'amber', icon: 'handshake' },
		gifts: [
			{ by: 'ines', to: 'eleni', daysAgo: 6.2, award: 'public' },
			{ by: 'ines', to: 'dmytro', daysAgo: 33, award: 'private' },
		],
	},
	{
		owner: { school: 'webcraft' },
		rule: 'badges',
		by: 'ines',
		publishedDaysAgo: 28,
		name: 'First shelf',
		description: 'Holds two of the first three badges of the School of Webcraft.',
		criteria: `In my reading room beginners are given one shelf, not the whole library. This is ours: a page, its dress, and words for those who cannot see its pictures.

Two of the three are enough, whichever two. It arrives by itself.`,
		imageAlt: 'Green hexagon with an open book: the badge First shelf',
		design: { shape: 'hexagon', colour: 'green', icon: 'book-open' },
		parts: ['First web page', 'CSS from scratch', 'Alt text that helps'],
		needed: 2,
		earners: [
			{ who: 'linwei', daysAgo: 3, award: 'public' },
			{ who: 'aroha', daysAgo: 20.5, award: 'public' },
		],
	},
	{
		owner: { school: 'webcraft' },
		rule: 'badges',
		by: 'ines',
		publishedDaysAgo: 27,
		name: 'Second shelf',
		description: 'Holds the first shelf, and has built a page that lets everybody in.',
		criteria: `The second shelf stands behind the first, so the first comes first.

To it belongs *Accessible by default*, because a library with a step at the door has fewer readers than it thinks.`,
		imageAlt: 'Slate-grey hexagon with a compass: the badge Second shelf',
		design: { shape: 'hexagon', colour: 'slate', icon: 'compass' },
		parts: ['First shelf', 'Accessible by default'],
	},
];
