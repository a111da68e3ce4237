import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../../test/support/app.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

function open(address: string) {
	return site.visitor().request('GET', `/embed?url=${encodeURIComponent(address)}`);
}

test('a player stands in a frame that may ask its own site only, on a page that only we may frame', async () => {
	const { html, headers } = await open('https://youtu.be/abcdefghi_-');
	const frame = html.querySelector('iframe');
	expect(frame?.getAttribute('src')).toBe('https://www.youtube-nocookie.com/embed/abcdefghi_-');
	expect(frame?.getAttribute('sandbox')).not.toMatch(/top-navigation|forms/);
	const policy = String(headers['content-security-policy']);
	expect(policy).toContain("default-src 'none'");
	expect(policy).toContain('frame-src https://www.youtube-nocookie.com;');
	expect(policy).toContain("frame-ancestors 'self'");
	expect(policy).not.toMatch(/script-src|img-src|unsafe/);
	expect(headers['x-frame-options']).toBe('SAMEORIGIN');
});

test.each([
	['https://a.org/talk.webm', 'video'],
	['https://a.org/song.mp3', 'audio'],
	['https://a.org/picture?id=7', 'img'],
])('%s is shown by itself', async (address, tag) => {
	const { html, headers } = await open(address);
	expect(html.querySelector(tag)?.getAttribute('src')).toBe(address);
	expect(html.querySelector('iframe')).toBeNull();
	expect(headers['content-security-policy']).toContain('img-src https:; media-src https:;');
});

test.each([
	'',
	'javascript:alert(1)',
	'data:text/html,x',
	'http://a.org/x.mp4',
	'/files/x',
	'https://ana:b@a.org/x.mp4',
])('%j is nothing to show', async (address) => expect((await open(address)).status).toBe(404));

test('what is hostile in an address stays text', async () => {
	const { body, headers } = await open('https://a.org/"><script>alert(1)</script>.mp4?";script-src *');
	expect(body).not.toContain('<script>');
	expect(headers['content-security-policy']).not.toContain('script-src');
});

test('every other page may be framed by nobody and frames nothing foreign', async () => {
	const { headers } = await site.visitor().request('GET', '/about');
	const policy = String(headers['content-security-policy']);
	expect(policy).toContain("frame-src 'self';");
	expect(policy).toContain("frame-ancestors 'none'");
	expect(headers['x-frame-options']).toBe('DENY');
});
