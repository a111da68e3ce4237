import type { DemoCourse } from './types.js';

export const yourFirstWebPage: DemoCourse = {
	slug: 'your-first-web-page',
	title: 'Your first web page',
	kind: 'challenge',
	summary: 'Write a page by hand, check it, put it on the web for free and show it to people.',
	language: 'en',
	effort: 'About 6 hours, over a few evenings',
	accent: 'teal',
	tags: ['html', 'beginners', 'publishing'],
	school: 'webcraft',
	publishedDaysAgo: 120,
	run: { pace: 'rolling', signUp: 'open' },
	about: `A web page is a text file. That is the whole secret, and this challenge is about enjoying it: in seven short tasks you write one by hand, give it structure and a picture, have it checked by a machine, and put it at an address that anybody in the world can open.

## Who it is for

You, if you have never done it. You should be able to type, save a file and find it again. You do not need to know any programming, and you will not be asked for money or a credit card anywhere.

It is also for people who make pages with a website builder and wonder what is underneath.

## What you will make

One page about **something you could talk about for ten minutes**: your street, a recipe, a football club, your grandmother's sayings. Pick it now; a page with a real subject is far easier to write than a page called "test".

## How we work together

The challenge is open all year, so there are always people one task ahead of you and one task behind. Three habits keep it friendly:

1. Do the tasks in order; each builds on the file from the one before.
2. When you are stuck for fifteen minutes, ask below the task. Paste your code and say what you expected.
3. In the last task you look at the pages of two other people. Be the reader that you would like to have.`,
	tasks: [
		{
			slug: 'what-you-need',
			title: 'Get your tools ready',
			proof: 'none',
			body: `Two programs are enough to make web pages, and you own one of them already.

| Tool | What it does | Good choices |
|---|---|---|
| Browser | shows your page | Firefox, Chrome, Edge, Safari |
| Plain-text editor | writes your page | Notepad (Windows), TextEdit (Mac), gedit or Kate (Linux), or a code editor you already like |

A word processor is *not* a text editor: it stores fonts and margins along with your words, and the browser would choke on them. If you use TextEdit, choose **Format → Make Plain Text** first, and in its settings switch off "smart quotes". Curly quotes look pretty and break HTML.

## Make a home for your page

1. Create a folder called \`first-page\` somewhere you will find it again.
2. Open your editor and type a single line: \`Hello, I am a web page.\`
3. Save it in that folder under the name \`index.html\`. All lower case, no spaces. \`index.html\` is the name that web servers look for first.
4. Double-click the file. Your browser opens and shows the line.

If the browser shows nothing, or the file opens in the editor again, your system probably hides file endings and has called it \`index.html.txt\`. Turn on "show file name extensions" in your file manager and rename it.

## Keep this rhythm

From now on you work in a loop: change the text, **save**, go to the browser, **reload** (Ctrl+R, or Cmd+R on a Mac). Put the two windows side by side. Nine out of ten "it does not work" moments are a forgotten save.

- [ ] Folder and file exist
- [ ] The browser shows my line
- [ ] I changed the line, saved, reloaded and saw the change
- [ ] I know what my page is going to be about

**You are done when** you have ticked those four in your head. Nothing to hand in: tell us in the comments what your page will be about, if you like.`,
		},
		{
			slug: 'write-the-skeleton',
			title: 'Write the skeleton of a page',
			proof: 'none',
			body: `Your one-line file works because browsers are forgiving. Now write a real page, with the parts that every page on the web has. Replace the contents of \`index.html\` with this. Type it rather than pasting it: your fingers learn faster than your eyes.

\`\`\`html
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>The bakery on Mill Street</title>
  </head>
  <body>
    <h1>The bakery on Mill Street</h1>
    <p>It opens at five, and by six the whole street smells of rye.</p>
  </body>
</html>
\`\`\`

Then change the title, heading and paragraph to your own subject.

## What each piece says

- \`<!doctype html>\` promises the browser that this is a modern page. Without it, browsers imitate the errors of the 1990s.
- \`<html lang="en">\` names the language. Screen readers choose a voice by it and translators rely on it. Writing in Spanish? Use \`es\`.
- \`<head>\` is *about* the page and is not shown: the character set (so that é, ß and 中 survive), a line that makes phones use their real width, and the title you see on the tab.
- \`<body>\` is what people see.

Most elements come in pairs: \`<p>\` opens a paragraph and \`</p>\` closes it. They fit inside each other like boxes: what is opened last is closed first. The indentation is for you; the browser ignores it.

## Try to break it

Delete a closing tag and reload. Put \`<h1>\` inside \`<title>\`. Write two spaces between words. Watch what happens, then repair it. Ten minutes of breaking things teach more than an hour of being careful.

The page [Structuring content with HTML](https://developer.mozilla.org/en-US/docs/Learn_web_development/Core/Structuring_content) on MDN is the reference most of us keep open.

**You are done when** your page shows your own heading and paragraph, the tab shows your own title, and you can say what each line of the \`<head>\` is for.`,
		},
		{
			slug: 'give-it-structure',
			title: 'Give it headings, lists and links',
			proof: 'none',
			body: `People do not read pages, they scan them. Headings, lists and links are the handholds, and they also let somebody who cannot see the page jump around in it.

## Headings make an outline

There are six levels, \`<h1>\` to \`<h6>\`. Use one \`<h1>\` for the subject of the page, \`<h2>\` for its sections and \`<h3>\` inside those. Never choose a level because of its size: size is a matter of style, level is a matter of meaning.

## Lists for things that come in several

An unordered list where order does not matter, an ordered one where it does:

\`\`\`html
<h2>What to buy</h2>
<ul>
  <li>The dark rye, if you come before eight</li>
  <li>Anything with plums in September</li>
</ul>

<h2>How to get there</h2>
<ol>
  <li>Take tram 4 to the old mill.</li>
  <li>Cross the bridge.</li>
  <li>Follow your nose.</li>
</ol>
\`\`\`

## Links make it a web

\`\`\`html
<p>The mill is described in
  <a href="https://www.wikipedia.org/">an encyclopedia</a>.
  My <a href="recipes.html">favourite recipes</a> have a page of their own.</p>
\`\`\`

The first is an *absolute* address, to somebody else's page. The second is *relative*: it looks for \`recipes.html\` in the same folder. Make that second file now, with the same skeleton and a link back to \`index.html\`. You have a website.

The words inside a link should tell where it leads even when read alone. Somebody listening to a list of all links on your page hears "favourite recipes", not "click here, click here, here".

## Say what is important

\`<strong>\` is for importance, \`<em>\` for the word you would stress when speaking. Use both rarely.

**You are done when** your page has one \`<h1>\`, at least two sections with \`<h2>\`, one list, one link to another site and one link between two pages of your own that works in both directions.`,
		},
		{
			slug: 'add-an-image',
			title: 'Add a picture, and describe it',
			proof: 'text',
			body: `Choose a picture that you have the right to publish: one that you took or drew yourself is best. Copy it into your folder and give it a simple name such as \`bakery.jpg\`.

Photographs from a phone are often 4,000 pixels wide and several megabytes heavy. Nobody's screen needs that. Open the picture in any image program and save a copy **about 1,200 pixels wide**; it should come out below 300 kilobytes.

\`\`\`html
<figure>
  <img src="bakery.jpg" width="1200" height="800"
       alt="A baker slides a tray of dark loaves into a brick oven.">
  <figcaption>Half past four in the morning.</figcaption>
</figure>
\`\`\`

- \`src\` is a relative address, just as in a link.
- \`width\` and \`height\` are the true measurements in pixels. With them the browser reserves the space, so that the text does not jump when the picture arrives.
- \`alt\` is the text that takes the place of the picture: for people who cannot see it, when the network drops it, and for search engines.

If the picture is wider than your window, add this line inside \`<head>\`. You will learn what it means in *CSS from scratch*:

\`\`\`html
<style>img { max-width: 100%; height: auto; }</style>
\`\`\`

## Writing good alt text

Imagine reading your page to a friend over the telephone. What would you say when you reach the picture? That is the alt text. It depends on *why* the picture is there: the same photograph is "our baker, Anna" on the staff page and "how to load an oven" in a course.

Do not begin with "image of". Do not repeat the caption. If a picture is pure decoration, write \`alt=""\`, with nothing between the quotes, and it will be skipped.[^1]

[^1]: Leaving \`alt\` out altogether is different: then some screen readers read the file name aloud, letter by letter. W3C keeps a helpful [decision tree for alt text](https://www.w3.org/WAI/tutorials/images/decision-tree/).

**You are done when** the picture shows, and the page still makes sense after you rename the file for a moment so that the picture breaks. Hand in the **text** of your alt attribute and one sentence on why you wrote it that way.`,
		},
		{
			slug: 'check-it',
			title: 'Let a machine check your work',
			proof: 'text',
			body: `Browsers hide your mistakes out of politeness. A validator does not. It reads your page against the rules of HTML and lists everything that does not fit, with the line number.

1. Open [validator.w3.org](https://validator.w3.org/) and choose **Validate by Direct Input**.
2. Paste the whole of \`index.html\` and press *Check*.
3. Read the **first** error only. Fix it, paste again. One slip often causes a whole avalanche of messages.

## How to read a message

> **Error:** Unclosed element \`ul\`. From line 14, column 5

means: in line 14 you opened a list that was never closed. The real slip can be a little further down, where \`</ul>\` should be. A few that everybody meets:

| Message | Usual cause |
|---|---|
| Unclosed element | a missing closing tag, or \`<h2>\` used instead of \`</h2>\` |
| Stray end tag | you closed something twice, or in the wrong order |
| An \`img\` element must have an \`alt\` attribute | you know this one already |
| Bad value for attribute \`href\` | a space in an address; rename the file |
| Quote \`"\` in attribute name | a forgotten or curly quotation mark just before |

*Errors* are to be fixed. *Warnings* are advice: read them, then decide.

## Practise on purpose

Put in three errors of your own: forget a quotation mark, swap two closing tags, delete the title. Validate after each one and note how the message describes it. Next time you will recognise it at once.

Does a valid page matter, if browsers repair so much? Yes: the repair is a guess. Valid pages look the same everywhere, and other tools, such as screen readers, translators and your future self, can rely on them.

**You are done when** both of your pages pass with no errors. Hand in as **text**: the most surprising message you got, and what was really wrong. If you had none, tell us about one that you caused on purpose.`,
		},
		{
			slug: 'put-it-on-the-web',
			title: 'Put it on the web',
			proof: 'link',
			body: `Your page lives on your computer. Now it gets an address. Publishing means copying your files to a machine that is always on; several organisations let you use one free of charge.

Three that suit plain HTML, in order of effort:

- [Neocities](https://neocities.org/): register, then drag your files into the browser window. Ready in five minutes.
- [Codeberg Pages](https://codeberg.page/): run by a non-profit association. You create a repository called \`pages\` and upload your files there.
- [GitHub Pages](https://docs.github.com/en/pages): much used; create a repository, upload the files, and switch Pages on in its settings.

School or club web space is fine as well. Any place that serves your own files, unchanged, will do.

## Before you upload

- [ ] The main file is called \`index.html\`, in lower case
- [ ] Names of files have no spaces and no capital letters
- [ ] Every picture is in the folder, and \`src\` has no \`C:\\\` and no \`/Users/\` in it
- [ ] Nothing in the page tells more about you than you want strangers to know

The third point catches most beginners. \`src="C:\\Users\\me\\bakery.jpg"\` works at home, because *your* computer has that file. On the web nobody has it.

Capitals are the other trap: many web servers treat \`Bakery.JPG\` and \`bakery.jpg\` as two different files, although your own computer may not.

## After you upload

Open the address in a *private* window, so that you see what strangers see. Follow each link. Then open it on a telephone, preferably somebody else's. If the text is tiny there, look at the \`viewport\` line from task two.

Wait a minute before you worry: new sites sometimes need a moment to appear.

**You are done when** somebody in another house can open your page. Hand in the **link**. Then send it to one person who will be pleased, and enjoy it. You have published something.`,
		},
		{
			slug: 'show-and-comment',
			title: 'Show it, and look at two others',
			proof: 'text',
			body: `The web was made so that people could read *each other*. In this last task you become a reader.

## Show yours

Write a comment below this task with the address of your page and **one question** that you would like an answer to. "What do you think?" is hard to answer. These are easier:

- Is it clear within five seconds what the page is about?
- Which section would you leave out?
- Does the picture load quickly where you live?

## Read two others

Choose two pages from the comments here, if possible ones that nobody has answered yet. Give each of them ten minutes. Read the page itself first, as a visitor. Then look underneath: press Ctrl+U (Cmd+Option+U in Safari) to see the source. Yes, you can do this with every page in the world.

Reply to each with three things:

1. **One thing that works**, and why. "The list of tram stops made me want to go" beats "nice page".
2. **One thing you noticed in the code**: an element you did not know, a good alt text, a heading level that is skipped.
3. **One change** you would make, put as a suggestion.

> Example: "The order of your sections is perfect, I was hungry by the second. In the source I learned \`<figcaption>\`, thank you. Perhaps the link 'here' could say 'opening hours'?"

## Read your own again

Come back in a day or two and read what people wrote to you. Change at least one thing. Tell them that you did; nothing makes a reader happier.

**You are done when** you have replied to two people. Hand in as **text**: whose pages you read, and one thing you are going to do differently because of them. With this, the challenge is complete and the badge is yours. Stay a while if you can: the next newcomer will be looking for two readers, too.`,
		},
	],
	badge: {
		name: 'First web page',
		description: 'Wrote a valid web page by hand, published it and gave feedback to two peers.',
		criteria: `To earn this badge the person

- wrote a page in HTML by hand, with headings, lists, links and a described picture,
- corrected it until the W3C validator reported no errors,
- published it at a public address, and
- gave written feedback on the pages of two other participants.

Evidence: the address of the page, the alt text with its reason, and notes on validating and on peers' work.`,
		imageAlt: 'Teal circle with a globe: the badge First web page',
		design: { shape: 'circle', colour: 'teal', icon: 'globe' },
	},
};
