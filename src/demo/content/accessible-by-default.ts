import type { DemoCourse } from './types.js';

export const accessibleByDefault: DemoCourse = {
	slug: 'accessible-by-default',
	title: 'Accessible by default',
	kind: 'study-group',
	summary: 'Six weeks of small experiments that change how you make pages, and one real page repaired.',
	language: 'en',
	effort: '6 weeks, 2 to 3 hours a week',
	accent: 'plum',
	tags: ['accessibility', 'html', 'testing'],
	school: 'webcraft',
	publishedDaysAgo: 48,
	run: {
		pace: 'fixed',
		startsInDays: -30,
		endsInDays: 12,
		timeZone: 'Asia/Amman',
		signUp: 'moderated',
		seats: 12,
		questions: [
			{ text: 'What do you make, and who should be able to use it?', audience: 'public' },
			{
				text: 'Tell the group of a page that shut somebody out, you or another person.',
				audience: 'participants',
			},
			{
				text: 'Which evenings can you give, and is there anything we should arrange for you?',
				audience: 'organisers',
			},
		],
	},
	about: `Accessibility is often taught as a list of prohibitions. We go the other way round: each week you *experience* a page in a manner that is ordinary for millions of people, write down where it hurt, and learn the one or two pieces of HTML that would have prevented it. After six weeks you will find that you make fewer barriers to begin with.

## Who it is for

Anybody who makes pages, writes texts for them, or orders them from others. You should be able to read HTML. If you use assistive technology yourself, please come: you are the expert here, and you decide how much of that you feel like being.

## What you will make

A diary of six short reports, and one **real improvement to a real page**: your own, your club's, or one whose owner you write to politely.

## How we work together

- We take one task a week and start on Mondays. Reports are visible to the group and comments are expected: read at least one other report each week.
- This is a study group, so the tasks belong to all of us. If you find a better exercise, edit the task and leave a note.
- Describe barriers, not villains. "The button has no name" is useful; "whoever made this" is not.
- We test pages that are public, and we never submit made-up data to somebody's real form.

Amina looks in every day; Inês keeps the calendar.`,
	tasks: [
		{
			slug: 'keyboard-walk',
			title: 'Week 1: A walk without the mouse',
			proof: 'text',
			body: `Unplug your mouse, or turn the touchpad off, and spend an hour on the web with the keyboard alone. People with tremor, with a broken wrist, with a baby on one arm, and most screen reader users work like this.

## The keys

| Key | What it does |
|---|---|
| \`Tab\` / \`Shift+Tab\` | to the next / previous link, button or field |
| \`Enter\` | follows a link, presses a button |
| \`Space\` | presses a button, ticks a box, scrolls down |
| Arrow keys | within radio buttons, menus, sliders |
| \`Esc\` | closes what has opened |

In Safari you may have to allow it first: Settings → Advanced → *Press Tab to highlight each item on a webpage*.

## The route

1. Your own page, or one you know well. Reach everything that can be clicked.
2. A news site: get from the top of the page to the third article.
3. A shop or a library: search for something and open the first result. Stop before any order.

At each stop ask four questions. **Can I see where I am?** Can I get there at all? Does the order make sense? Can I get out again?

## What usually went wrong

The focus is invisible because someone wrote \`outline: none\`. The cure is one rule:

\`\`\`css
:focus-visible { outline: 3px solid #30408a; outline-offset: 2px; }
\`\`\`

Or a thing can be clicked but not reached, because it is a \`<div>\` with a script. A real \`<button>\` is reachable, reacts to Enter and Space, and announces itself, all without a line of code.

Or the way is too long: forty links before the content. A *skip link* as the first thing in the body helps everyone:

\`\`\`html
<a class="skip" href="#content">Skip to content</a>
…
<main id="content" tabindex="-1">
\`\`\`

**You are done when** you have walked all three stops. Hand in as **text**: the best and the worst moment of your hour, and what you think the HTML behind the worst one looked like. *Inspect* it if you can.`,
		},
		{
			slug: 'headings-and-landmarks',
			title: 'Week 2: Headings and landmarks',
			proof: 'text',
			body: `When you open a page you get an overview in half a second: there is the menu, there is the article, that column is probably advertising. Someone who listens to the page gets the same overview from its *structure*, if it has one. In the regular survey that WebAIM makes among screen reader users, moving by headings is the most common way of finding things on a long page.

## Landmarks: the rooms

\`\`\`html
<body>
  <header>…logo and site name…</header>
  <nav aria-label="Main">…</nav>
  <main>
    <article>…</article>
  </main>
  <footer>…</footer>
</body>
\`\`\`

Use one visible \`<main>\` per page. If there are two \`<nav>\` elements, give each a name with \`aria-label\`, but do not put the word "navigation" in it: that is announced already.

## Headings: the table of contents

- One \`<h1>\` that says what *this* page is about, not the name of the site on every page.
- No skipped levels on the way down: an \`<h4>\` straight after an \`<h2>\` sounds as if something were missing.
- No headings that are only decoration, and no bold paragraphs that play at being headings.

## Draw the map

Choose three pages: one of yours, one by a public authority, one you love. For each of them write the list of headings, indented by level. This line, pasted into the browser's console, does it for you:

\`\`\`js
document.querySelectorAll('h1,h2,h3,h4,h5,h6').forEach(function (h) {
  console.log('  '.repeat(h.tagName[1] - 1) + h.tagName + ' ' + h.textContent.trim());
});
\`\`\`

Now read the list as if it were all you had. Could you find the opening hours? Would you know where the comments begin?

Then repair your own: change the elements, and if the look changes with them, mend the look in the style sheet.

The [page structure tutorial](https://www.w3.org/WAI/tutorials/page-structure/) by W3C is short and good.

**You are done when** your own page has a clean outline and landmarks. Hand in as **text**: its outline before and after, and one thing you learned from the other two.`,
		},
		{
			slug: 'forms-that-speak',
			title: 'Week 3: Forms that speak',
			proof: 'link',
			body: `Forms are where barriers cost the most: no ticket, no appointment, no job. They are also where plain HTML gives you the most for nothing.

## Every field has a label

\`\`\`html
<form action="/subscribe" method="post">
  <p>
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" autocomplete="email"
           required aria-describedby="email-help">
    <span id="email-help">We write once a month.</span>
  </p>

  <fieldset>
    <legend>How would you like to read?</legend>
    <label><input type="radio" name="format" value="html" checked> With pictures</label>
    <label><input type="radio" name="format" value="text"> Text only</label>
  </fieldset>

  <button>Subscribe</button>
</form>
\`\`\`

- \`for\` and \`id\` tie the label to the field. Click on the word: the cursor jumps into the field. That is the test.
- A *placeholder* is not a label. It vanishes at the first letter, just when you need it.
- \`fieldset\` and \`legend\` give the group its question. Without them one hears "With pictures, radio button", and wonders: what about them?
- \`autocomplete\` lets the browser fill in what it knows, a relief for anyone who types with effort.
- \`aria-describedby\` adds the help text after the label when it is read aloud.

## Errors, kindly

Say in words **what** is wrong and **how** to put it right, next to the field, and leave everything else that was typed where it was:

\`\`\`html
<label for="year">Year of birth</label>
<input id="year" name="year" inputmode="numeric" value="19855"
       aria-invalid="true" aria-describedby="year-error">
<span id="year-error">Error: a year has four digits, for example 1985.</span>
\`\`\`

The word "Error" matters, for red alone says nothing to many people.

## Make one

Build a form of at least five fields for something real: signing up for a walk, lending a book, ordering honey. Include one group of radio buttons and one field shown with its error. It need not send anything.

Go through it with the keyboard, then at 200 % zoom, then ask a neighbour to fill it in while you keep silent.

**You are done when** every field can be reached by clicking its label, and your neighbour asked you nothing. Hand in the **link**.`,
		},
		{
			slug: 'seeing-differently',
			title: 'Week 4: Contrast, zoom and motion',
			proof: 'none',
			body: `Far more people see *differently* than do not see at all: tired eyes, cataracts, colour blindness, migraine, a screen in the sun. This week you change your own settings and leave them changed for a whole day.

## One day, four settings

1. **Morning: 200 % zoom.** In the browser, Ctrl and + until it says 200 %. Does text run out of its box? Do you have to scroll sideways to read a line?
2. **Noon: greyscale.** Turn it on in your system's accessibility settings. Which information was only a colour? Look at charts, at required fields, at links in paragraphs.
3. **Afternoon: outdoors.** Take your telephone into the sun and turn the brightness to a third. Read your own page.
4. **Evening: less motion.** Turn on "reduce motion". Which sites respect it? Which still slide and spin?

## What the numbers say

WCAG, the Web Content Accessibility Guidelines, puts it like this at level AA:

- text 4.5 : 1, large text 3 : 1, controls and their focus marks 3 : 1;
- text can be enlarged to 200 % without anything getting lost;
- at a width of 320 pixels, content flows into one column with no sideways scrolling (wide tables and maps excepted);
- whatever moves by itself for more than five seconds can be paused.

The four-letter word to look up is *reflow*. The [quick reference to WCAG](https://www.w3.org/WAI/WCAG22/quickref/) lets you filter by topic.

## Typical repairs

\`\`\`css
/* grows with its text instead of cutting it off */
.card { min-height: 8rem; height: auto; }

/* links stay links without colour */
p a { text-decoration: underline; }

/* movement only for those who did not say no */
@media (prefers-reduced-motion: no-preference) {
  .menu { transition: transform 0.2s; }
}
\`\`\`

**You are done when** you have lived one day like this and mended at least two things on your own page. Nothing to hand in; tell the others in a comment what annoyed you most, and at which time of the day you gave up.`,
		},
		{
			slug: 'a-screen-reader-hour',
			title: 'Week 5: An hour with a screen reader',
			proof: 'text',
			body: `A screen reader says aloud what is on the screen, and lets you move through it by its structure. One hour will not show you what it is like to be blind. It will show you what your HTML sounds like, and that is what we are after.

## Get one

- **Windows**: NVDA, free of charge from [nvaccess.org](https://www.nvaccess.org/).
- **Mac**: VoiceOver is built in. Cmd+F5 turns it on, and off again.
- **Linux** with GNOME: Orca is usually there. Super+Alt+S.
- **Telephone**: TalkBack or VoiceOver, in the accessibility settings. Read first how to turn it off!

Use headphones, slow the voice down, and learn four commands. For NVDA:

| Command | Keys |
|---|---|
| Stop talking | \`Ctrl\` |
| Next heading | \`H\` |
| Next landmark | \`D\` |
| List of all links and headings | \`NVDA+F7\` |

On the Mac, Ctrl+Option with the arrow keys walks from item to item, and Ctrl+Option+U opens the list.

## The hour

1. *Ten minutes* on a page with known good structure, such as [w3.org/WAI](https://www.w3.org/WAI/). Just wander.
2. *Twenty minutes* on your own page. Screen off or eyes closed. Find the contact address by headings only. Listen to the list of links: does each make sense alone?
3. *Twenty minutes* on a page that you use every week. Do one real thing there.
4. *Ten minutes* for writing down what you remember.

Remember that you are a beginner and tired. If something took you four minutes, a practised user may need ten seconds; if something was *impossible* because a control had no name, it is impossible for them, too.

## Listen for these

"Button" and nothing else. "Graphic, IMG underscore 2047." "Link, read more" six times. A message that appears on the screen in silence. For each there is a remedy of one line; look for it together in the comments.

**You are done when** the hour is over. Hand in as **text**: three things that you heard on your own page and did not expect, and which of them you have repaired.`,
		},
		{
			slug: 'fix-a-real-page',
			title: 'Week 6: Repair a real page',
			proof: 'link',
			body: `Now put it to use. Choose a page that people depend on: your club's, your school's, the surgery's, the bus timetable's. You will either repair it yourself or write a report so good that somebody else can.

## Look with a method

Go through the five weeks as a checklist:

- [ ] Everything works with the keyboard, and I can see where I am
- [ ] One \`h1\`, an orderly outline, a \`main\`
- [ ] Every field has a label, every error says what to do
- [ ] Contrast, 200 % zoom and 320 pixels
- [ ] Every picture has fitting alt text, every button and link a name
- [ ] The page says what language it is in

An automatic checker such as [WAVE](https://wave.webaim.org/) finds part of this in seconds. It cannot know whether an alt text is *true*, so use it last, not first.

## Choose three, not thirty

Rank what you found: **who cannot do what** because of it? A missing label on the booking form comes before a low contrast in the footer. Take the top three.

## Write it so that it gets done

For each:

> - **What:** the search button is announced only as "button".
> - **Who:** nobody using a screen reader can tell what it does.
> - **Where:** top of every page, \`<button class="s-btn">\`.
> - **How to mend it:** add \`<span class="visually-hidden">Search</span>\` inside, or \`aria-label="Search"\`.
> - **How to check:** Tab to it with NVDA; it should say "Search, button".

Begin with thanks, offer your help, and ask for nothing by tomorrow. A friendly letter is answered more often than you would think.

## Before and after

If you may edit the page yourself, keep the old version and publish both, with a few lines on what changed. If not, publish your report, with names left out.

**You are done when** three barriers are gone or described so that they can go. Hand in the **link** to the page or report. Then thank the person in this group from whom you learned the most. Tell them what it was.`,
		},
	],
	badge: {
		name: 'Accessible by default',
		description:
			'Tested pages by keyboard, zoom and screen reader, and removed three barriers from a real one.',
		criteria: `To earn this badge the person

- used the web by keyboard only, at 200 % zoom, and with a screen reader, and reported what they met,
- gave a page a clean outline and landmarks, and built a fully labelled form, and
- removed three barriers from a real page, or described them so that its owner can.

Evidence: three written reports, a form, and the repaired page or the report, all discussed in the study group.`,
		imageAlt: 'Plum shield with a person in a wheelchair: the badge Accessible by default',
		design: { shape: 'shield', colour: 'plum', icon: 'accessibility' },
	},
};
