import { ticked, wrote } from './completions.js';
import type { DemoStory } from './types.js';

export const breadWithThreeIngredientsStory: DemoStory = {
	course: 'bread-with-three-ingredients',
	organisers: ['hanneke', 'yusuf'],
	members: [
		{
			who: 'priya',
			joinedDaysAgo: 62,
			award: 'private',
			completions: [
				ticked('flour-water-salt', 62),
				wrote(
					'wake-the-starter',
					51,
					'Name: Ammini. Kitchen 29 °C, so everything was early. Day 2: +80 %, smelled of wet dog. Day 3: silent. Day 5: yoghurt. Day 6, 7 am: doubled in 4 h. Day 7: doubled in 3 h 40, dome on top, band in the air.',
				),
				ticked('read-the-starter', 49),
				ticked('mix-and-fold', 47),
				wrote(
					'shape-and-bake',
					46,
					'Bulk 5 h at 29 °C, because the page said five. Fridge 12 h. Flat as a plate, fine holes, tears, sour. I should have believed the dough and not the clock: 3 h at most in this house.',
				),
				wrote(
					'the-second-loaf',
					39,
					'One change: bulk of 2 h 50 instead of 5 h. Expected: higher and less sour. It was twice as high! Half went to the watchman downstairs, who says his mother baked like this in Kottayam.',
				),
			],
		},
		{
			who: 'lucja',
			joinedDaysAgo: 29,
			award: 'public',
			completions: [
				ticked('flour-water-salt', 29),
				wrote(
					'wake-the-starter',
					18,
					'Name: Matka. 19 °C. Day 3: +60 %, cheese. Days 4, 5, 6: nothing, I nearly fed her to the hens. Day 8: apples, +50 %. Day 10: doubled in 8 h. Day 11: doubled in 7 h.',
				),
				ticked('read-the-starter', 16),
				ticked('mix-and-fold', 14),
				wrote(
					'shape-and-bake',
					13,
					'Bulk 6 h at 19 °C, fridge 14 h, 20 + 25 minutes. Crust lovely. Crumb dense below, three tunnels above in which a bee could live. I think the bulk was too short for so cold a house.',
				),
				wrote(
					'the-second-loaf',
					7,
					'One change: 8 h 30 of bulk, beside the stove. Expected fewer tunnels. None! Half of it and a jar of honey went to the neighbour with the barking dog. The dog is called Burek, we talked for an hour.',
				),
			],
		},
		{
			who: 'freja',
			joinedDaysAgo: 21,
			completions: [
				ticked('flour-water-salt', 20),
				wrote(
					'wake-the-starter',
					9,
					'Name: Storebælt. 21 °C. I plotted height against time; it is a very nice curve with one false summit on day 3. Doubled in 6 h 30 on day 10 and in 6 h 10 on day 11.',
				),
				ticked('read-the-starter', 6),
			],
		},
		{
			who: 'aroha',
			joinedDaysAgo: 5,
			completions: [ticked('flour-water-salt', 5)],
		},
		{ who: 'tomasz', joinedDaysAgo: 34, leftDaysAgo: 30, completions: [] },
	],
	threads: [
		{
			by: 'hanneke',
			daysAgo: 94,
			body: 'Welcome to the kitchen. Please tell us the **temperature of yours** and the worst bread you ever made. Mine, in 2013: I forgot the salt *and* the lid. 17 °C, and deserved.',
			replies: [
				{ by: 'priya', daysAgo: 61.5, body: '29 °C, no winter. The worst is still ahead of me, I fear.' },
				{
					by: 'lucja',
					daysAgo: 28.7,
					body: '19 °C. Once I baked a loaf so hard that we used it as a doorstop until Easter.',
				},
				{
					by: 'aroha',
					daysAgo: 4.8,
					body: '16 °C in the morning, 24 in the afternoon. Does the starter need a diary or a psychologist?',
				},
				{
					by: 'yusuf',
					daysAgo: 4.5,
					body: 'A lunchbox with a cup of warm water beside the jar keeps it even. In my hospital kitchen we do it with yoghurt.',
				},
			],
		},
		{
			task: 'wake-the-starter',
			by: 'lucja',
			daysAgo: 24,
			body: 'Day five, nothing for two days, and it smells of paint. Have I killed it?',
			replies: [
				{
					by: 'priya',
					daysAgo: 23.8,
					body: 'No! Mine was dead silent too. It is the gap after the first party. Keep feeding, keep it somewhere a bit warmer, and do not smell it before breakfast.',
				},
				{
					by: 'hanneke',
					daysAgo: 23.4,
					body: 'What Priya says. The smell of paint or nail varnish comes from hunger: at 19 °C feed once a day, but give it a little more flour, 60 g instead of 50. I expect apples on day eight.',
				},
				{ by: 'lucja', daysAgo: 21, body: 'Day eight. **Apples.** How did you know?' },
			],
		},
		{
			task: 'shape-and-bake',
			by: 'lucja',
			daysAgo: 12.5,
			body: 'Three big tunnels under the crust and a dense cellar below. Fermented too long or too short? Bulk was six hours at 19 °C.',
			replies: [
				{
					by: 'priya',
					daysAgo: 12.2,
					body: 'In the table of the last task that is "bulk too short". I had the opposite, and mine was flat with fine holes.',
				},
				{
					by: 'yusuf',
					daysAgo: 12,
					body: 'Agreed, too short. At 19 °C I would count on eight hours and more. Put a walnut of dough in a straight glass, then you need not guess.',
				},
			],
		},
		{
			task: 'read-the-starter',
			by: 'freja',
			daysAgo: 7,
			body: 'My spoonful sinks although the jar has doubled. Which instrument do I believe?',
			replies: [
				{
					by: 'hanneke',
					daysAgo: 6.6,
					body: 'The jar. You use half rye, and rye does not hold its gas when you disturb it. The spoon measures the stirring as much as the starter. As a physicist I apologise for the spoon.',
				},
			],
		},
	],
};
