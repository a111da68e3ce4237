import type { DemoStory } from './types.js';

export const foundingIdeasOfTheWebStory: DemoStory = {
	course: 'founding-ideas-of-the-web',
	organisers: ['ines', 'amina'],
	members: [
		{ who: 'eleni', joinedDaysAgo: 15, completions: [] },
		{ who: 'freja', joinedDaysAgo: 14, completions: [] },
		{ who: 'dmytro', joinedDaysAgo: 9, completions: [] },
		{ who: 'linwei', joinedDaysAgo: 2, completions: [] },
		{ who: 'kofi', joinedDaysAgo: 12, leftDaysAgo: 5, completions: [] },
	],
	threads: [
		{
			by: 'ines',
			daysAgo: 16,
			body: 'We start in a good three weeks. Until then: **when did you first see the web**, and on whose computer? I begin: 1996, the back office of the library, a page about penguins that took four minutes to load. I waited all four.',
			replies: [
				{
					by: 'freja',
					daysAgo: 13.6,
					body: '1994, at the office. A colleague showed us a camera pointed at a coffee pot in Cambridge. We engineers were deeply moved.',
				},
				{
					by: 'eleni',
					daysAgo: 12.8,
					body: '1999, an internet café in Thessaloniki, by the hour. I copied song texts by hand because printing cost extra.',
				},
				{
					by: 'dmytro',
					daysAgo: 8.5,
					body: "Late: 2006, my daughter's school project. She had to explain to me that you can go *back*.",
				},
			],
		},
		{
			by: 'dmytro',
			daysAgo: 8,
			body: 'My English is good enough for buses but slow for papers. Is it all right if I read half?',
			replies: [
				{
					by: 'ines',
					daysAgo: 7.8,
					body: 'More than all right. Each task says which parts to take if time is short. And you may write your entry in Ukrainian with two lines of English below it, so that others can answer.',
				},
				{
					by: 'eleni',
					daysAgo: 7.5,
					body: 'I am a translator with free Wednesday evenings. Shall we read the first one together, paragraph by paragraph?',
				},
				{ by: 'dmytro', daysAgo: 7.1, body: 'Wednesday is my free evening also. Thank you!' },
			],
		},
		{
			task: 'the-first-site',
			by: 'freja',
			daysAgo: 6,
			body: 'I could not wait and had a look. My browser warns that the connection is not secure. Is something wrong, or is that history too?',
			replies: [
				{
					by: 'amina',
					daysAgo: 5.7,
					body: 'History too: the page is served over plain http, as everything was then. You read there and type nothing in, so it is fine. A good observation for your entry: what does the warning protect, and from whom?',
				},
			],
		},
	],
};
