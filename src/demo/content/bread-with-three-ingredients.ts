import type { DemoCourse } from './types.js';

export const breadWithThreeIngredients: DemoCourse = {
	slug: 'bread-with-three-ingredients',
	title: 'Bread with three ingredients',
	kind: 'course',
	summary: 'Flour, water, salt and two weeks: grow your own starter and bake a loaf worth sharing.',
	language: 'en',
	effort: '2 to 3 weeks; ten minutes a day, then two baking days',
	accent: 'rust',
	tags: ['baking', 'sourdough', 'kitchen'],
	school: null,
	publishedDaysAgo: 95,
	run: { pace: 'rolling', signUp: 'open' },
	about: `People made bread for thousands of years before anyone could buy yeast. The yeast was there all the time, on the grain. In this course you invite it to stay: you grow a sourdough starter from flour and water, learn to read what it tells you, and bake a loaf with nothing else in it but salt.

## Who it is for

Anybody with an oven, a scale and a little patience. You need no machine, no special flour and no experience. If your earlier loaves came out as bricks, bring the story along; most bricks have one of three causes, and we shall find yours.

## What you will make

A living starter in a jar, a notebook with a dozen honest lines, and **two loaves**: the first to learn from, the second to give away.

## How we work together

- The course is always open. The first ten days need five minutes each, at about the same hour; after that you choose your own weekend.
- Give **numbers**: grams, hours, and the temperature of your kitchen. "I left it overnight" means six hours in one home and eleven in another, at 17 degrees or at 28.
- Describe the crumb before you judge it: holes, colour, moisture, smell.
- Nobody here sells flour. Use what your shop has.

Hanneke answers on Wednesdays and at the weekend, in her apron.`,
	tasks: [
		{
			slug: 'flour-water-salt',
			title: 'Three ingredients and a scale',
			proof: 'none',
			body: `There is so little in this bread that each thing counts. Gather it today; the starter begins tomorrow.

| You need | How much | Remarks |
|---|---|---|
| Bread flour or plain wheat flour | 2 kg | 11 % protein or more makes it easier; see the packet |
| Wholemeal flour, rye or wheat | 500 g | brings the yeasts with it |
| Salt | 50 g | any kitchen salt |
| Water | from the tap | if it smells of chlorine, let a jug stand overnight |

And these things: a **digital scale**, two clean jars of about half a litre, a large bowl, a tea towel, a pot with a lid that can go in the oven at 240 °C. Cast iron is ideal; check the *handle* of the lid as well. Without such a pot a baking tray will do, with a second tray of hot water below it.

## Why weigh?

A cup of flour is 110 grams if you spoon it in and 150 if you scoop. That is the difference between soup and a brick. Bakers count in *percentages of the flour*, which makes every recipe easy to compare and to enlarge:

- [x] flour is always 100 %
- [ ] water for our loaf: 68 %
- [ ] salt: 2 %
- [ ] ripe starter: 20 %

Calculate the last three for **500 g** of flour before you go on. The answer is below.[^answer]

## Measure your kitchen

Put a thermometer where the jar is going to stand. Everything in this course is timed for about 22 °C. As a rule of thumb, five degrees warmer halves the time, and five degrees colder doubles it. So a recipe can only ever say *about*; the dough itself says *when*.

**You are done when** everything is on the table, your three figures are right, and you know the temperature of your kitchen. Tell us the figure in a comment: it will explain half of your results.

[^answer]: 340 g of water, 10 g of salt, 100 g of starter.`,
		},
		{
			slug: 'wake-the-starter',
			title: 'Wake the starter',
			proof: 'text',
			body: `On the grain live wild yeasts, which make gas, and lactic bacteria, which make acid. Wet flour wakes both of them. For a week you feed the ones you want, and they drive out the others.

## Day by day

**Day 1.** In a clean jar, mix 50 g wholemeal flour with 50 g lukewarm water. Put the lid on *loosely*. Mark the height with a rubber band.

**Day 2.** Do nothing but look and smell.

**Days 3 to 7**, once a day:

1. Keep 25 g of the mixture in a clean jar. The rest goes into pancakes from day five on; before that, on the compost.
2. Add 50 g water and stir.
3. Add 50 g flour, half wholemeal and half white. Stir, scrape down, move the band.

**From day 8**, if it doubles within a day, feed it twice a day.

## What you will see

| When | What happens | What it means |
|---|---|---|
| Days 2 to 3 | bubbles, a sudden rise, an awkward smell | the wrong bacteria are having a party |
| Days 4 to 5 | nothing at all | acid is building up; *nearly everyone gives up here. Don't.* |
| Days 6 to 9 | small bubbles, smell of yoghurt or apple | the right ones have arrived |
| Days 8 to 12 | doubles in 4 to 8 hours, domed on top | ready to bake with |

A grey liquid on top means that it is hungry: stir it in and feed. Pink or orange streaks, or fur of any colour, mean that you throw it away and begin again with a clean jar.

## Write it down

One line a day: time, temperature, height in percent of the start, smell. For example: *Day 6, 8 am, 21 °C, +40 %, smells of green apples, tiny bubbles at the wall.* These lines are worth more than any recipe.

**You are done when** the starter has doubled within eight hours of feeding, two days running. Hand in your lines as **text**, with its name, if it has one. (Most have.)`,
		},
		{
			slug: 'read-the-starter',
			title: 'Learn to read it',
			proof: 'none',
			body: `A starter is strong for a few hours only, as you are after a good breakfast. Bake with it in that window and the bread rises. Bake too early or too late and it sulks. So learn what the window looks like in *your* jar.

## One afternoon of watching

Feed it in the morning: 20 g starter, 50 g water, 50 g flour. Then look every hour:

1. **Height**, compared with the rubber band
2. **Top**: domed, flat, or fallen in at the middle?
3. **Bubbles** at the wall: pinheads, peas, or foam?
4. **Smell**: flour → yoghurt → fruit → vinegar

The peak is when it is highest and *just* beginning to be flat on top. Note how many hours it took, and at what temperature. Then keep on watching until it has fallen: you will recognise "too late" for the rest of your life.

## The floating spoon

Drop a teaspoon of starter into a glass of water. If it floats it is full of gas. It is a helpful sign, but no proof: a rye starter may sink though it is perfectly strong, and rough handling sinks any of them. Trust the height more than the spoon.

## Make it suit your life

| You want | Do this |
|---|---|
| the peak later | less starter in the feed: 10 g instead of 20 |
| the peak sooner | more starter, or a warmer place |
| a milder taste | feed more often, use it before the peak |
| a week off | feed, wait an hour, then into the refrigerator |
| a month off | spread it thinly on baking paper, let it dry, keep the flakes in a jar |

From the refrigerator it needs two feeds to come back to its strength.

## Plan backwards

Our next task takes a whole day: five hours with the dough, then a night in the cold. If you would like to mix at ten in the morning and your starter takes six hours to its peak, you must feed it at four. Nobody wants that. How would you arrange it with less starter in the feed, the evening before?

**You are done when** you know how many hours after feeding your starter peaks, and have written a timetable for your baking day.`,
		},
		{
			slug: 'mix-and-fold',
			title: 'Mix, wait and fold',
			proof: 'none',
			body: `Today you make dough. There is no kneading: time and a few folds do the work, and you will feel with your hands how a shaggy heap turns into something silky.

## The dough

| Ingredient | Grams | % |
|---|---|---|
| White flour | 400 | 80 |
| Wholemeal flour | 100 | 20 |
| Water, about 25 °C | 340 | 68 |
| Ripe starter | 100 | 20 |
| Salt | 10 | 2 |

1. **Mix** flour and 320 g of the water by hand until nothing is dry. Cover, and wait for 40 minutes. The flour drinks, and gluten forms by itself.
2. Add the **starter** and squeeze it in. Wait for 20 minutes.
3. Add the **salt** and the last 20 g of water. It will fall apart for a moment, then come together.

## The folds

Every half hour, four times in all: wet your hand, take hold of the dough at one side, pull it up as far as it will go without tearing, and lay it over the middle. Turn the bowl a quarter. Four pulls make one fold; it takes half a minute. Then cover it again.

Observe the difference: at the first fold it tears, at the fourth it lifts out of the bowl in one piece.

## When is it ready?

This first rise is called *bulk*. At 22 °C it lasts five to six hours from the moment the starter went in; at 26 °C four or even less. Do not look at the clock but at the dough:

- [ ] grown by about **half** (not doubled!)
- [ ] smooth and domed at the edge of the bowl
- [ ] some bubbles on top, and it wobbles when you shake the bowl
- [ ] a wet finger leaves a dent that comes back slowly

A straight glass with a walnut of dough beside the bowl makes "half" easy to see: mark the start on it.

Too short a bulk is the most common cause of a brick, at any level of experience. If in doubt, wait for half an hour more.

**You are done when** all four signs are there. Go straight on to the next task: the dough will not wait for you to read it first, so read it *now*.`,
		},
		{
			slug: 'shape-and-bake',
			title: 'Shape, chill and bake',
			proof: 'text',
			body: `Shaping gives the loaf a skin, and the skin makes it rise up rather than flow out.

## Shape

1. Tip the dough on to a *lightly* floured table. Fold the four sides to the middle like an envelope, turn it over, and leave it under the bowl for 20 minutes.
2. Turn it over again, fold once more, roll it up. Then cup your hands behind it and **draw it towards you** across the bare table. Feel the skin tighten. Three or four times; stop before it tears.
3. Lay it seam side up in a bowl lined with a well-floured tea towel. Rice flour, if you have any, does not stick.

## Chill

Cover it, and put it in the refrigerator for 10 to 16 hours. Cold dough keeps its shape, is easy to cut, and tastes of more.

## Bake

1. Heat the oven **with the pot in it** to 240 °C, for at least 40 minutes.
2. Turn the cold dough out on to baking paper. Cut it once, half a centimetre deep, with a razor blade held at a slant. Be quick and without mercy.
3. Lower it into the pot by the paper. Lid on. *Mind your forearms: the pot is as hot as the oven.*
4. **20 minutes with the lid on**: the steam keeps the skin soft while the loaf rises.
5. **20 to 25 minutes without**, at 220 °C, until it is the brown of a chestnut. Pale bread is a pity.
6. It is done when it sounds hollow if you knock on the bottom, or at 96 °C inside.

Now the hardest part: let it cool on a rack for **at least an hour**. Inside it is still cooking. Listen to it; a good crust crackles.

## Look before you eat

Cut it in the middle and describe it: height, crust, size and spread of the holes, moist or dry, smell, taste.

**You are done when** you have eaten the first slice. Hand in as **text**: your times and temperatures, the description of the crumb, and what you believe should change. Be honest; it is loaf number one.`,
		},
		{
			slug: 'the-second-loaf',
			title: 'The second loaf, given away',
			proof: 'text',
			body: `The first loaf taught you something. Now change **one** thing, and only one, so that you know what did it.

## Find your cause

| The crumb says | Probably | Change this |
|---|---|---|
| Dense, with a few huge tunnels | bulk too short | an hour longer, or warmer |
| Flat, fine holes, tears easily | bulk too long | stop sooner, or cooler |
| Dense all through, gummy | starter past its peak, or cut while warm | use it at the peak; wait an hour |
| Good crumb but the loaf spread | skin too slack | one more round of tightening |
| Burst at the side | not cut deeply enough | a deeper cut, with more steam |
| Pale and tasteless | oven too cool, salt forgotten | heat for longer; *taste* the dough |
| Burnt below, pale on top | heat from underneath | a tray on the rack under the pot |

Post your guess below this task before you bake, with your numbers. Somebody will have made the same loaf.

## Bake it again

The same flour, the same pot, the same kitchen. One change. Write down what you *expect* and then what happened. If the two differ, be glad: that is where the learning is.

## Give it away

Bread is too good to be eaten alone, and half a loaf is a small present that nobody refuses. Choose one:

1. Give half to a neighbour to whom you have never spoken for longer than a minute.
2. Give 30 g of your starter in a jar, with a label: name, birthday, how to feed it. Offer to help with the first loaf.
3. Bake together with someone who says that they cannot bake.

## Pass it on here

Answer one question of a person who is still on day four, where nothing happens and everybody gives up. You remember what you would have liked to hear.

**You are done when** somebody else has tasted your bread. Hand in as **text**: the one thing that you changed, what you expected, what came of it, and who got the other half.`,
		},
	],
	badge: {
		name: 'Three-ingredient baker',
		description:
			'Grew a sourdough starter, baked two loaves with notes, and improved the second by one reasoned change.',
		criteria: `To earn this badge the person

- raised a starter until it doubled reliably, and kept daily notes,
- baked a loaf from flour, water and salt and described its crumb,
- worked out one change, predicted its effect and baked again, and
- shared bread or starter with somebody, and advice with a newcomer.

Evidence: the starter's diary and the notes on both loaves.`,
		imageAlt: 'Rust-coloured rosette with a croissant: the badge Three-ingredient baker',
		design: { shape: 'rosette', colour: 'coral', icon: 'croissant' },
	},
};
