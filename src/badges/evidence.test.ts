import { expect, test } from '@jest/globals';
import { sampleAward } from '../credentials/award.sample.js';
import { buildCredential } from '../credentials/open-badge-3.js';
import { schemaProblems } from '../credentials/schema.js';
import { type Evidence, evidenceFacts } from './evidence.js';

const done: Evidence = {
	taskId: 7,
	title: 'Bowline',
	completedAt: '2026-03-01T10:00:00.000Z',
	url: null,
	text: null,
	contentHash: null,
};
const facts = (work: Partial<Evidence>) =>
	evidenceFacts('http://site.example', 'abc', [{ ...done, ...work }]);

test('a task without proof of work is no evidence', () => {
	expect(facts({})).toEqual([]);
});

test('a text is found on the page of the award', () => {
	expect(facts({ text: 'Look' })).toEqual([
		{ url: 'http://site.example/awards/abc#task-7', name: 'Bowline', narrative: 'Look' },
	]);
});

test('a file stays in the course; its name and digest are told', () => {
	expect(facts({ file: 'knot.webp', contentHash: 'ab12' })).toEqual([
		{
			url: 'http://site.example/awards/abc#task-7',
			name: 'Bowline',
			description: 'knot.webp (SHA-256 ab12)',
		},
	]);
});

test('of work in several forms nothing is left out', () => {
	const work = { url: 'https://example.org/a', text: 'Look', file: 'knot.webp', contentHash: 'ab12' };
	expect(facts(work)).toEqual([
		{
			url: 'https://example.org/a',
			name: 'Bowline',
			description: 'knot.webp (SHA-256 ab12)',
			narrative: 'Look',
		},
	]);
});

test('of work that only the organisers see, not even the digest is told', () => {
	expect(facts({ file: null, contentHash: 'ab12' })).toEqual([]);
});

test.each([
	['https://example.org/a%20b', 'https://example.org/a%20b'],
	['https://example.org/100%', 'https://example.org/100%25'],
	['https://exämple.org/ñ?q=é', 'https://xn--exmple-cua.org/%C3%B1?q=%C3%A9'],
	[
		'https://example.org/a|b[c]?d^e{f}`g#h#i|j',
		'https://example.org/a%7Cb%5Bc%5D?d%5Ee%7Bf%7D%60g#h%23i%7Cj',
	],
	['http://user:pw@example.org:8080/?', 'http://example.org:8080/'],
])('the link %s is a URI in the credential', (link, uri) => {
	expect(facts({ url: link })).toEqual([{ url: uri, name: 'Bowline' }]);
});

test.each([
	...['https://a{b}.example/', 'https://a`b.example/x', 'https://a%7Bb.example/', 'https://a"b.example/'],
	...['https://a_b.example/', "https://a!$&'()*+,;=b.example/", 'https://[2001:db8::1]/x', 'http://1.2.3'],
	...[
		'https://a.example/{x}|`"<>^\\',
		'https://a.example/?{x}|`"<>^\\#{x}|`"<>^\\',
		'https://a.example/\ud800',
	],
])('whatever a browser takes for an address, such as %s, the award can be signed', (url) => {
	const evidence = facts({ url });
	expect(schemaProblems(buildCredential({ ...sampleAward, evidence }))).toEqual([]);
	expect(JSON.stringify(evidence)).toContain(new URL(url).host.slice(-3));
});

test('a link to this site is told, so that the evidence is never the badge itself', () => {
	const url = 'http://site.example/ob3/achievements/abc/v/1';
	expect(facts({ url: 'HTTP://SITE.example/ob3/achievements/abc/v/1', text: 'Look' })).toEqual([
		{
			url: 'http://site.example/awards/abc#task-7',
			name: 'Bowline',
			narrative: 'HTTP://SITE.example/ob3/achievements/abc/v/1\n\nLook',
		},
	]);
	expect(facts({ url })[0]?.url).toBe('http://site.example/awards/abc#task-7');
});

test('what is no web address is told, not linked', () => {
	expect(facts({ url: 'ftp://example.org/x' })).toEqual([
		{ url: 'http://site.example/awards/abc#task-7', name: 'Bowline', narrative: 'ftp://example.org/x' },
	]);
});
