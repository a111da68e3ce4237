import type { DemoSchool } from './types.js';

export const school: DemoSchool = {
	slug: 'webcraft',
	name: 'School of Webcraft',
	summary: 'Learn to make the web by making it, next to other people who are doing the same.',
	accent: 'teal',
	createdDaysAgo: 200,
	organisers: ['ines', 'tomasz'],
	about: `The web is the only publishing house that takes everybody, and its tools are already on your computer: a browser and a text editor. **School of Webcraft** is for people who would like to use them well.

## How learning works here

There are no lessons to sit through. Every step asks you to *make* a small thing, put it where others can see it, and look at what somebody else has made. You will get comments from people who did the same task last week, and soon you will be the one who did it last week.

- Nothing costs money, and nothing asks you to install more than an editor.
- Every course ends with something you can show: a page, a fix, a piece of code.
- Every badge is earned by work that others could look at.

## Where to begin

If you have never written a line of HTML, begin with **Your first web page** and follow *Webmaking 101* in order. If you already know your way around, join a study group: it needs people who can answer questions. And if you can do something that is missing here, write the course. The rest of us will help you.

## Be good company

Comment as you would across a table: name one thing that works, ask one question, suggest one change. Ask as early as you like; a question is a gift to the next person who gets stuck in the same place.`,
	collections: [
		{
			slug: 'webmaking-101',
			title: 'Webmaking 101',
			summary:
				'From an empty file to a page that looks good, works for everybody and knows where it comes from.',
			courses: [
				'your-first-web-page',
				'css-from-scratch',
				'accessible-by-default',
				'founding-ideas-of-the-web',
			],
		},
	],
};
