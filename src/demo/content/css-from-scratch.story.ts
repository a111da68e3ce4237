import { linked, ticked, wrote } from './completions.js';
import type { DemoStory } from './types.js';

export const cssFromScratchStory: DemoStory = {
	course: 'css-from-scratch',
	organisers: ['tomasz', 'ines'],
	members: [
		{
			who: 'linwei',
			joinedDaysAgo: 41,
			award: 'public',
			helps: true,
			completions: [
				ticked('selectors', 22),
				wrote(
					'the-cascade',
					20,
					'.drawing a (0,1,1), a:hover (0,1,1) and #latest a (1,0,1). The id won and my hover never showed. I had guessed wrong! Now there is no id in my style sheet.',
				),
				ticked('the-box-model', 18),
				ticked('type', 15),
				wrote(
					'colour-and-contrast',
					12,
					'Ink #1d2433 on rice paper #fbf8f0, accent vermilion. Lowest: caption 3.9 and link 4.2. I darkened both by 8 % lightness; now 5.1 and 4.8.',
				),
				linked('flexbox', 9, 'https://linwei.example.org/header/'),
				ticked('grid', 6),
				linked('a-responsive-page', 3, 'https://linwei.example.org/'),
			],
		},
		{
			who: 'eleni',
			joinedDaysAgo: 38,
			completions: [
				ticked('selectors', 22),
				wrote(
					'the-cascade',
					21,
					'nav a (0,0,2) against .quiet (0,1,0) against a (0,0,1). The class wins, guessed right. What helped: saying the three numbers aloud like a telephone number.',
				),
				ticked('the-box-model', 17),
				ticked('type', 14),
				wrote(
					'colour-and-contrast',
					11,
					'Navy on cream. The two lowest were the date (3.2) and the placeholder in the search field (2.9). Both are now the same grey, #5c5c5c, 6.3 on my background.',
				),
				linked('flexbox', 8, 'https://eleni.example.org/menu.html'),
				ticked('grid', 2),
			],
		},
		{
			who: 'aroha',
			joinedDaysAgo: 30,
			completions: [
				ticked('selectors', 21),
				wrote(
					'the-cascade',
					16,
					'table td (0,0,2), .results td (0,1,1), .results .win (0,2,0). The last won because of two classes, although it names no element. I had guessed the middle one.',
				),
				ticked('the-box-model', 13),
				ticked('type', 12),
			],
		},
		{
			who: 'priya',
			joinedDaysAgo: 26,
			completions: [
				ticked('selectors', 20),
				wrote(
					'the-cascade',
					15,
					'.menu li a (0,1,2), a:visited (0,1,1), a (0,0,1). The first won and visited links looked unvisited. Guessed it, with relief: eight years away and this part is the same.',
				),
				ticked('the-box-model', 10),
			],
		},
		{ who: 'kofi', joinedDaysAgo: 19, completions: [ticked('selectors', 16)] },
		{
			who: 'dmytro',
			joinedDaysAgo: 35,
			leftDaysAgo: 12,
			completions: [ticked('selectors', 19)],
		},
		{ who: 'lucja', joinedDaysAgo: 1.5, completions: [] },
	],
	threads: [
		{
			by: 'tomasz',
			daysAgo: 24,
			body: 'We begin tomorrow. Before you write any CSS, please **print your plain page** and draw on it with a pencil how you would like it to look. Keep the sheet; in week eight we compare.',
			replies: [
				{
					by: 'eleni',
					daysAgo: 23.4,
					body: 'Done, with three colours of pencil. My cat has approved the layout by sitting on it.',
				},
				{
					by: 'linwei',
					daysAgo: 3,
					body: 'I have compared. The pencil was braver than I am, but the margins came out exactly as drawn!',
				},
			],
		},
		{
			by: 'dmytro',
			daysAgo: 12,
			body: 'Our timetable changes this month and I drive double shifts, so I step out for now. You explain well. I shall be in the next round.',
			replies: [
				{
					by: 'tomasz',
					daysAgo: 11.7,
					body: 'Drive safely, Dmytro. Your work stays where it is; when you come back you continue at the cascade. Your timetable is the best use for grid I can think of.',
				},
			],
		},
		{
			task: 'the-cascade',
			by: 'priya',
			daysAgo: 16,
			body: 'Is `a:hover` more specific than `.menu a`? My hover colour only works on links outside the menu.',
			replies: [
				{
					by: 'linwei',
					daysAgo: 15.8,
					body: 'I count the same for both: `.menu a` is 0,1,1 and `a:hover` is 0,1,1, a pseudo-class counts as a class. So it is a tie, and the later one in the file wins. Which one is later in yours?',
				},
				{
					by: 'priya',
					daysAgo: 15.5,
					body: 'The menu is later. I wrote `.menu a:hover` and all is well. A tie! I had never thought of ties.',
				},
				{
					by: 'tomasz',
					daysAgo: 15.1,
					body: 'Beautifully answered, I have nothing to add except: put this in your hand-in, it is a perfect example.',
				},
			],
		},
		{
			task: 'the-box-model',
			by: 'aroha',
			daysAgo: 13.5,
			body: 'My grey box has a strip of white *above* it, and the strip belongs to nobody. The first heading inside has a margin, but that should be inside the box, no?',
			replies: [
				{
					by: 'tomasz',
					daysAgo: 13.2,
					body: 'A margin escaping through the top of its parent: that is collapsing, too. Parent and first child have nothing between them, so their margins merge and the result is outside. Three cures: a pixel of padding on the parent, `display: flow-root` on the parent, or no top margin on the first child. I use the second.',
				},
				{ by: 'aroha', daysAgo: 13, body: '`flow-root` it is. What a good name for an odd thing.' },
			],
		},
		{
			task: 'colour-and-contrast',
			by: 'kofi',
			daysAgo: 10,
			body: 'I have not reached this task, but a request from a man who zooms to 300 %: please check the ratio of your **focus outline** as well. When I press Tab on most sites I cannot find where I am.',
			replies: [
				{
					by: 'eleni',
					daysAgo: 9.6,
					body: 'Guilty: mine was light grey on cream. It is now 3 pixels of navy. Thank you for saying it.',
				},
			],
		},
	],
};
