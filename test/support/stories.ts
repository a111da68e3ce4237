import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { BrowserSite } from './browser-site.js';

/** Each story is told once by people with JavaScript and once by people without. */
export const scripting: [string, boolean][] = [
	['on', true],
	['off', false],
];

/** A site for the tests of the present block; each test fails after which a browser complained. */
export function browserSite(): BrowserSite {
	const site = new BrowserSite();
	beforeAll(() => site.start());
	afterEach(() => expect(site.takeProblems()).toEqual([]));
	afterAll(() => site.stop());
	return site;
}
