import { beforeAll, describe, expect, test } from '@jest/globals';
import { browserSite, scripting } from '../support/stories.js';
import { signedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import type { Visitor } from '../support/visitor.js';

/** Presses Tab until the focus is where it should be. */
async function tabTo(visitor: Visitor, what: string): Promise<void> {
	const focus = '[document.activeElement].map((at) => at.id || at.name || at.textContent.trim())[0]';
	const passed: string[] = [];
	while (passed.length < 60) {
		await visitor.page.keyboard.press('Tab');
		const now = await visitor.page.evaluate<string>(focus);
		if (now === what) return;
		passed.push(now);
	}
	throw new Error(`Tab never came to ${what}, only to ${passed.join(', ')}.`);
}

describe.each(scripting)('with JavaScript %s', (_, javaScript) => {
	const site = browserSite();
	beforeAll(async () => {
		const ana = await signedIn(site.test, 'ana');
		await publishedCourse(site.test, ana);
		await publishedCourse(site.test, ana, { title: 'Knots and splices', kind: 'study-group' });
		await publishedCourse(site.test, ana, { title: 'Sourdough', summary: 'Bake a loaf.' });
		await site.eventually('three courses in the index', async () => {
			const row = await site.db.one<{ count: number }>('SELECT count(*)::int AS count FROM course_search');
			return row?.count === 3 || undefined;
		});
	});

	test('somebody finds a course with the keyboard alone', async () => {
		const gus = await site.visitor({ javaScript });
		const { keyboard } = gus.page;
		await gus.open('/');
		await keyboard.press('Tab');
		expect(await gus.page.evaluate('document.activeElement.className')).toBe('skip-link');
		await tabTo(gus, 'Learn');
		await gus.going(() => keyboard.press('Enter'));
		await gus.sees('3 courses');

		await keyboard.press('Tab');
		await keyboard.press('Enter');
		await tabTo(gus, 'q');
		await keyboard.type('knots');
		await tabTo(gus, 'f-kind');
		await keyboard.type('Challenge');
		await tabTo(gus, 'f-open');
		await keyboard.press('Space');
		await tabTo(gus, 'Show courses');
		await gus.going(() => keyboard.press('Enter'));
		await gus.sees('1 course for “knots”');
		expect(await gus.page.getByLabel('Kind').inputValue()).toBe('challenge');
		expect(await gus.page.getByLabel('Open to join now').isChecked()).toBe(true);

		await tabTo(gus, 'Knots');
		await gus.going(() => keyboard.press('Enter'));
		expect(gus.path).toBe('/courses/knots');
	});

	test('a search without a result says what to do', async () => {
		const gus = await site.visitor({ javaScript, width: 360 });
		await gus.open('/courses');
		await gus.fill({ Search: 'quantum gravity' });
		await gus.press('Show courses');
		await gus.sees('Nothing found for “quantum gravity”');
		await gus.page.getByRole('link', { name: 'Create a course' }).first().waitFor();
	});
});
