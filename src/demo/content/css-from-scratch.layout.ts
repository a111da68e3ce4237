import type { DemoTask } from './types.js';

/** The second half of the course: colour, and the page as a whole. */
export const cssLayoutTasks: DemoTask[] = [
	{
		slug: 'colour-and-contrast',
		title: 'Colour and contrast',
		proof: 'text',
		body: `Colour sets the mood. Contrast decides whether anybody can read it: in sunlight, on a cheap projector, at the age of seventy.

## Write colours in a form you can reason about

\`\`\`css
:root {
  --ink: hsl(230 30% 18%);
  --paper: hsl(45 60% 98%);
  --accent: hsl(230 55% 40%);
  --accent-soft: hsl(230 55% 94%);
}

body { color: var(--ink); background: var(--paper); }
a { color: var(--accent); }
.note {
  background: var(--accent-soft);
  border-inline-start: 4px solid var(--accent);
  padding: 1rem;
}
\`\`\`

\`hsl\` takes hue (an angle on the colour wheel), saturation and lightness. Keep the hue and change the lightness, and you get a family of shades that belong together. The names with two hyphens are *custom properties*: say a colour once, use it everywhere.

## Measure, do not guess

The contrast ratio compares the lightness of text and background, from 1 : 1 (invisible) to 21 : 1 (black on white). The accessibility guidelines, WCAG at level AA, ask for:

| What | At least |
|---|---|
| Normal text | 4.5 : 1 |
| Large text (24 px, or bold from about 18.7 px) | 3 : 1 |
| Icons, and the borders of form fields | 3 : 1 |

Grey text is where it goes wrong. On white, \`#767676\` just passes with 4.54 and \`#777777\` just fails with 4.48. Firefox and Chrome both show the ratio when you inspect an element and open the colour of its text.

## Never by colour alone

Roughly one man in twelve sees red and green differently from the rest. If the field with an error is only red, he has to guess. Add a word, an icon or an underline. For the same reason leave the underline on links inside paragraphs.

## Practise

Look at your page in greyscale (most systems have a setting for it, under accessibility). What disappears?

**You are done when** every piece of text reaches its ratio. Hand in as **text**: your main colours, the two lowest ratios on your page, and what you changed to get there.`,
	},
	{
		slug: 'flexbox',
		title: 'Flexbox: things in a row',
		proof: 'link',
		body: `Flexbox arranges boxes along **one** line: a navigation bar, a row of buttons, an icon beside a label. You set it on the *parent*; the children obey.

\`\`\`html
<header class="bar">
  <a class="logo" href="index.html">Mill Street</a>
  <nav>
    <a href="bread.html">Bread</a>
    <a href="people.html">People</a>
    <a href="visit.html">Visit</a>
  </nav>
</header>
\`\`\`

\`\`\`css
.bar, .bar nav {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 1.5rem;
}

.bar {
  justify-content: space-between;
  padding: 1rem;
}
\`\`\`

## Two axes

The *main axis* runs in the direction of the row, the *cross axis* at right angles to it.

- \`justify-content\` distributes the children along the main axis: \`flex-start\`, \`center\`, \`space-between\`.
- \`align-items\` places them on the cross axis: \`center\`, \`stretch\`, \`baseline\`. For words of different sizes, \`baseline\` is nearly always what you want.
- \`gap\` is the space between children, and only between.
- \`flex-wrap: wrap\` lets them continue on the next line, and spares you from many problems on telephones.

\`flex-direction: column\` turns the axes round.

## Growing and shrinking

On a child, \`flex: 1\` means "take what is left". A search field that fills the space beside its button:

\`\`\`css
.search { display: flex; gap: 0.5rem; }
.search input { flex: 1; min-width: 0; }
\`\`\`

The \`min-width: 0\` is the cure for the most common puzzle in flexbox: children refuse to become narrower than their content unless you permit it.

## Push one item away

\`margin-inline-start: auto\` on a child swallows all the free space before it. That is how the "Sign in" link gets to the far end.

## Practise

Make your window very narrow, then put a very long word in the menu. Does anything stick out? Wrapping and \`min-width\` are your two screws.

**You are done when** your page has a header with a logo and a navigation that wraps gracefully, and a row in which one child takes the remaining space. Publish it and hand in the **link**.`,
	},
	{
		slug: 'grid',
		title: 'Grid: rows and columns at once',
		proof: 'none',
		body: `Where flexbox thinks in one line, grid thinks in a table of lines that you draw first and fill afterwards. Use it for the plan of the page and for sets of cards.

## Cards that need no instructions

These two lines of layout are among the most useful in all of CSS:

\`\`\`css
.cards {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
  gap: 1.5rem;
}
\`\`\`

Read them aloud: as many columns as fit, each at least 16 rem wide (or as wide as the container, if that is narrower), and all sharing the rest equally. One *fr* is one share of the free space. Four cards on a laptop make four columns or two, on a telephone one.

Inside a card, keep the button at the bottom although the texts differ in length:

\`\`\`css
.card { display: grid; grid-template-rows: auto 1fr auto; gap: 0.5rem; }
\`\`\`

It works for a card with three children: heading, text, button. The middle row takes what is left.

## Draw the page with words

\`\`\`css
.page {
  display: grid;
  grid-template-columns: 14rem minmax(0, 1fr);
  grid-template-areas:
    "head head"
    "side main"
    "foot foot";
  gap: 2rem;
}
.page > header { grid-area: head; }
.page > nav    { grid-area: side; }
.page > main   { grid-area: main; }
.page > footer { grid-area: foot; }
\`\`\`

The plan in the style sheet looks like the page itself. To change it, you move words.

One warning: you can put things in an order on screen that differs from the order in the HTML. The Tab key and screen readers follow the HTML. Write the HTML in the order that makes sense to read, and let the grid only place it.

## Flexbox or grid?

If the *content* should decide how much room it takes, use flexbox. If the *layout* should decide, use grid. They nest happily.

**You are done when** your page has a set of at least four cards that goes from several columns to one by itself, and a plan with named areas. In *Inspect*, click the small "grid" mark beside the element and look at the lines that you drew.`,
	},
	{
		slug: 'a-responsive-page',
		title: 'A page for every screen',
		proof: 'link',
		body: `A responsive page is not three designs for three devices. It is one page that was never told how wide it has to be. You have most of it already: text with \`max-width\`, menus that wrap, cards that count their own columns. What remains is to begin small, and to step in where the layout needs it.

## Begin small

Write the rules for a narrow screen first, without any condition. One column is the natural state of HTML. Then add more when there is room:

\`\`\`css
.page { display: grid; gap: 1.5rem; padding: 1rem; }

@media (min-width: 50rem) {
  .page {
    grid-template-columns: 14rem minmax(0, 1fr);
    grid-template-areas: "head head" "side main" "foot foot";
    padding: 2rem;
  }
  .page > header { grid-area: head; }
  .page > nav    { grid-area: side; }
  .page > main   { grid-area: main; }
  .page > footer { grid-area: foot; }
}
\`\`\`

Where should the step be? Not at "the width of a tablet". Pull the window wider, slowly, until the page looks silly. *There*.

## Sizes that slide

\`\`\`css
h1 { font-size: clamp(1.8rem, 1.2rem + 3vw, 3.2rem); }
img, video { max-width: 100%; height: auto; }
\`\`\`

\`clamp\` takes a minimum, a wish and a maximum. Keep some \`rem\` in the wish, so that the text still grows when the reader zooms.

## Respect what the reader has chosen

\`\`\`css
@media (prefers-color-scheme: dark) {
  :root {
    --ink: hsl(45 20% 92%);
    --paper: hsl(230 20% 12%);
    --accent: hsl(230 80% 80%);
    --accent-soft: hsl(230 25% 22%);
  }
}
@media (prefers-reduced-motion: reduce) {
  * { animation: none; transition: none; scroll-behavior: auto; }
}
@media print {
  nav, .search { display: none; }
}
\`\`\`

## The final inspection

- [ ] At 320 pixels wide nothing has to be scrolled sideways
- [ ] At 200 % zoom everything is still there
- [ ] Dark mode keeps the contrast ratios from task five
- [ ] The printed page has no menu
- [ ] Links and buttons are large enough for a thumb, at least 24 by 24 pixels

**You are done when** all five are true. Publish the page and hand in the **link**. Then choose somebody else's link, drag your window from wide to narrow, and tell them what you saw on the way.`,
	},
];
