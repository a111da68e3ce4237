import { expect, test } from '@jest/globals';
import { preferred, wantsPage } from './open-document.js';

const offers = ['application/vc', 'application/json', 'text/plain'] as const;

test.each([
	[undefined, 'application/vc'],
	['', 'application/vc'],
	['*/*', 'application/vc'],
	['application/json', 'application/json'],
	['Application/JSON;Q=0.5, text/plain;q=0.9', 'text/plain'],
	['application/*;q=0.2, text/plain;q=0.1', 'application/vc'],
	['application/vc;q=0, */*', 'application/json'],
	['application/json, text/plain, */*', 'application/vc'],
	['image/png', undefined],
	['application/json;q=nonsense', undefined],
])('Accept: %s', (accept, type) => {
	expect(preferred(accept, offers)).toBe(type);
});

test('browsers want pages, programs do not', () => {
	expect(wantsPage('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe(true);
	for (const accept of [undefined, '*/*', 'application/json, text/plain, */*', 'application/ld+json'])
		expect(wantsPage(accept)).toBe(false);
});
