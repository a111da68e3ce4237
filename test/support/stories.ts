import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { BrowserSite } from './browser-site.js';

/** Each story is told once by people with JavaScript and once by people without. */
export const scripting: [string, boolean][] = [
	['on', true],
	['off', false],
];

/** A site for the tests of the present block; each test fails after which a browser complained. */
export function browserSite(): BrowserSite {
	// A story is many pages long, and the machine may be busy.
	jest.setTimeout(120_000);
	const site = new BrowserSite();
	beforeAll(() => site.start());
	afterEach(() => expect(site.takeProblems()).toEqual([]));
	afterAll(() => site.stop());
	return site;
}
