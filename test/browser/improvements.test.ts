import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { signedIn } from '../support/cast.js';
import { someBadge } from '../support/applications.js';
import { draftCourse } from '../support/courses.js';
import { browserSite } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';

/** What JavaScript adds; each flow has its story without it as well. */
const site = browserSite();
let ana: Visitor;
beforeAll(async () => {
	await draftCourse(site.test, await signedIn(site.test, 'ana'));
});
beforeEach(async () => {
	ana = await site.member('ana');
});

test('a text is previewed beside it while it is written', async () => {
	await ana.open('/courses/knots/tasks/new');
	await ana.page.getByRole('region', { name: 'Preview' }).getByText('Nothing to preview yet.').waitFor();
	const text = ana.page.getByLabel('What to do');
	await text.pressSequentially('Pull *tight*.');
	await ana.page.locator('.preview em', { hasText: 'tight' }).waitFor();
	expect(await text.isVisible()).toBe(true);
	expect(await ana.page.getByRole('button', { name: 'Write' }).isVisible()).toBe(false);
	expect(await ana.axe()).toEqual([]);
});

test('on a telephone, writing and preview take turns', async () => {
	const narrow = await site.member('ana', { width: 360 });
	await narrow.open('/courses/knots/about/edit');
	const text = narrow.page.getByLabel('About page');
	await text.fill('Pull *tight*.');
	await narrow.page.getByRole('button', { name: 'Preview' }).click();
	await narrow.page.locator('.preview em', { hasText: 'tight' }).waitFor();
	expect(await text.isVisible()).toBe(false);
	expect(await narrow.axe()).toEqual([]);
	expect(await narrow.overflow()).toBe(0);
	await narrow.page.getByRole('button', { name: 'Write' }).click();
	expect(await text.inputValue()).toBe('Pull *tight*.');
});

test('the picture of a badge is seen before it is uploaded, and what became of it after', async () => {
	const course = await site.db.one<{ id: number; by: number }>(
		`SELECT id, created_by AS by FROM courses WHERE slug = 'knots'`,
	);
	const owner = { courseId: course?.id ?? 0 };
	const badge = await someBadge(site.test, { id: course?.by ?? 0 }, owner, 'organiser', 'Seen');
	await ana.open(`${badge.href}/picture`);
	await ana.page.getByLabel('PNG or SVG').setInputFiles({
		...{ name: 'blue.svg', mimeType: 'image/svg+xml' },
		buffer: Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="blue"/></svg>',
		),
	});
	await ana.page.locator('#picture img[src^="data:image/svg"]').waitFor();
	await ana.sees('not yet uploaded');
	await ana.fill({ 'Description of the picture': 'A blue square' });
	await ana.press('Upload into the draft');
	await ana.page.locator('#picture img[src*="draft.svg"]').waitFor();
});

test('text that was not saved comes back, and is forgotten once it is', async () => {
	await ana.open('/courses/knots/tasks/new');
	await ana.fill({ Title: 'Bowline', 'What to do': 'Make a loop.' });
	await ana.sees(/Saved as draft \d/);
	await ana.open('/courses/knots/tasks/new');
	await ana.sees('You are going on with your draft');
	expect(await ana.page.getByLabel('What to do').inputValue()).toBe('Make a loop.');
	await ana.press('Add a task');
	await ana.open('/courses/knots/tasks/new');
	expect(await ana.page.getByLabel('What to do').inputValue()).toBe('');
});

test('a dialog asks before something is deleted, and no means no', async () => {
	await ana.open('/courses/knots/manage');
	await ana.page.locator('summary', { hasText: 'Delete this challenge' }).click();
	await ana.page.getByRole('button', { name: 'Delete this challenge' }).click();
	const dialog = ana.page.getByRole('dialog');
	await dialog.getByText('Delete “Knots”?').waitFor();
	expect(await ana.axe()).toEqual([]);
	await ana.page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
	expect(ana.path).toBe('/courses/knots/manage');
	await ana.open('/courses/knots');
});

test('a button pressed twice sends once', async () => {
	await ana.open('/courses/new');
	await ana.fill({ Title: 'Splices', Summary: 'Join two ropes.' });
	await ana.choose('Challenge');
	await ana.going(() => ana.page.getByRole('button', { name: 'Create draft' }).dblclick());
	await ana.sees('Your draft is ready.');
	const row = await site.db.one(`SELECT count(*)::int AS count FROM courses WHERE title = 'Splices'`);
	expect(row).toEqual({ count: 1 });
});

test('the person menu closes on Escape and gives the focus back', async () => {
	await ana.open('/');
	const summary = ana.page.locator('header .menu summary');
	await summary.click();
	await ana.page.getByRole('link', { name: 'Settings' }).waitFor();
	expect(await ana.axe()).toEqual([]);
	await ana.page.keyboard.press('Escape');
	await ana.page.getByRole('link', { name: 'Settings' }).waitFor({ state: 'hidden' });
	expect(await ana.page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
});

test('what goes wrong unseen is noticed by these tests', async () => {
	await ana.open('/');
	await ana.page.evaluate(`
		document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.invalid/spy.gif' }));
		document.body.setAttribute('style', 'color: red');
		setTimeout(() => { throw new Error('broken script'); });
	`);
	const told: string[] = [];
	const expected = ['img-src', 'style-src', 'asked another site', 'broken script'];
	await site.eventually('a complaint about each', async () => {
		told.push(...site.takeProblems());
		return expected.every((text) => told.some((problem) => problem.includes(text))) || undefined;
	});
});
