import { linked, ticked, wrote } from './completions.js';
import type { DemoStory } from './types.js';

export const yourFirstWebPageStory: DemoStory = {
	course: 'your-first-web-page',
	organisers: ['ines', 'tomasz'],
	members: [
		{
			who: 'linwei',
			joinedDaysAgo: 92,
			award: 'public',
			helps: true,
			completions: [
				ticked('what-you-need', 92),
				ticked('write-the-skeleton', 91),
				ticked('give-it-structure', 89),
				wrote(
					'add-an-image',
					88,
					'alt="Ink drawing: a heron stands on a fishing boat and looks into the net." My first try was "heron", but the joke of the drawing is the look, so the text has to carry the look.',
				),
				wrote(
					'check-it',
					87,
					'"Stray end tag figure." I had closed the figure before the figcaption. The browser showed it correctly all the same, which surprised me.',
				),
				linked('put-it-on-the-web', 86, 'https://linwei.example.org/first-page/'),
				wrote(
					'show-and-comment',
					83,
					'I read the page of Inês about her reading room and the rowing club of Aroha. I will write link texts that say where they go; mine said "more" four times.',
				),
			],
		},
		{
			who: 'aroha',
			joinedDaysAgo: 80,
			award: 'link',
			completions: [
				ticked('what-you-need', 80),
				ticked('write-the-skeleton', 80),
				ticked('give-it-structure', 78),
				wrote(
					'add-an-image',
					75,
					'alt="Eight rowers lift a long white boat over their heads on a grey beach." The page asks for new members, so I described people doing something together and not the sky.',
				),
				wrote(
					'check-it',
					74,
					'It told me about a duplicate ID. I had copied a whole section and forgotten that an id may appear only once on a page.',
				),
				linked('put-it-on-the-web', 72, 'https://rowing.example.org/join.html'),
				wrote(
					'show-and-comment',
					69,
					'Read Lin Wei and Mateo. From Mateo: put the most useful thing first. Our training times were at the very bottom, now they are above the picture.',
				),
			],
		},
		{
			who: 'mateo',
			joinedDaysAgo: 79,
			award: 'public',
			completions: [
				ticked('what-you-need', 79),
				ticked('write-the-skeleton', 78),
				ticked('give-it-structure', 77),
				wrote(
					'add-an-image',
					76,
					'alt="Tres plantas de tomate en cubos de pintura, atadas a palos de escoba." The buckets and broomsticks matter: the page is about growing things without buying anything.',
				),
				wrote(
					'check-it',
					74,
					'The validator wanted a lang attribute that fits: I had written lang="en" on a page in Spanish. It guessed that from the words!',
				),
				linked('put-it-on-the-web', 73, 'https://mateo.example.org/tomates.html'),
				wrote(
					'show-and-comment',
					70,
					'I read Aroha and Dmytro. Dmytro uses an ordered list for the stops of a line and it reads so well that I changed my steps to one.',
				),
			],
		},
		{
			who: 'dmytro',
			joinedDaysAgo: 76,
			award: 'private',
			completions: [
				ticked('what-you-need', 76),
				ticked('write-the-skeleton', 75),
				ticked('give-it-structure', 74),
				wrote(
					'add-an-image',
					73,
					'alt="The number 1 night bus waits alone under the opera clock, ten past two." The time is the point of the photo. People ask me when, not where.',
				),
				wrote(
					'check-it',
					72,
					'Bad value for href: my file was called "night lines.html". Now it has a hyphen.',
				),
				linked('put-it-on-the-web', 71, 'https://nightlines.example.org/'),
				wrote(
					'show-and-comment',
					68,
					'Read Mateo and Lin Wei. I will keep sentences short as Mateo does. I also took the source of the heron page apart to understand figure.',
				),
			],
		},
		{
			who: 'lucja',
			joinedDaysAgo: 31,
			completions: [
				ticked('what-you-need', 31),
				ticked('write-the-skeleton', 30),
				ticked('give-it-structure', 27),
				wrote(
					'add-an-image',
					20,
					'alt="A frame of honeycomb held against the sun; one corner is still empty." Visitors ask whether the bees are hungry, so I mention the empty corner.',
				),
				wrote(
					'check-it',
					19,
					'"No space between attributes." I had lost the gap between src and width. Twenty minutes for one space.',
				),
				linked('put-it-on-the-web', 4, 'https://pasieka.example.org/'),
			],
		},
		{
			who: 'yusuf',
			joinedDaysAgo: 22,
			completions: [ticked('what-you-need', 22), ticked('write-the-skeleton', 21)],
		},
		{ who: 'freja', joinedDaysAgo: 50, leftDaysAgo: 44, completions: [ticked('what-you-need', 50)] },
		{ who: 'sam', joinedDaysAgo: 0.6, completions: [] },
	],
	threads: [
		{
			by: 'ines',
			daysAgo: 118,
			body: 'Welcome, everybody. Say hello here and tell us **what your page will be about**. Mine is about the reading room where I work: a leaking roof, four thousand books, and a cat who is officially a volunteer. You can open it at [ines.example.org](https://ines.example.org).',
			replies: [
				{
					by: 'linwei',
					daysAgo: 92,
					body: 'Hello from Xiamen. My page will show one drawing a month, with the story behind it. I have never written code, only signed drawings.',
				},
				{
					by: 'dmytro',
					daysAgo: 76,
					body: 'Night buses of Lviv. Where they stop, where you can get tea.',
				},
				{
					by: 'lucja',
					daysAgo: 31,
					body: 'Fifteen hives, and how to visit them without being stung. @dmytro, I would read your tea list tonight.',
				},
				{ by: 'sam', daysAgo: 0.5, body: 'Hi. Not sure yet. Maybe my repair café?' },
				{
					by: 'ines',
					daysAgo: 0.3,
					body: 'A repair café is a lovely subject, @sam: opening hours, what people brought last month, what could be saved. That is already three sections.',
				},
			],
		},
		{
			task: 'what-you-need',
			by: 'yusuf',
			daysAgo: 22,
			body: 'I save the file and double-click it, and the browser shows the text *with* the tags in it, like `<h1>Hello</h1>`. What am I doing wrong?',
			replies: [
				{
					by: 'aroha',
					daysAgo: 21.8,
					body: 'Is it TextEdit on a Mac? That was me in the first hour. It saves "rich text" unless you choose **Format → Make Plain Text** *before* saving. Then it asks whether you want `.html`; say yes.',
				},
				{ by: 'yusuf', daysAgo: 21.6, body: 'That was it. Thank you, now it says Hello, and large!' },
			],
		},
		{
			task: 'add-an-image',
			by: 'lucja',
			daysAgo: 22,
			body: 'My photo shows on my laptop but is upside down on the telephone. Has the bee turned it?',
			replies: [
				{
					by: 'tomasz',
					daysAgo: 21.5,
					body: 'Cameras often store the picture as the sensor saw it, plus a note saying "turn me". Not every program respects the note. Open the photo, rotate it once, and save a smaller copy as the task suggests: then the pixels themselves are the right way up.',
				},
				{
					by: 'lucja',
					daysAgo: 20,
					body: 'Upright everywhere, and from 5 MB to 180 KB. Two problems, one save.',
				},
			],
		},
		{
			task: 'show-and-comment',
			by: 'aroha',
			daysAgo: 71,
			body: 'Here is ours: <https://rowing.example.org/join.html>. My question: **would you know when to turn up**, without scrolling?',
			replies: [
				{
					by: 'mateo',
					daysAgo: 70,
					body: 'I would know that it is fun, but not when. The times come after the photo and the history. The alt text is great, by the way; I could see the boat before it loaded. I would put "Saturdays, seven o\'clock" right below the heading.',
				},
				{
					by: 'linwei',
					daysAgo: 70,
					body: 'In your source I found `<address>`, I did not know there was an element for that. The headings jump from `h2` to `h4` once.',
				},
				{ by: 'aroha', daysAgo: 69, body: 'Times moved, heading mended. Three people came on Saturday!' },
			],
		},
		{
			task: 'show-and-comment',
			by: 'lucja',
			daysAgo: 3,
			body: 'My page is on the web: <https://pasieka.example.org/>. Question: does the part about stings frighten you, or does it help?',
			replies: [
				{
					by: 'dmytro',
					daysAgo: 2,
					body: 'It helps, because you say what to do. I would move the emergency number to the first line of that section. In your code I like that the steps are an ordered list: calm, one after the other.',
				},
			],
		},
	],
};
