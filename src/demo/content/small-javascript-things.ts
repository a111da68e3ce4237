import type { DemoCourse } from './types.js';

export const smallJavascriptThings: DemoCourse = {
	slug: 'small-javascript-things',
	title: 'Small JavaScript things',
	kind: 'challenge',
	summary: 'Six small programs for a web page, each short enough to understand every line of it.',
	language: 'en',
	effort: 'About 9 hours, one sitting per task',
	accent: 'ochre',
	tags: ['javascript', 'programming', 'beginners'],
	school: 'webcraft',
	publishedDaysAgo: 85,
	run: { pace: 'rolling', signUp: 'open' },
	about: `Most introductions to programming begin with arithmetic and end before anything happens on the page. We begin on the page. In six short tasks you make a greeting, a counter, a list that remembers what you put on it, and at the end a small tool that you thought of yourself.

## Who it is for

You have made a web page by hand and know what a tag, a class and an \`id\` are. You have never programmed, or you have, and felt that it was happening *to* you. There is no mathematics in this beyond adding one.

## What you will make

A **packing list** that works in any browser: you add things, tick them off, close the window, and find them again tomorrow. It is about forty lines long, and you will be able to explain each of them. After that, something of your own.

## How we work together

- Rolling start; begin tonight if you like.
- *Type* the examples. Then change one thing at a time and predict what will happen before you reload. Being wrong is the useful part.
- When it breaks, open the console (F12), copy the **red line** into your question, and say which line of your file it names.
- Answer people who are one task behind you. To explain a thing is the best test of whether you own it.

Seun reads along most days after school, Ibadan time.`,
	tasks: [
		{
			slug: 'a-greeting',
			title: 'A page that knows what time it is',
			proof: 'none',
			body: `A script is a list of instructions that the browser carries out, from top to bottom, in the blink of an eye. Make two files in a new folder. First \`index.html\`:

\`\`\`html
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Small things</title>
    <script src="script.js" defer></script>
  </head>
  <body>
    <h1 id="greeting">Hello</h1>
  </body>
</html>
\`\`\`

The word \`defer\` tells the browser to read the whole page first and run the script afterwards. Without it the script would look for the heading before the heading exists.

Now \`script.js\`:

\`\`\`js
const heading = document.querySelector('#greeting');
const hour = new Date().getHours();

if (hour < 12) {
  heading.textContent = 'Good morning';
} else if (hour < 18) {
  heading.textContent = 'Good afternoon';
} else {
  heading.textContent = 'Good evening';
}

console.log('It is now', hour, 'hours.');
\`\`\`

Open \`index.html\`. Then press F12 and choose *Console*: there is your message.

## Word by word

- \`const\` gives a name to a value. The name \`heading\` now stands for the element on the page.
- \`document.querySelector('#greeting')\` finds the first element that fits the CSS selector. You know these selectors already.
- \`textContent\` is the text inside it. Put in something else, and the page changes at once.
- \`if … else if … else\` takes exactly one of the three ways.

## Change it

1. Add a fourth greeting for the time between midnight and five.
2. Misspell \`querySelector\` on purpose and read the red message in the console. Which line does it name?
3. Type \`heading.textContent = 'Ha!'\` directly into the console and press Enter.

**You are done when** you have four greetings and have seen each of them. (You need not stay awake: write \`const hour = 3;\` for a moment.)`,
		},
		{
			slug: 'react-to-a-click',
			title: 'A button that counts',
			proof: 'none',
			body: `The script of the first task ran once and was finished. Most scripts wait instead: for a click, a key, a message. What they wait for is called an *event*.

Add to the body of your page:

\`\`\`html
<p>Glasses of water today: <output id="count">0</output></p>
<button type="button" id="more">One more</button>
<button type="button" id="reset">Start again</button>
\`\`\`

and to the end of your script:

\`\`\`js
const count = document.querySelector('#count');
const more = document.querySelector('#more');
const reset = document.querySelector('#reset');

let glasses = 0;

function show() {
  count.textContent = glasses;
}

more.addEventListener('click', function () {
  glasses = glasses + 1;
  show();
});

reset.addEventListener('click', function () {
  glasses = 0;
  show();
});
\`\`\`

## What is new

- \`let\` is like \`const\`, except that the value may change later.
- \`function show() { … }\` stores instructions under a name. \`show()\` with brackets carries them out, now. \`show\` without brackets only *mentions* them.
- \`addEventListener('click', …)\` says: when this button is clicked, do that. The function is handed over and kept for later.

Look at the order of things: first the *number* changes, then \`show\` puts it on the page. Keep what you know (the number) apart from what you display (the text). Small as it is, this habit carries you through programs a hundred times larger.

We use \`<output>\` because browsers tell screen readers when its content changes, and real \`<button>\` elements because they work by keyboard. Try it with Tab and Space.

## Change it

- [ ] At eight glasses, write "Well done" beside the number
- [ ] Add a button that takes one away, but never below zero
- [ ] Disable *Start again* while the count is zero: \`reset.disabled = glasses === 0;\` belongs in \`show\`. Why there?

**You are done when** all three work, and when you can say why \`show()\` is called in so many places but written only once.`,
		},
		{
			slug: 'a-list-to-add-to',
			title: 'A list that you can add to',
			proof: 'link',
			body: `Now we begin the packing list. Make a new folder with a page like the last one, and this in its body:

\`\`\`html
<h1>Packing list</h1>
<form id="form">
  <label for="thing">What else?</label>
  <input id="thing" name="thing" autocomplete="off" required>
  <button>Add</button>
</form>
<ul id="list"></ul>
\`\`\`

The script:

\`\`\`js
const form = document.querySelector('#form');
const field = document.querySelector('#thing');
const list = document.querySelector('#list');

let things = [];

function show() {
  list.replaceChildren();
  for (const thing of things) {
    const item = document.createElement('li');
    item.textContent = thing;
    list.append(item);
  }
}

form.addEventListener('submit', function (event) {
  event.preventDefault();
  things.push(field.value.trim());
  field.value = '';
  field.focus();
  show();
});

show();
\`\`\`

## What is new

| Piece | Meaning |
|---|---|
| \`[]\` | an *array*: many values in order, here none yet |
| \`things.push(x)\` | puts \`x\` at the end of it |
| \`for (const thing of things)\` | does the same for each one in turn |
| \`createElement\`, \`append\` | make a new element, put it on the page |
| \`event.preventDefault()\` | stops the form from loading a new page, as forms usually do |

We listen for \`submit\` and not for a click on the button: so the Enter key works too.

## A matter of safety

You will see code elsewhere that puts text into pages by way of \`innerHTML\`. Then whatever somebody types is read as HTML, tags, scripts and all. \`textContent\` treats it as plain text, always. Add an item called \`<b>socks</b>\` and see that it is shown exactly so.

## Change it

1. Do not add an item that is there already: look up \`includes\` on [MDN](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array).
2. Show below the list how many things there are.
3. Sort the list by alphabet when a button is pressed.

**You are done when** adding works by mouse and by keyboard, and at least one of the three changes is in. Publish it, and hand in the **link**.`,
		},
		{
			slug: 'remember-it',
			title: 'Remember it until tomorrow',
			proof: 'none',
			body: `Reload your packing list: everything is gone. Variables live only as long as the page is open. The browser has a drawer for each site, called \`localStorage\`, that stays full until somebody empties it.

The drawer holds only text, so we pack the array as text and unpack it again. The format is called JSON:

\`\`\`js
JSON.stringify(['socks', 'map']);   // '["socks","map"]'
JSON.parse('["socks","map"]');      // an array again
\`\`\`

While we are at it, let things be ticked off. A thing is now no longer a bare text but an *object* with two properties. Change your script to this:

\`\`\`js
const form = document.querySelector('#form');
const field = document.querySelector('#thing');
const list = document.querySelector('#list');

let things = JSON.parse(localStorage.getItem('things')) || [];

function save() {
  localStorage.setItem('things', JSON.stringify(things));
}

function show() {
  list.replaceChildren();
  for (const thing of things) {
    const item = document.createElement('li');
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = thing.packed;
    box.addEventListener('change', function () {
      thing.packed = box.checked;
      save();
    });
    label.append(box, ' ', thing.name);
    item.append(label);
    list.append(item);
  }
}

form.addEventListener('submit', function (event) {
  event.preventDefault();
  things.push({ name: field.value.trim(), packed: false });
  field.value = '';
  save();
  show();
});

show();
\`\`\`

On the very first visit the drawer is empty and \`getItem\` gives \`null\`. The \`|| []\` means "or else an empty array".

## Look into the drawer

In the developer tools choose *Storage* (Firefox) or *Application* (Chrome), then *Local Storage*. There is your list, readable by you, and by anybody who uses this computer. So: socks yes, secrets no.

## Change it

- [ ] A button *Remove what is packed*. Hint: \`things = things.filter(function (thing) { return !thing.packed; });\`
- [ ] Say "All packed!" when every box is ticked; look for \`every\` on MDN

**You are done when** your list survives closing the browser, ticks included, and both changes work.`,
		},
		{
			slug: 'fetch-some-data',
			title: 'Fetch some data',
			proof: 'link',
			body: `Your page can ask for other files while it is open. We let it fetch suggestions for the packing list. Put a file \`trips.json\` in the same folder:

\`\`\`json
[
  { "name": "Beach", "things": ["towel", "book", "sun cream"] },
  { "name": "Mountains", "things": ["map", "boots", "plasters"] },
  { "name": "Visiting aunts", "things": ["cake", "patience"] }
]
\`\`\`

Add to the page:

\`\`\`html
<p id="message" role="status"></p>
<div id="trips"></div>
\`\`\`

and to the end of your script:

\`\`\`js
const message = document.querySelector('#message');
const trips = document.querySelector('#trips');

async function loadTrips() {
  message.textContent = 'Loading suggestions…';
  try {
    const response = await fetch('trips.json');
    if (!response.ok) {
      throw new Error('The server said ' + response.status);
    }
    showTrips(await response.json());
    message.textContent = '';
  } catch (error) {
    message.textContent = 'No suggestions today. Your list works all the same.';
    console.error(error);
  }
}

function showTrips(all) {
  for (const trip of all) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = trip.name;
    button.addEventListener('click', function () {
      for (const name of trip.things) {
        things.push({ name: name, packed: false });
      }
      save();
      show();
    });
    trips.append(button);
  }
}

loadTrips();
\`\`\`

## Waiting politely

A network may take a second, or for ever. \`await\` means: carry on here as soon as the answer has come, and let the page live in the meantime. It is allowed inside functions marked \`async\`.

Things go wrong, so plan for it: \`try\` what may fail, \`catch\` it when it does, and tell the reader in human words. \`fetch\` fails only if there was *no* answer at all. "404, not found" counts as an answer, and that is why we check \`response.ok\`.

## It needs a server

If you open the file by double-click, browsers refuse to fetch for reasons of safety. Upload the folder to your web space, or, with Python installed, run \`python3 -m http.server\` in it and open <http://localhost:8000>.

## Change it

Rename the file for a moment: does your message appear? Then take care that pressing *Beach* twice does not pack two towels.

**You are done when** suggestions arrive, doubles do not, and a missing file leaves a working list. Publish it and hand in the **link**.`,
		},
		{
			slug: 'make-it-yours',
			title: 'One small thing of your own',
			proof: 'link',
			body: `You know enough now: finding elements, reacting to events, keeping a list, remembering it, fetching data. Make something small that **one real person** will use this week. You count as a person.

## Find an idea of the right size

Good: fits on one page, does one thing, could be explained in a sentence. Some that people have made here:

- a timer for tea, with the name of each kind
- whose turn it is to wash up, and since when
- a trainer for twelve irregular verbs
- the next three buses from my stop, typed in by hand
- a page that says whether the library is open *now*

Too big: anything with accounts, chat, or the word "platform" in it.

## Work in slices

1. Write the page in plain HTML, with made-up content in it. Does the idea make sense?
2. Write on paper, in your own language, what the script does. Each sentence begins with "when": *when the button is pressed, …*
3. Program the first sentence only. Test it. Then the next.
4. Show it to your person and say nothing. Watch where the finger hesitates.

## Before you publish

| Check | How |
|---|---|
| Works by keyboard | put the mouse away |
| Says what happens | \`<output>\` or \`role="status"\` for changes |
| Fails kindly | go offline, empty the storage, type nonsense |
| Is understandable | explain each line to a friend, or to a duck |
| Is yours | name in a comment what you took from elsewhere |

The duck is serious. Programmers explain their code aloud to a rubber duck, and find the error before the end of the sentence.

## Leave notes for the next person

At the top of the script, a few lines on what it does and what you would do next. That person will be you, in half a year.

**You are done when** your person has used it at least once without help. Publish it and hand in the **link**, and write in a comment below who it is for. Then try out what somebody else made, and read their script from top to bottom. Ask about one line.`,
		},
	],
	badge: {
		name: 'Small things that work',
		description:
			'Built interactive pages in plain JavaScript, including a small tool that somebody really uses.',
		criteria: `To earn this badge the person

- wrote scripts that react to events, keep a list and remember it between visits,
- fetched data and handled failure in words that a reader understands, and
- designed, tested and published a small tool of their own for a real person.

Evidence: three public pages with readable source.`,
		imageAlt: 'Ochre hexagon with sparkles: the badge Small things that work',
		design: { shape: 'hexagon', colour: 'amber', icon: 'sparkles' },
	},
};
