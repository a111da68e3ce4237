import { linked, ticked } from './completions.js';
import type { DemoStory } from './types.js';

export const smallJavascriptThingsStory: DemoStory = {
	course: 'small-javascript-things',
	organisers: ['seun'],
	members: [
		{
			who: 'dmytro',
			joinedDaysAgo: 64,
			award: 'public',
			completions: [
				ticked('a-greeting', 64),
				ticked('react-to-a-click', 63),
				linked('a-list-to-add-to', 58, 'https://nightlines.example.org/packing/'),
				ticked('remember-it', 55),
				linked('fetch-some-data', 47, 'https://nightlines.example.org/packing2/'),
				linked('make-it-yours', 36, 'https://nightlines.example.org/next-bus/'),
			],
		},
		{
			who: 'linwei',
			joinedDaysAgo: 52,
			completions: [
				ticked('a-greeting', 52),
				ticked('react-to-a-click', 51),
				linked('a-list-to-add-to', 49, 'https://linwei.example.org/brushes/'),
				ticked('remember-it', 45),
				linked('fetch-some-data', 1, 'https://linwei.example.org/brushes/trips.html'),
			],
		},
		{
			who: 'seoyeon',
			joinedDaysAgo: 12,
			completions: [
				ticked('a-greeting', 11),
				ticked('react-to-a-click', 8),
				linked('a-list-to-add-to', 2, 'https://seoyeon.example.org/museum/wishlist.html'),
			],
		},
		{
			who: 'priya',
			joinedDaysAgo: 40,
			leftDaysAgo: 28,
			completions: [ticked('a-greeting', 39), ticked('react-to-a-click', 38)],
		},
		{ who: 'sam', joinedDaysAgo: 0.2, completions: [] },
	],
	threads: [
		{
			by: 'seun',
			daysAgo: 84,
			body: 'Welcome. A radio that hums is telling you where to look, and so is a page with a red line in its console. **Please never write "it does not work" here**; write what it says. I promise to do the same.',
			replies: [
				{
					by: 'dmytro',
					daysAgo: 63.5,
					body: 'It says `heading is null` in line 4. I had forgotten `defer`. The bus left before the passengers were there.',
				},
				{ by: 'seun', daysAgo: 63.2, body: 'I am going to use that sentence in class tomorrow.' },
			],
		},
		{
			task: 'react-to-a-click',
			by: 'seoyeon',
			daysAgo: 9,
			body: "I wrote `more.addEventListener('click', show())` and it runs once when the page loads, but never on a click. The console is silent. Why?",
			replies: [
				{
					by: 'linwei',
					daysAgo: 8.7,
					body: 'The brackets! `show()` carries it out immediately and hands over the *result*, which is nothing. `show` without brackets hands over the instructions themselves. It took me an evening as well.',
				},
				{
					by: 'seoyeon',
					daysAgo: 8.2,
					body: 'The recipe, not the cake. Understood, and it counts.',
				},
			],
		},
		{
			task: 'remember-it',
			by: 'linwei',
			daysAgo: 46,
			body: 'After changing to objects my page shows a row of boxes with no names. I had "old" things in the drawer from my own experiment, plain texts. Do I have to delete them, or can the program cope?',
			replies: [
				{
					by: 'dmytro',
					daysAgo: 45.8,
					body: 'I deleted mine: `localStorage.clear()` in the console.',
				},
				{
					by: 'seun',
					daysAgo: 45.4,
					body: 'Both are right. Clearing is fine while you are the only user. If others already had lists you would convert them once while loading: if a thing is a text, make it `{ name: thing, packed: false }`. You have just met *migration*, an honourable old problem.',
				},
				{ by: 'linwei', daysAgo: 45.1, body: 'I converted them. Three lines, and I am strangely proud.' },
			],
		},
		{
			task: 'make-it-yours',
			by: 'dmytro',
			daysAgo: 36,
			body: 'For the woman at the tea stall: the next three night buses from the opera, in letters as large as my thumb. <https://nightlines.example.org/next-bus/>. She asked only one question: whether it could also say when to put the kettle on.',
			replies: [
				{
					by: 'linwei',
					daysAgo: 35.2,
					body: 'I read your script from top to bottom. Why do you add 1440 to the minutes sometimes?',
				},
				{
					by: 'dmytro',
					daysAgo: 34.9,
					body: 'Because of midnight. The bus at 0:10 comes *after* the bus at 23:50, but 10 is smaller than 1430. So after midnight gets one whole day more: 24 × 60.',
				},
			],
		},
	],
};
