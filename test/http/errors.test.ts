import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countStatements } from '../../src/platform/database/meter.js';
import { TestSite } from '../support/app.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

test('an unknown address is a page that says so', async () => {
	const answer = await site.visitor().visit('/nowhere');
	expect(answer.status).toBe(404);
	expect(answer.html.querySelector('h1')?.text).toBe('Nothing here');
});

test('an address that no text can hold is unknown, too', async () => {
	const answer = await site.visitor().visit('/courses/%00');
	expect(answer.status).toBe(404);
});

test('the wrong method is told apart from an unknown address', async () => {
	const answer = await site.visitor().request('POST', '/');
	expect(answer.status).toBe(405);
	expect(answer.headers['allow']).toContain('GET');
});

test('a stranger gets the home page from the cache, and unchanged the second time', async () => {
	const cleo = site.visitor();
	const first = await cleo.visit('/');
	expect(first.status).toBe(200);
	const again = await cleo.request('GET', '/', undefined, { 'if-none-match': String(first.headers['etag']) });
	expect(again.status).toBe(304);
	expect((await countStatements(() => cleo.visit('/'))).statements).toBe(0);
});
