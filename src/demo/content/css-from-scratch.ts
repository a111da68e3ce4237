import { cssLayoutTasks } from './css-from-scratch.layout.js';
import type { DemoCourse } from './types.js';

export const cssFromScratch: DemoCourse = {
	slug: 'css-from-scratch',
	title: 'CSS from scratch',
	kind: 'course',
	summary: 'Dress a plain page in eight steps: from your first selector to a layout that fits every screen.',
	language: 'en',
	effort: '8 weeks, about 3 hours a week',
	accent: 'blue',
	tags: ['css', 'design', 'layout'],
	school: 'webcraft',
	publishedDaysAgo: 60,
	run: {
		pace: 'fixed',
		startsInDays: -23,
		endsInDays: 33,
		timeZone: 'Europe/Warsaw',
		signUp: 'open',
	},
	about: `CSS has a reputation for being moody. It is not: it follows a small number of rules, always, and most people were simply never told them. This course tells you the rules one at a time, and gives you a week to play with each.

## Who it is for

People who can write a plain HTML page, for example after *Your first web page*, and would now like it to look the way they imagine. If you have copied CSS from here and there for years and want to know why it works, you are just as welcome; you will be the one with the good questions.

## What you will make

One page, dressed step by step: an article about something you know, with a header, a navigation, a set of cards and a footer. At the end it will read well on a telephone, on a laptop and on paper. Bring the page from the first challenge, or start a new one.

## How we work together

- One task a week. You may go faster; please stay around to answer others.
- Four tasks ask you to hand in a link or a few sentences. They are visible to everybody in the course, because **reading other people's style sheets is half of the learning**.
- No frameworks and no tools that write CSS for you. Just a text file, and the *Inspect* panel of your browser.

Tomasz answers questions on Tuesday and Friday evenings, Warsaw time. Everybody else answers whenever they happen to be awake.`,
	tasks: [
		{
			slug: 'selectors',
			title: 'Selectors: say whom you mean',
			proof: 'none',
			body: `A style sheet is a list of rules. Each rule says **whom** it is about and **what** should be different about them.

Make a file \`style.css\` next to your page and connect the two with one line in the \`<head>\`:

\`\`\`html
<link rel="stylesheet" href="style.css">
\`\`\`

Then write your first rules:

\`\`\`css
body {
  background: #fffdf8;
  color: #222;
  font-family: Georgia, serif;
}

h2 {
  color: #30408a;
}
\`\`\`

\`body\` and \`h2\` are *selectors*. Between the braces are *declarations*: a property, a colon, a value, a semicolon.

## The five you will use all day

| Selector | Matches |
|---|---|
| \`p\` | every \`<p>\` element |
| \`.note\` | everything with \`class="note"\` |
| \`#menu\` | the one element with \`id="menu"\` |
| \`nav a\` | every link somewhere inside a \`<nav>\` |
| \`a:hover\` | a link while the pointer is over it |

They combine. \`article > p:first-of-type\` is the first paragraph that is a direct child of an article. Read selectors from right to left: "a first paragraph … whose parent is an article".

Prefer classes. You can give several elements the same class and one element several classes, and it does not matter which element it is. Name classes after what a thing *is* (\`note\`, \`price\`), not how it looks (\`red\`, \`left\`), because looks change.

## Practise

1. Give every second item of a list another background with \`li:nth-child(even)\`.
2. Style only those links that lead to other sites: \`a[href^="https:"]\` matches an attribute that *starts with* this text.
3. Open *Inspect* (right-click on the page) and click on an element. The panel shows which of your rules match it. This panel is going to be your best friend.

**You are done when** your page uses an element selector, a class, a descendant selector and a \`:hover\`, and you can predict what each matches before you reload.`,
		},
		{
			slug: 'the-cascade',
			title: 'The cascade: who wins?',
			proof: 'text',
			body: `Often several rules talk about the same element and disagree. The *C* in CSS stands for the procedure that settles the argument. It asks these questions in order and stops at the first clear answer.[^layers]

1. **Where does it come from?** Your rules beat the browser's built-in ones. A declaration marked \`!important\` jumps the queue; pretend that it does not exist.
2. **Which selector is more specific?** Count three numbers: ids, then classes (with attributes and pseudo-classes such as \`:hover\`), then elements. Compare them from the left. One id beats a hundred classes.
3. **Which comes later?** In a tie the last one wins.

\`\`\`css
#intro p      { color: green; }   /* 1,0,1 */
.box .warm p  { color: tomato; }  /* 0,2,1 */
p.warm        { color: gold; }    /* 0,1,1 */
p             { color: black; }   /* 0,0,1 */
\`\`\`

For a paragraph that all four match the answer is green, although it is the first in the file: 1,0,1 is larger than 0,2,1.

## Inheritance is something else

Some properties, mostly those about text such as \`color\`, \`font-family\` and \`line-height\`, pass from parent to child. An inherited value is only used if **no** rule sets the property on the child itself. So this leaves links blue inside a red box, because the browser's own style sheet sets a colour on links directly:

\`\`\`css
.alarm { color: #a00; }
\`\`\`

To make the link follow its parent, ask for it: \`.alarm a { color: inherit; }\`.

## A habit that prevents quarrels

Keep specificity low and even: one class per rule whenever you can. If you feel the wish to write \`!important\`, open *Inspect*, find the rule that is winning, and ask why.

**You are done when** you have caused a conflict of at least three rules on your own page and predicted the winner. Hand in as **text**: the three selectors with their numbers, which one won, and whether you had guessed it.

[^layers]: Between the first and second questions there are also cascade layers, made with \`@layer\`. They are useful in large projects; you do not need them here.`,
		},
		{
			slug: 'the-box-model',
			title: 'The box model: everything is a rectangle',
			proof: 'none',
			body: `Every element is a box, even a single word in a paragraph. Each box has four layers, from the inside out: **content**, **padding**, **border**, **margin**. Padding is inside the border and shows the background; margin is outside and is always transparent.

Put this into a page and open it:

\`\`\`html
<div class="card">A card</div>
<div class="card">Another card</div>
\`\`\`

\`\`\`css
.card {
  width: 300px;
  padding: 20px;
  border: 5px solid #30408a;
  margin: 30px;
  background: #eef;
}
\`\`\`

How wide is a card? By default \`width\` means the *content*, so the painted box is 300 + 2 × 20 + 2 × 5 = **350 pixels**. Almost nobody wants to calculate this. So most style sheets begin with

\`\`\`css
*, *::before, *::after { box-sizing: border-box; }
\`\`\`

Now \`width\` includes padding and border, and the card is 300 pixels wide. Inspect it before and after, and find the little diagram of the four layers in the panel.

## Margins collapse

How much space is there between the two cards? Not 60 pixels but 30: when two vertical margins meet, the larger one is used. This is on purpose. It lets a heading and a paragraph each ask for "some room" without the room doubling. It happens only vertically, and never inside flex or grid containers.

## Block and inline

A *block* box (\`<p>\`, \`<div>\`, \`<h2>\`) begins on a new line and takes the full width. An *inline* box (\`<a>\`, \`<em>\`) flows within the text and ignores \`width\` and \`height\`. \`display: inline-block\` flows like a word and still obeys its sizes, which is handy for buttons.

## Practise

- [ ] Calculate the total width of one of your elements on paper, then check with *Inspect*
- [ ] Make two margins collapse, then prevent it with one pixel of padding on a box around them
- [ ] Centre a block of fixed width with \`margin-inline: auto\`

**You are done when** you can look at any gap on your page and say whose padding or margin it is.`,
		},
		{
			slug: 'type',
			title: 'Type: make it a pleasure to read',
			proof: 'none',
			body: `Most of a web page is text, so most of good design is good typesetting. Four numbers matter more than the choice of the font.

**Size.** Leave the base at the reader's own setting, usually 16 pixels, or go up a little. Use \`rem\`: \`1rem\` is that base size, so people who have set larger text in their browser get it.

**Line length.** Between 45 and 75 characters. Longer, and the eye loses its way back to the left.

**Line height.** About 1.5 for body text, less for large headings. Write it without a unit, so that each element calculates it from its own size.

**Space.** More above a heading than below it. It belongs to the text that follows.

\`\`\`css
body {
  font: 1.125rem/1.55 "Iowan Old Style", Charter, Georgia, serif;
}

article {
  max-width: 65ch;
  margin-inline: auto;
}

h1, h2, h3 {
  line-height: 1.2;
  text-wrap: balance;
}

h2 {
  font-size: 1.5rem;
  margin-block: 2.5rem 0.5rem;
}
\`\`\`

The unit \`ch\` is the width of the digit 0 in the current font, so \`65ch\` is roughly 65 characters however large the type is.

## A scale instead of a mood

Choose one ratio, for instance 1.25, and multiply: 1, 1.25, 1.56, 1.95. Use only these sizes. Three or four sizes are plenty for a page, and the harmony comes for free.

## Fonts that are there already

You need not download any. The list in \`font-family\` is a list of wishes: the browser takes the first that it has, and the generic word at the end, \`serif\`, \`sans-serif\` or \`monospace\`, is the safety net. A name of several words goes in quotes.

## Practise

Set your browser's default text size to 24 pixels in its settings. Does the whole page grow with it? Anything that stays small was written in \`px\`. Change it.

**You are done when** your article is between 45 and 75 characters wide on a laptop, everything grows with the reader's setting, and you have read a whole screen of it without tiring.`,
		},
		...cssLayoutTasks,
	],
	badge: {
		name: 'CSS from scratch',
		description:
			'Designed a readable, responsive page with a hand-written style sheet and can explain its rules.',
		criteria: `To earn this badge the person

- predicted the outcome of conflicting rules by origin, specificity and order,
- set type and colours that are comfortable to read, with measured contrast of at least 4.5 : 1,
- laid out navigation with flexbox and cards with grid, and
- published a page that works from 320 pixels to a wide screen.

Evidence: two written answers and two public pages, open to comments from the other participants.`,
		imageAlt: "Indigo hexagon with a painter's palette: the badge CSS from scratch",
		design: { shape: 'hexagon', colour: 'indigo', icon: 'palette' },
	},
};
