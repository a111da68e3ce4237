import { beforeAll, describe, expect, test } from '@jest/globals';
import { browserSite, scripting } from '../support/stories.js';
import { signedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import type { Visitor } from '../support/visitor.js';

describe.each(scripting)('with JavaScript %s', (_, javaScript) => {
	const site = browserSite();
	let ana: Visitor;
	let ben: Visitor;
	beforeAll(async () => {
		await publishedCourse(site.test, await signedIn(site.test, 'ana'));
		await signedIn(site.test, 'ben');
		ana = await site.member('ana', { javaScript });
		ben = await site.member('ben', { javaScript, width: 390 });
		await ben.open('/courses/knots');
		await ben.press('Join this challenge');
	});

	test('a comment is written, noticed, answered, edited and hidden', async () => {
		await ben.open('/courses/knots/discussion');
		await ben.fill({ 'Write a comment': 'Which rope do **you** take?' });
		await ben.press('Post comment');
		await ben.page.locator('strong', { hasText: 'you' }).waitFor();

		await site.mail('ana@example.org', /Ben wrote in/);
		await ana.open('/notifications');
		await ana.follow(/Ben wrote in/);
		await ana.page.getByText('Reply', { exact: true }).first().click();
		await ana.page.getByLabel('Your reply').fill('Cotton, 6 mm.');
		await ana.press(/^Reply$/);
		await ana.sees('Cotton, 6 mm.');

		await site.mail('ben@example.org', /Ana replied/);
		await ben.open('/notifications');
		await ben.press('Mark all as read');
		await ben.sees('All is marked as read.');
		expect(await ben.page.locator('[data-unread]').count()).toBe(0);
		await ben.follow(/Ana replied/);
		await ben.sees('Cotton, 6 mm.');
		await ben.follow(/^Edit$/);
		await ben.fill({ 'Your comment': 'Which rope do you take?' });
		await ben.press('Save comment');
		await ben.sees('edited');

		await ana.open('/courses/knots/discussion');
		await ana.follow(/^Hide$/);
		await ana.fill({ Reason: 'Asked and answered.' });
		await ana.press('Hide comment');
		const cleo = await site.visitor({ javaScript });
		await cleo.open('/courses/knots/discussion');
		await cleo.sees('Hidden by an organiser');
		expect(await cleo.page.getByText('Which rope').count()).toBe(0);
		await ana.press('Show again');
		await cleo.open('/courses/knots/discussion');
		await cleo.sees('Which rope');
	});

	test('mails stop by the link in a mail, without signing in', async () => {
		const link = await site.linkMailedTo('ana@example.org', /Ben joined/, '/unsubscribe/');
		const reader = await site.visitor({ javaScript, width: 360 });
		await reader.open(link);
		await reader.press('Stop these mails');
		await reader.sees('Done: we will not mail you');
		await ana.open('/settings/mail');
		expect(await ana.page.getByLabel('People joining what you organise').isChecked()).toBe(false);
		await reader.press('Undo');
		await reader.sees('again');
	});
});
