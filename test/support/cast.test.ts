import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from './app.js';
import { cast } from './cast.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

test('the three people are signed in as themselves', async () => {
	const { ana, ben } = await cast(site);
	expect((await ana.visit('/')).text).toContain('Ana');
	expect((await ben.visit('/')).text).not.toContain('Ana');
});
