import { describe, expect, test } from '@jest/globals';
import { zipOf } from '../../src/archives/zip.sample.js';
import { signedIn } from '../support/cast.js';
import { browserSite, scripting } from '../support/stories.js';

const box = zipOf({
	'_data/course.yml': 'title: Knots\ndescription: Two knots\nmodules: [tie]\n',
	'index.md': '---\nlayout: index\n---\n[Begin](/modules/tie/bowline/)\n',
	'modules/tie/_posts/2000-01-01-bowline.md': '---\ntitle: Bowline\n---\nOver, under. [Then](../hitch)\n',
	'modules/tie/_posts/2000-01-02-hitch.md': '---\ntitle: Hitch\n---\nTwice around.\n',
	'css/site.css': 'a {}',
});

describe.each(scripting)('with JavaScript %s', (_, javaScript) => {
	const site = browserSite();

	test('a broken zip is explained, a good one becomes a course, which leaves again as a zip', async () => {
		await signedIn(site.test, 'nora');
		const nora = await site.member('nora', { javaScript });
		const { page } = nora;
		const send = async (buffer: Buffer) => {
			await page
				.getByLabel('Zip of the course')
				.setInputFiles({ name: 'knots.zip', mimeType: 'application/zip', buffer });
			await nora.press('Import');
		};
		/** The page follows the work by itself; without JavaScript there is a link. */
		const isOver = async (text: string) => {
			for (let looks = 0; !javaScript && looks < 50; looks++) {
				if (await page.getByText(text).count()) break;
				const refresh = page.locator('main').getByRole('link', { name: 'Refresh' });
				if (await refresh.count()) await nora.going(() => refresh.click());
			}
			await nora.sees(text);
		};

		await nora.open('/courses/new');
		await nora.follow('Import a course');
		await send(box.subarray(0, -40));
		await isOver('It was not imported.');
		await nora.sees('The end of the zip is missing.');
		await nora.follow('Try another zip');
		await send(box);
		await isOver('It is here, as a draft of yours.');
		await nora.sees('“css/” belongs to the website');
		if (javaScript) expect(await nora.axe()).toEqual([]);

		await nora.follow('Open “Knots”');
		await nora.follow('Begin');
		expect(await page.locator('h1').textContent()).toBe('Bowline');
		await nora.follow('Then');
		expect(await page.locator('h1').textContent()).toBe('Hitch');

		await nora.open('/courses/knots/manage');
		await nora.follow('Export as a zip');
		await nora.press('Export as a zip');
		await isOver('The zip is ready.');
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Download the zip' }).click();
		expect((await download).suggestedFilename()).toBe('knots.zip');
	}, 60_000);
});
