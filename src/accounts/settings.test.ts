import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { type SignedIn, signedIn } from '../../test/support/cast.js';
import type { Person } from '../../test/support/person.js';
import { PeopleQueries } from './people.queries.js';

let site: TestSite;
let rosa: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	rosa = await signedIn(site, 'rosa');
});
afterAll(() => site.close());

const profile = () => site.app.get(PeopleQueries).profileOf(rosa.id);

async function upload(person: Person, bytes: Buffer | null) {
	const form = new FormData();
	if (bytes) form.set('avatar', new Blob([new Uint8Array(bytes)]), 'me.png');
	else form.set('note', 'no file');
	const request = new Request('http://localhost', { method: 'POST', body: form });
	return person.request(
		'POST',
		`/settings/avatar?_csrf=${await person.token()}`,
		Buffer.from(await request.arrayBuffer()),
		{ 'content-type': request.headers.get('content-type') ?? '' },
	);
}

test('Rosa edits her profile and sees it again in the form', async () => {
	await rosa.visit('/settings');
	const rows = Array.from({ length: 8 }, () => '');
	const answer = await rosa.submit('/settings', {
		displayName: 'Rosa <b> Luna 🌙',
		bio: 'I *knit*.\n<script>alert(1)</script>',
		linkLabel: ['Portfolio', '', '', 'Site', ...rows.slice(4)],
		linkUrl: ['https://rosa.example/a?b=c&d', '', 'http://plain.example', 'rosa.example', ...rows.slice(4)],
		locale: 'es',
		timeZone: 'America/Santiago',
	});
	expect(answer.text).toContain('Tu perfil está guardado');
	expect(answer.html.querySelector('[name="displayName"]')?.getAttribute('value')).toBe('Rosa <b> Luna 🌙');
	const saved = await profile();
	expect(saved?.bioHtml).toContain('<em>knit</em>');
	expect(saved?.bioHtml).not.toContain('<script');
	expect(saved?.links).toEqual([
		{ label: 'Portfolio', url: 'https://rosa.example/a?b=c&d' },
		{ label: 'plain.example', url: 'http://plain.example/' },
		{ label: 'Site', url: 'https://rosa.example/' },
	]);
	expect(answer.html.querySelector('option[selected][value="America/Santiago"]')).not.toBeNull();
	await rosa.submit('/settings', { displayName: '', bio: '', linkLabel: rows, linkUrl: rows, locale: 'en' });
	expect(await profile()).toMatchObject({ displayName: 'rosa', bioHtml: '', links: [] });
});

test.each([
	['a script as link', { linkUrl: 'javascript:alert(1)' }],
	['a file as link', { linkUrl: 'file:///etc/passwd' }],
	['a link with a password', { linkUrl: 'https://me:secret@rosa.example' }],
	['a name without its link', { linkLabel: 'Portfolio' }],
	['nine links', { linkUrl: Array.from({ length: 9 }, () => 'https://rosa.example') }],
	['an endless link', { linkUrl: `https://rosa.example/${'x'.repeat(600)}` }],
	['an endless bio', { bio: 'x'.repeat(5_001) }],
	['an endless name', { displayName: 'x'.repeat(61) }],
	['an unknown language', { locale: 'tlh' }],
	['an unknown time zone', { timeZone: 'Moon/Tranquility' }],
	['an injected time zone', { timeZone: "UTC'; DROP TABLE users" }],
	['a field we do not know', { adminSince: 'now' }],
])(
	'refuses %s, keeping what was typed and what was stored',
	async (_what, wrong: Record<string, string | string[]>) => {
		const before = await profile();
		const answer = await rosa.post('/settings', {
			displayName: 'Other',
			bio: 'typed with care',
			locale: 'en',
			timeZone: 'UTC',
			...wrong,
		});
		expect(answer.status).toBe(422);
		if (!('bio' in wrong)) expect(answer.html.querySelector('#f-bio')?.text).toBe('typed with care');
		for (const link of answer.html.querySelectorAll('.error-summary a')) {
			const id = link.getAttribute('href')?.slice(1);
			expect(id === 'f-form' || answer.html.querySelector(`[id="${id}"]`) !== null).toBe(true);
		}
		expect(await profile()).toEqual(before);
	},
);

test('Rosa uploads a picture, which is made small, and removes it', async () => {
	const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#c33' } })
		.png({ compressionLevel: 0 })
		.toBuffer();
	expect(photo.length).toBeGreaterThan(1_000_000);
	expect((await upload(rosa, photo)).status).toBe(303);
	const page = await rosa.visit('/settings');
	const src = page.html.querySelector('main img.avatar')?.getAttribute('src') ?? '';
	const image = await site.app.inject({ url: src });
	const { width, height } = await sharp(image.rawPayload).metadata();
	expect({ width, height }).toEqual({ width: 256, height: 171 });
	await rosa.submit('/settings/avatar?_method=DELETE');
	expect(rosa.page?.html.querySelector('main img.avatar')).toBeNull();
});

test.each([
	['nothing', null, 'Choose a picture first'],
	['a text', Buffer.from('not a picture'), 'cannot read this as a picture'],
	[
		'a drawing with script',
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
		'cannot read',
	],
	['too much', Buffer.alloc(6_000_000), 'too large'],
])('%s is no picture', async (_what, bytes, message) => {
	const answer = await upload(rosa, bytes);
	expect(answer.status).toBe(422);
	expect(answer.html.querySelector('#f-avatar-error')?.text).toContain(message);
});

test('a stranger is asked to sign in', async () => {
	const stranger = site.visitor();
	expect((await stranger.visit('/settings')).html.querySelector('h1')?.text).toBe('Welcome back');
	expect((await stranger.post('/settings', {})).status).toBe(401);
	expect((await stranger.post('/settings/avatar?_method=DELETE')).status).toBe(401);
});

test('the page costs the same with links as without', async () => {
	const bare = await signedIn(site, 'sara');
	await rosa.post('/settings', {
		displayName: 'Rosa',
		bio: 'b',
		linkLabel: Array.from({ length: 8 }, () => 'x'),
		linkUrl: Array.from({ length: 8 }, () => 'https://rosa.example'),
		locale: 'en',
		timeZone: 'UTC',
	});
	for (const person of [bare, rosa]) expect(await site.statementsOf(() => person.visit('/settings'))).toBe(4);
});

test('a stranger chooses language and colours, which last', async () => {
	const stranger = site.visitor();
	await stranger.visit('/preferences');
	const answer = await stranger.submit('/preferences', { locale: 'es', theme: 'dark' });
	expect(answer.text).toContain('Guardado');
	const html = (await stranger.visit('/')).html.querySelector('html');
	expect([html?.getAttribute('lang'), html?.getAttribute('data-theme')]).toEqual(['es', 'dark']);
	expect((await stranger.post('/preferences', { locale: 'xx', theme: 'dark' })).status).toBe(422);
	expect((await stranger.post('/preferences', { locale: 'en', theme: '"><script>' })).status).toBe(422);
});

test('a member’s language is kept with the account', async () => {
	const tea = await signedIn(site, 'tea');
	await tea.visit('/preferences');
	await tea.submit('/preferences', { locale: 'es', theme: 'auto' });
	expect(await site.db.one('SELECT locale FROM users WHERE id = $1', [tea.id])).toEqual({ locale: 'es' });
});
