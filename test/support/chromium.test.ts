import { expect, test } from '@jest/globals';
import { launchBrowser } from './chromium.js';

test('the browser renders a page', async () => {
	const browser = await launchBrowser();
	const page = await browser.newPage();
	await page.setContent('<title>Kunlerni</title><h1>Saluton</h1>');
	expect(await page.locator('h1').textContent()).toBe('Saluton');
	await browser.close();
});
