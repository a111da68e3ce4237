import { beforeAll, expect, test } from '@jest/globals';
import { signedIn, type SignedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import { browserSite, scripting } from '../support/stories.js';
import { addTasks } from '../support/tasks.js';

const site = browserSite();
let organiser: SignedIn;
beforeAll(async () => {
	organiser = await signedIn(site.test, 'ana');
	await signedIn(site.test, 'ben');
});

test.each(scripting)(
	'Ben applies, Ana asks back, he answers and is let in, and mails tell each: JavaScript %s',
	async (mode, javaScript) => {
		const title = `Ropes ${mode}`;
		const course = await publishedCourse(site.test, organiser, { title, kind: 'study-group' });
		await addTasks(site.test, organiser, course, ['Bowline']);
		const ana = await site.member('ana', { javaScript });
		const ben = await site.member('ben', { javaScript, width: 360 });
		const looksRight = async (visitor: typeof ana) => {
			if (javaScript) expect(await visitor.axe()).toEqual([]);
		};

		await ana.open(`${course.href}/questions`);
		await ana.fill({ 'Question 1': 'Which rope do you have?', 'Question 2': '', 'Question 3': '' });
		await ana.press('Save questions');
		await ana.sees('The questions are saved.');

		await ben.open(course.href);
		await ben.sees('Open to apply, start date to come');
		await ben.press('Apply to join this study group');
		await ben.insist('Send application');
		await ben.sees('Something needs another look');
		await ben.fill({ 'Which rope do you have\\?': 'A *hemp* one.' });
		await looksRight(ben);
		expect(await ben.page.getByLabel('Share my e-mail address with the organisers').isChecked()).toBe(false);
		await ben.press('Send application');
		await ben.sees('The organisers have not decided yet.');
		expect(await ben.overflow()).toBe(0);

		await ana.open(
			await site.linkMailedTo('ana@example.org', new RegExp(`Ben would like to join ${title}`), course.href),
		);
		await ana.page.locator('em', { hasText: 'hemp' }).waitFor();
		await looksRight(ana);
		await ana.fill({ 'Your message': 'How long is it?' });
		await ana.press('Send message');

		const asked = new RegExp(`Ana wrote about your application to ${title}`);
		await ben.open(await site.linkMailedTo('ben@example.org', asked, course.href));
		await ben.sees('How long is it?');
		await ben.fill({ 'Your message': 'Two metres.' });
		await ben.press('Send message');
		await looksRight(ben);

		const answered = new RegExp(`Ben wrote about their application to ${title}`);
		await ana.open(await site.linkMailedTo('ana@example.org', answered, course.href));
		await ana.sees('Two metres.');
		await ana.fill({ 'A few words to the applicant': 'That is long enough.' });
		await ana.press('Accept');
		await ana.sees('Ben is in.');

		const { text } = await site.mail('ben@example.org', new RegExp(`You are in: ${title}`));
		expect(text).toContain('That is long enough.');
		await ben.open(course.href);
		await ben.follow('Bowline');
		await ben.page.getByRole('heading', { name: 'Bowline' }).waitFor();
	},
);
