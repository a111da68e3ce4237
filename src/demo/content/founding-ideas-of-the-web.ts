import type { DemoCourse } from './types.js';

export const foundingIdeasOfTheWeb: DemoCourse = {
	slug: 'founding-ideas-of-the-web',
	title: 'Founding ideas of the web',
	kind: 'study-group',
	ownTerm: 'Reading circle',
	summary: 'Five short documents on which the web was built, read slowly and in good company.',
	language: 'en',
	effort: '6 weeks, about 2 hours a week',
	accent: 'spruce',
	tags: ['web history', 'reading', 'standards'],
	school: 'webcraft',
	publishedDaysAgo: 18,
	run: {
		pace: 'fixed',
		startsInDays: 9,
		endsInDays: 51,
		timeZone: 'Europe/Lisbon',
		signUp: 'open',
	},
	about: `The web did not have to turn out like this. Somebody decided that a link may lead anywhere without asking for permission, that an address should last, that a page ought to work on any machine. These decisions were written down, most of them in clear, short texts that anyone can read today, and surprisingly few people who make web pages ever have.

In this reading circle we read five of them, from 1989 to our own time, and ask of each: *what did they hope for, what became of it, and what follows for the page that I am making?*

## Who it is for

Makers who would like to know where their tools come from, and readers who have never written a tag. Nothing is technical beyond what we can explain to each other. All documents are free to read, in English; read them in translation if there is one, or with a dictionary and friends.

## What you will make

A notebook of five entries, and at the end a page of **your own principles**: what you promise to the people who open your pages.

## How we work together

- Six weeks, one text or task in each. Read with a pencil. Mark one sentence to love and one to argue with.
- Hand in your entry by Thursday; over the weekend we answer one another below the task.
- Quote briefly and say where it stands, so that others can find it.
- Nobody has to have an opinion at once. "I did not understand section 4" starts the best conversations.`,
	tasks: [
		{
			slug: 'a-proposal',
			title: 'Week 1: A proposal, 1989',
			proof: 'text',
			body: `In March 1989 a physicist-turned-programmer at CERN, the laboratory near Geneva, handed his superiors a paper about losing information. It does not contain the words "World Wide Web". It is nevertheless the beginning of it.

**Read:** Tim Berners-Lee, *Information Management: A Proposal*, at [w3.org/History/1989/proposal.html](https://www.w3.org/History/1989/proposal.html). About 45 minutes. If you have little time, read the overview, the parts on the losing of information and on linked systems, and the requirements.

## Before you read

Write down in two sentences what *you* think the web was invented for. Fold the paper.

## While you read

Keep these questions beside you:

1. What was the actual problem at CERN? Who left, and what left with them?
2. He compares ways of arranging knowledge: trees, keywords, and something else. Draw each of the three, with five things from your own kitchen or workplace.
3. In the list of requirements, which are fulfilled today? Which did we lose on the way?
4. Look at the diagram near the top. What kinds of things do the arrows connect, and what is written along them? Do our links still say *how* two things are related?

## Try it

Take one page that you have made, or a shared folder at work. Draw it as circles and arrows, as he does, and label every arrow with a verb: *describes*, *depends on*, *was written by*. You will find arrows that ought to be links and are not.

## Hand in

As **text**, 100 to 200 words: the sentence that you would love to have written, the one with which you would argue, and one arrow that is missing from a page of yours.

**You are done when** your entry is handed in and you have unfolded your paper. Was the web invented for what you thought?`,
		},
		{
			slug: 'the-first-site',
			title: 'Week 2: The first website',
			proof: 'text',
			body: `The first website described the project that made it. CERN keeps a copy at its old address, and it opens in every browser to this day. That alone deserves a minute of silence: how much else from that time can you still open?

**Visit:** [info.cern.ch/hypertext/WWW/TheProject.html](http://info.cern.ch/hypertext/WWW/TheProject.html). Take half an hour and follow links as far as they will go.

## Explore like an archaeologist

Look at the source of the page (Ctrl+U). Compare it with what you learned in *Your first web page*:

| Then | Now |
|---|---|
| \`<HEADER>\`, \`<TITLE>\` | \`<head>\`, \`<title>\` |
| \`<A NAME=… HREF=…>\` | \`id\`, and \`<a href="…">\` |
| \`<DL>\`, \`<DT>\`, \`<DD>\` | the same |
| no style sheet | as you like |

- Which elements have survived unchanged? Why those, do you think?
- How does the page look on a telephone? Who made it responsive?
- Find a link that no longer works. Where might the page be now?
- There are no pictures. What does the text do instead?

## Think about it

The page invites its readers to help: with code, with servers, with data. Find those places. Who was meant to *write* on this web, and who was meant to read? Where on today's web do you feel invited in the same way?

Then turn the glass round. Imagine that somebody opens **your** page in thirty-five years. Which parts will still work: the text, the fonts, the video, the comments, the login? What would you have to change today to improve its chances?

## Hand in

As **text**, 100 to 200 words: your most curious find, with its address; and one change you are going to make so that your own page ages as well as this one.

**You are done when** your entry is in and you have followed at least ten links, dead ends included.`,
		},
		{
			slug: 'addresses-that-last',
			title: 'Week 3: Addresses that last',
			proof: 'none',
			body: `Every broken link was once a promise. This week's text is short, cheerful and strict, and has been annoying webmasters since 1998.

**Read:** Tim Berners-Lee, *Cool URIs don't change*, at [w3.org/Provider/Style/URI](https://www.w3.org/Provider/Style/URI). Twenty minutes. Note the address itself: no \`.html\`, no year, no name of a program.

## While you read

1. Collect the excuses for changing an address that he answers. Which one have you used?
2. What does he advise leaving *out* of an address, and what remains?
3. He wrote for people who run a server. What is different if your page lives with a free host, or on a platform?

## Count your own broken promises

A small experiment, with pencil and paper:

- [ ] Open ten bookmarks that are at least five years old. How many still lead to what you saved?
- [ ] Look up one dead one in the Internet Archive at [web.archive.org](https://web.archive.org/). When was it last seen alive?
- [ ] Write down the addresses of all the pages you have published. Mark everything in them that will not be true in ten years: names of tools, of people, of departments, words like *new* or *final*.

| Address | What will age | Better |
|---|---|---|
| \`/new-site/index2.html\` | *new*, the 2 | \`/bees/\` |
| \`/blog.php?id=417\` | the program, the number | \`/blog/swarming-in-may\` |
| \`/2026/team/anna-old.html\` | the person, *old* | \`/team/\` |

## Design yours

Write a plan of addresses for a site that you care about: ten lines, one for each page, such that none of them would have to change if the software, the owner and the design did. If addresses have to move all the same, find out how your host can *redirect* the old ones.

**You are done when** your plan of ten addresses exists. Nothing to hand in, but put it below this task if you would like it to be tested by people who are good at finding the word that will age.`,
		},
		{
			slug: 'the-least-power',
			title: 'Week 4: As little power as possible',
			proof: 'text',
			body: `Here is an idea that sounds wrong at first: among the languages that can solve a problem, choose the *weakest*. A list of opening hours can be a picture, a program or plain text. Why should plain text be the best of them?

**Read:** *The Rule of Least Power*, a finding by the Technical Architecture Group of W3C from 2006, at [w3.org/2001/tag/doc/leastPower.html](https://www.w3.org/2001/tag/doc/leastPower.html). Half an hour; it is only a few pages long.

## While you read

- What can be done with information that is merely *declared*, and cannot be done with a program that produces it?
- Where do HTML and CSS stand on the scale from weak to powerful? And JavaScript?
- Do the authors ever say that powerful languages are bad?

## Three ways to hide a paragraph

Compare these. All show and hide an answer when it is clicked.

\`\`\`html
<details>
  <summary>When do you open?</summary>
  <p>At five, every day but Monday.</p>
</details>
\`\`\`

\`\`\`html
<button id="ask">When do you open?</button>
<p id="answer" hidden>At five, every day but Monday.</p>
<script>
  document.getElementById('ask').addEventListener('click', function () {
    var answer = document.getElementById('answer');
    answer.hidden = !answer.hidden;
  });
</script>
\`\`\`

The third is a programme that draws everything on a \`<canvas>\`. We spare you that one.

Make a table with the three as columns, and these as rows: works by keyboard, works without scripts, can be searched with Ctrl+F, can be translated, understood by a search engine, can do absolutely anything. Fill in yes and no.[^find]

## Hand in

As **text**, 100 to 200 words: one thing on a page you know that is made with more power than it needs, what it costs and whom, and how it could be done with less. Then one example where the power is worth it.

**You are done when** your entry is in, with both examples.

[^find]: The row about searching is trickier than it looks: try it in two browsers, with the answer closed.`,
		},
		{
			slug: 'for-end-users',
			title: 'Week 5: For whom?',
			proof: 'text',
			body: `Standards are written by engineers, paid by companies, watched by states. When their interests collide with those of the person in front of the screen, whose count? Two bodies have answered in writing.

**Read one of them, and skim the other:**

- *The Internet is for End Users*, RFC 8890, from the Internet Architecture Board, 2020: [rfc-editor.org/rfc/rfc8890](https://www.rfc-editor.org/rfc/rfc8890). It is the more argumentative one.
- *Ethical Web Principles*, from the Technical Architecture Group of W3C: [w3.org/TR/ethical-web-principles](https://www.w3.org/TR/ethical-web-principles/). It is a list, each point with an explanation.

## While you read

1. Who are "end users" in the first text? Are you one while you *make* a page? Are people who never touch the network, but are affected by it?
2. How does either text propose to find out what users need? Whom did they ask?
3. Choose three principles from the second text. For each, name a site that honours it and one that does not. Give evidence, not feelings.

## A small court

We do this part together. Take a case that you know from your own life, for example:

- a school app that parents must have, and that shares data with advertisers,
- a transit site that is fast, beautiful, and unusable without a recent telephone,
- a forum that removes insults, and sometimes jokes along with them.

One person states the case below this task in five sentences. The next argues for the makers, the third for the users, the fourth decides, naming the principle they relied on. Then someone brings the next case. Be generous to the side that you do not favour.

## Hand in

As **text**, 100 to 200 words: the principle that you found hardest to agree with, the strongest argument *for* it that you can make, and where you stand now.

**You are done when** your entry is in and you have taken one seat in the court.`,
		},
		{
			slug: 'my-principles',
			title: 'Week 6: Your own page of principles',
			proof: 'link',
			body: `You have read what others promised. In the last week you make a promise yourself: a short, public page that says what people can rely on when they open your pages.

## Write it

Five to seven principles. Each has three parts:

1. **A sentence** that could be broken. "I care about quality" cannot be broken, so it says nothing. "Every page can be read without a script" can.
2. **A reason**, with a link to one of our texts if it comes from there.
3. **A test** that a stranger could make.

An example for the form:

\`\`\`html
<article>
  <h2>My addresses stay</h2>
  <p>Whatever I publish keeps its address, or the old address leads on to the
     new one. A link is a promise to somebody I do not know.</p>
  <p><strong>Test:</strong> take any link to this site that you find
     elsewhere. If it is broken, <a href="/contact">write to me</a>.</p>
</article>
\`\`\`

Be modest and exact. It is better to promise four things and keep them than ten and shrug.

## Test it

Exchange pages with one other person here. Each tries to catch the other *breaking* a principle, today, on the pages that exist. It is friendly sport, and nearly everybody is caught once. Then either mend the page or soften the promise, and say which.

## Date it

Put the date at the bottom, and the next date on which you intend to read it again. In the source, note the version. The people whose papers we read did the same, and it is why we can still argue with them.

## Look back

Reread your five entries in the order in which you wrote them. Is there a sentence that you would now cross out? Leave it standing, and write the new one beneath it.

**You are done when** your page is published and has survived, or been improved by, somebody else's test. Hand in the **link**. And suggest the next text for the circle: the list is as open as the web.`,
		},
	],
	badge: {
		name: 'Web reader',
		description:
			'Read five founding texts of the web, wrote about them and published principles of their own.',
		criteria: `To earn this badge the person

- read documents from the beginnings of the web to the present and wrote an entry on four of them,
- took part in the discussion of each week, and
- published a page of principles, every one with a reason and a test, and had it tested by a peer.

Evidence: four entries and the page of principles.`,
		imageAlt: 'Slate rosette with an open book: the badge Web reader',
		design: { shape: 'rosette', colour: 'slate', icon: 'book-open' },
	},
};
