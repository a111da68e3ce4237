import type { DemoOtherBadge } from './badge-types.js';

/** The badge that peers review, with an application at every stage. */
export const altTextThatHelps: DemoOtherBadge = {
	owner: { school: 'webcraft' },
	rule: 'review',
	by: 'ines',
	publishedDaysAgo: 30,
	name: 'Alt text that helps',
	description: 'Wrote descriptions of pictures that give a reader what they came for.',
	criteria: `Take **one page of yours with at least three pictures**, or somebody's who asked you to, and write the alternative text of each of them anew.

Hand in the address of the page. In the text, put for each picture what its description was before, what it is now, and one sentence on why. If a picture needs no words at all, say how you decided that; it is the hardest decision of the three.

Two people who have done it themselves, or who help in the school, read your page and tell you what they find.`,
	imageAlt: 'Sky-blue circle with a camera: the badge Alt text that helps',
	design: { shape: 'circle', colour: 'sky', icon: 'camera' },
	quorum: 2,
	reviewers: 'holders',
	rubric: [
		{
			name: 'How well do the words do the work of the picture?',
			levels: ['Not yet', 'They describe it', 'They stand in for it'],
			meanings: [
				'They name the file, or say “photo of”.',
				'They list what can be seen, needed or not.',
				'They say what a reader needs in this place, and stop.',
			],
			required: 2,
		},
		{
			name: 'How well were pictures told apart that need no words?',
			levels: ['Not considered', 'Sometimes', 'Always'],
			meanings: [
				'Every picture got a text, whether it says anything or not.',
				'Ornaments are silent, but so is something that matters; or the other way round.',
				'What says nothing is silent, and the reason is given.',
			],
			required: 1,
		},
		{
			name: 'Was the page tried without seeing it?',
			levels: ['No', 'Read', 'Heard'],
			meanings: [
				'',
				'Somebody read the page with its pictures switched off.',
				'With a screen reader, or read aloud by a friend who could not see it.',
			],
			required: 1,
		},
	],
	applications: [
		{
			who: 'aroha',
			award: 'public',
			revisions: [
				{
					daysAgo: 24,
					url: 'https://rowing.example.org/join.html',
					body: `Four pictures on the page of our club.

1. The eight on the river. Before: "rowing". Now: "Eight rowers at the end of a stroke, all blades out of the water at once." *Why:* that moment is what we teach in the first month, and the page is for beginners.
2. The map. Before: "map". Now: "Map: the boat shed is the green roof at the end of Kōpeopeo Street, past the school." *Why:* nobody wants the map, they want to find the shed.
3. The club crest. Before: "crest of the club with an oar and a fern". Now: empty. *Why:* the name of the club stands beside it in letters.
4. The price list, which was a photo of a blackboard. It is a table now, so it has no alt at all.`,
					reflection:
						'I had thought that a longer description is a better one. My sister read the page to me over the telephone, with the pictures off, and every time she took a breath in the middle of a description I cut it there.',
					reviews: [
						{
							by: 'ines',
							daysAgo: 22.3,
							levels: [2, 2, 2],
							verdict: 'meets',
							comment:
								'The map made me stop: you answer the question that the map is there for, and no longer describe the paper. And a blackboard that becomes a table is the best alternative text of all, none.',
							isQuotable: true,
						},
						{
							by: 'tomasz',
							daysAgo: 20.6,
							levels: [2, 1, 2],
							verdict: 'meets',
							comment:
								'Reading it to somebody on the telephone is a test I shall borrow. One doubt: the crest is also the link to the front page, and a link needs a name. Put the name of the club *inside* the link, and the crest may stay silent.',
							isQuotable: true,
						},
					],
				},
			],
		},
		{
			who: 'linwei',
			revisions: [
				{
					daysAgo: 12,
					url: 'https://linwei.example.org/',
					body: `Three drawings.

- *Heron*: "A heron drawn in ink, standing in shallow water on one leg, brown and grey, with reeds on the left and a pale sky, signed in the corner."
- *Kite*: "A kite drawn in ink over a beach with eleven people, four of whom look up."
- The line between the months: "A thin ornamental line with a leaf."`,
					reflection:
						'For me the picture is the content, so I wrote all that I have drawn. It felt strange to write "brown" when I had mixed that brown for an hour.',
					reviews: [
						{
							by: 'ines',
							daysAgo: 10.5,
							levels: [1, 0, 0],
							verdict: 'not-yet',
							comment:
								'You have given me an inventory of the heron, and I would like to meet it. What would you say to a friend who asks what you drew in March? And the line with the leaf: would you read it aloud between two months?',
						},
						{
							by: 'aroha',
							daysAgo: 9.2,
							levels: [1, 0, 1],
							verdict: 'not-yet',
							comment:
								'The kite is nearly there, the four who look up are the whole story! I would lose "drawn in ink": your page says so at the top. Then the line: an empty `alt=""` is allowed, I did not believe it either.',
						},
					],
				},
				{
					daysAgo: 2.1,
					url: 'https://linwei.example.org/',
					body: `The same three, a second time.

- *Heron*: "A heron on one leg, so still that the water has forgotten it."
- *Kite*: "Eleven people on a beach; four of them have seen the kite."
- The line between the months: nothing, \`alt=""\`. I asked whether anybody would miss it.`,
					reflection:
						'A description can have a tone of voice. I listened to my page with the screen reader of my telephone while drawing something else, and the heron made me look up.',
					reviews: [
						{
							by: 'aroha',
							daysAgo: 1.2,
							levels: [2, 2, 2],
							verdict: 'meets',
							comment:
								'Now I see it, and I have not even opened the picture. Only a small thing: the title of the page still says "untitled-3".',
							isQuotable: true,
						},
					],
				},
			],
		},
		{
			who: 'mateo',
			revisions: [
				{
					daysAgo: 3.6,
					url: 'https://mateo.example.org/tomates.html',
					body: `Photos of my three tomato plants, in order.

1. Before "tomate 1". Now: "A seedling in a yoghurt pot, two leaves." Because people ask how small it was at the beginning.
2. Before "tomate 2". Now: "The same plant in March, tied to a broomstick, taller than the window sill." The broomstick is the method of this page.
3. The photo of me with the tomato: "Mateo, proud, with a tomato the size of a walnut." My mother says I should say walnut and not small.

I have no ornaments. I looked.`,
					reflection:
						'At the hospital we hand over a patient in three sentences, what matters first. It turns out to be the same thing. I read it with the images switched off.',
					reviews: [
						{
							by: 'linwei',
							daysAgo: 2.4,
							levels: [2, 1, 1],
							verdict: 'meets',
							comment:
								'"Two leaves" is all one needs. In the second I would say March first, so that the three can be followed like a calendar. Please keep the walnut.',
						},
					],
				},
			],
		},
		{
			who: 'dmytro',
			revisions: [
				{
					daysAgo: 0.4,
					url: 'https://nightlines.example.org/',
					body: `Pictures of stops at night. The time belongs into each of them.

- Opera: "The number 1 night bus waits alone under the opera clock, ten past two." It stays as it was.
- Market: before "market square". Now: "Market square, empty but for the tea stall, whose light is on." Who changes here wants to know about the tea.
- The picture of the bus in the heading: \`alt=""\`. It says bus, and so does the heading.`,
					reflection:
						'I drove the line and said to myself at every stop what I would tell a passenger who has fallen asleep. I wrote that down.',
					reviews: [],
				},
			],
		},
		{
			who: 'seoyeon',
			escalatedDaysAgo: 1.3,
			revisions: [
				{
					daysAgo: 11.5,
					url: 'https://seoyeon.example.org/museum/plan.html',
					body: `One page, one picture, and it is the floor plan. The description was "floor plan". I have tried three:

1. A list of rooms in the order of the tour. Long, but it can be walked.
2. "Plan of the museum; the same as text below", and the list as real text for everybody.
3. Only the doors: which room opens into which.

The page has the second now. I am not sure, and would like to hear from people who use such a page.`,
					reflection:
						'A plan is not a picture of something, it is an answer to many questions at once. Perhaps the alternative of a plan is another plan.',
					reviews: [],
				},
			],
		},
	],
};
