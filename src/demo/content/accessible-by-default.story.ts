import { linked, ticked, wrote } from './completions.js';
import type { DemoStory } from './types.js';

export const accessibleByDefaultStory: DemoStory = {
	course: 'accessible-by-default',
	organisers: ['amina', 'ines'],
	members: [
		{
			who: 'freja',
			joinedDaysAgo: 42,
			award: 'link',
			completions: [
				wrote(
					'keyboard-walk',
					29,
					'Best: the library, where the first Tab offered "Skip to search". Worst: a shop whose cookie notice I could see but not enter; the focus walked about behind it. Inspect says: a div at the very end of the body, no button in it, only spans with a script.',
				),
				wrote(
					'headings-and-landmarks',
					24,
					'Before: h1 Freja, h4 Bridges, h4 Drawings, h2 Contact. After: h1 Three bridges I worked on, h2 Bridges, h3 for each of them, h2 Drawings, h2 Contact. From the public authority I learned that twenty h2 in a row are no outline either, just a heap.',
				),
				linked('forms-that-speak', 17, 'https://freja.example.org/guided-tour-form.html'),
				ticked('seeing-differently', 12),
				wrote(
					'a-screen-reader-hour',
					7,
					'1. My span lengths were read as "one hundred twenty m", em for metre; I write "metres" now. 2. Every photo said "bridge". Repaired, each says which. 3. The language changed to an English voice on a Danish quotation; lang="da" on the blockquote cured it.',
				),
				linked('fix-a-real-page', 2, 'https://freja.example.org/harbour-ferry-report.html'),
			],
		},
		{
			who: 'seoyeon',
			joinedDaysAgo: 40,
			completions: [
				wrote(
					'keyboard-walk',
					28,
					'Best: a recipe site where Escape closed everything, always. Worst: our own museum. The floor plan is an image map that only reacts to the mouse. It has "onmouseover" and no link at all.',
				),
				wrote(
					'headings-and-landmarks',
					22,
					'Before: no headings, eleven bold paragraphs. After: h1 Floor plan, h2 for each floor, h3 for each hall. I learned from the page I love that a good h1 can be a question.',
				),
				linked('forms-that-speak', 15, 'https://seoyeon.example.org/museum/group-visit.html'),
				ticked('seeing-differently', 10),
				wrote(
					'a-screen-reader-hour',
					4,
					'1. The hall numbers were read before the names, which is useless by ear. 2. "Link, graphic" for our logo. 3. Silence when the filter changes the list. The first two are repaired, for the third I am learning about role="status".',
				),
			],
		},
		{
			who: 'kofi',
			joinedDaysAgo: 36,
			completions: [
				wrote(
					'keyboard-walk',
					27,
					'Best: a bank, to my surprise. Thick yellow outline, impossible to lose. Worst: a form for a business licence which jumps back to the top when you choose from a list. A select with a script that reloads the page on every change.',
				),
				wrote(
					'headings-and-landmarks',
					20,
					'Before: h1 Mensah Prints on every page, then nothing. After: h1 says "Prices for posters", "Prices for cards" and so on; the shop name went to the header. Customers find the page from a search now.',
				),
				linked('forms-that-speak', 9, 'https://mensahprints.example.com/order.html'),
			],
		},
		{
			who: 'priya',
			joinedDaysAgo: 33,
			completions: [
				wrote(
					'keyboard-walk',
					26,
					'Best: my old blog from 2014, plain as bread, works perfectly. Worst: a school calendar in which you need 42 tabs to leave one month. Every day is a link.',
				),
			],
		},
		{ who: 'yusuf', joinedDaysAgo: 31, leftDaysAgo: 25, completions: [] },
		{ who: 'eleni', joinedDaysAgo: 3, completions: [] },
	],
	threads: [
		{
			by: 'amina',
			daysAgo: 31,
			body: 'أهلاً وسهلاً, welcome! Please introduce yourself with **one barrier you met last week**, on the web or on the street. Mine: a lift whose buttons light up without a sound when pressed. Was it pressed? Nobody knows.',
			replies: [
				{
					by: 'freja',
					daysAgo: 30.6,
					body: 'A pedestrian bridge with a handrail on one side only. I did not build it, for the record.',
				},
				{
					by: 'kofi',
					daysAgo: 30.2,
					body: 'A menu behind a QR code, leading to a PDF that was a photograph of the menu. At 300 % it is fog.',
				},
				{
					by: 'seoyeon',
					daysAgo: 29.9,
					body: 'The touch screen in our own foyer, at the height of my chin.',
				},
			],
		},
		{
			task: 'forms-that-speak',
			by: 'kofi',
			daysAgo: 11,
			body: 'Customers give the size of a poster as two numbers, width and height, with one label "Size (cm)". How do I label two fields with one word?',
			replies: [
				{
					by: 'amina',
					daysAgo: 10.7,
					body: 'A `fieldset` with the legend "Size in centimetres", and inside it two fields with labels of their own, "Width" and "Height". I then hear "Size in centimetres, Width, edit", which is exactly what I want to know.',
				},
				{
					by: 'seoyeon',
					daysAgo: 10.3,
					body: 'I did that for "date of the visit" with day, month and year. The fieldset has a border by default, but one line of CSS removes it.',
				},
				{ by: 'kofi', daysAgo: 9, body: 'It reads well and my nephew asked no question. Link handed in.' },
			],
		},
		{
			task: 'seeing-differently',
			by: 'freja',
			daysAgo: 12,
			body: 'I gave up at noon. In greyscale, the weather map of my favourite site becomes a map of porridge. At 200 % most newspapers do well, though.',
			replies: [
				{
					by: 'seoyeon',
					daysAgo: 10,
					body: 'For me it was the sun. I could not read my own museum page outside the museum.',
				},
			],
		},
		{
			task: 'a-screen-reader-hour',
			by: 'seoyeon',
			daysAgo: 4.5,
			body: 'When I filter the halls the list changes, but NVDA says nothing. I tried `aria-label` on the list. Is that the wrong tool?',
			replies: [
				{
					by: 'amina',
					daysAgo: 4.2,
					body: 'The list has a name then, but a name is only spoken when I arrive there. You want an announcement: an element with `role="status"` that is on the page **from the beginning**, empty, into which your script writes "7 halls found". Keep it short; I will hear it on every change.',
				},
				{
					by: 'freja',
					daysAgo: 3.8,
					body: 'The "from the beginning" is important. I added mine together with its text, and it stayed silent.',
				},
			],
		},
	],
	applications: [
		{
			who: 'freja',
			daysAgo: 43,
			answers: [
				'Pages about bridges I worked on, with drawings. My aunt, who is blind, should be able to *read a bridge*.',
				'The ferry timetable of our harbour is a picture. I learned it by heart and recite it to her.',
				'Mondays and Thursdays.',
			],
		},
		{
			who: 'eleni',
			daysAgo: 5,
			answers: [
				'The menu of my taverna: four languages, small telephones, strong sun.',
				'A booking page that would not go on because my surname has a sign it did not know.',
				'After 22:00, when the kitchen is clean.',
			],
		},
		{
			who: 'aroha',
			daysAgo: 1,
			answers: [
				'The site of our rowing club. Half of us are over sixty, and one of our best coxes does not see well.',
				'Our own race calendar: I made it of coloured squares without a word in them. I would like to repair that first.',
				'Tuesday and Sunday evenings in New Zealand, so your mornings. I can join four weeks late, if you let me.',
			],
			message:
				'Kia ora Aroha! We are in week five. Would you like to begin with week one on your own, and read along with us?',
		},
	],
};
