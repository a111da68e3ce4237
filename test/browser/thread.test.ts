import { describe, expect, test } from '@jest/globals';
import type { BrowserSite } from '../support/browser-site.js';
import { browserSite, scripting } from '../support/stories.js';
import { type Credential, isAccepted } from '../support/verifier.js';
import type { Visitor } from '../support/visitor.js';

async function register(site: BrowserSite, person: Visitor, username: string): Promise<void> {
	await person.fill({
		Username: username,
		'E-mail': `${username}@example.org`,
		Password: 'quiet river stones',
	});
	await person.press('Create account');
	await person.open(await site.linkMailedTo(`${username}@example.org`, /Confirm/, '/confirm/'));
	await person.press('Yes, confirm it');
}

async function addTask(ana: Visitor, title: string, body: string, proof: string): Promise<void> {
	await ana.open('/courses/knots/tasks/new');
	await ana.fill({ Title: title, 'What to do': body });
	await ana.choose(proof);
	await ana.press('Add a task');
	await ana.sees(`“${title}” is added.`);
}

/** Ana makes a course of two tasks with a badge and publishes it. */
async function launchKnots(site: BrowserSite, ana: Visitor): Promise<void> {
	await ana.open('/register');
	await register(site, ana, 'ana');
	await ana.follow('Create a course');
	await ana.fill({ Title: 'Knots', Summary: 'Tie two knots that hold.', 'Your own word for it': 'Workshop' });
	await ana.choose('Challenge');
	await ana.press('Create draft');
	await ana.sees('Draft, only organisers see it');

	await ana.open('/courses/knots/about/edit');
	await ana.fill({ 'About page': '## What you need\n\nA piece of **rope**.' });
	await ana.press('Save About page');
	await ana.page.getByRole('heading', { name: 'What you need' }).waitFor();

	await addTask(ana, 'Bowline', 'Make a loop that *does not slip*.', 'A link');
	await addTask(ana, 'Clove hitch', 'Tie it around a post.', 'A text');

	await ana.open('/courses/knots/badge/edit');
	await ana.fill({ Name: 'Knotter', 'In one line': 'Tied two knots that hold.' });
	await ana.page.locator('input[name=shape][value=star]').check();
	await ana.press('Save the draft');
	await ana.confirm('Publish the badge');
	await ana.sees('The badge is published.');

	await ana.open('/courses/knots');
	await ana.confirm('Publish this workshop');
	await ana.sees('is published.');
}

/** Ben finds it, joins, and does both tasks. */
async function learnKnots(site: BrowserSite, ben: Visitor): Promise<void> {
	await ben.open('/courses');
	await ben.follow('Knots');
	await ben.follow('Join this workshop');
	await ben.page.getByRole('link', { name: 'Create an account' }).click();
	await ben.page.waitForURL('**/register**');
	await register(site, ben, 'ben');
	await ben.open('/courses/knots');
	await ben.press('Join this workshop');
	await ben.sees('You are in “Knots”.');

	await ben.follow('Continue');
	await ben.page.locator('em', { hasText: 'does not slip' }).waitFor();
	await ben.fill({ 'Link to your work': 'not a link' });
	await ben.insist('Done, next task');
	await ben.sees('Enter the whole address of your work');
	await ben.fill({ 'Link to your work': 'https://example.org/bowline.jpg' });
	await ben.press('Done, next task');
	await ben.sees('is done.');
	await ben.follow(/^Previous/);
	await ben.sees('1 of 2 tasks done');
	await ben.press('Not done after all');
	await ben.fill({ 'Link to your work': 'https://example.org/bowline.jpg' });
	await ben.press('Done, next task');
	await ben.fill({ 'Your work': 'It held *my weight*.' });
	await ben.press('Done');
}

describe.each(scripting)('with JavaScript %s', (_, javaScript) => {
	const site = browserSite();

	test('a course is made, learned and shown for: from the first account to a badge that a stranger verifies', async () => {
		const ana = await site.visitor({ javaScript });
		await launchKnots(site, ana);
		const ben = await site.visitor({ javaScript, width: 390 });
		await learnKnots(site, ben);

		const award = await site.eventually('a signed award', () =>
			site.db.one<{ id: string }>('SELECT id FROM awards WHERE credential IS NOT NULL'),
		);
		await ben.open('/courses/knots/congratulations');
		await ben.sees('You did it!');
		await ben.follow('See and share your badge');
		expect(ben.path).toBe(`/awards/${award.id}`);
		await ben.sees('Verified');

		const cleo = await site.visitor({ javaScript });
		await cleo.open(`/awards/${award.id}`, 404);
		await ben.choose('Everybody');
		await ben.press('Save');
		await ben.sees('Everybody can see this badge now.');
		await cleo.open(`/awards/${award.id}`);
		await cleo.sees('https://example.org/bowline.jpg');
		await cleo.page.getByText('Verified', { exact: true }).click();
		await cleo.sees('The signature fits what the badge says');
		await cleo.open('/badges');
		await cleo.sees('Knotter');

		const response = await fetch(`${site.origin}/ob3/credentials/${award.id}.json`);
		const credential = (await response.json()) as Credential;
		expect(await isAccepted(credential)).toBe(true);
		expect(await isAccepted({ ...credential, name: 'Admiral' })).toBe(false);
	});
});
