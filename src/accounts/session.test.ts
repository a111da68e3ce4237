import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { effortOf } from '../../test/support/effort.js';
import { join, nameIn, PASSWORD, signIn } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start({ TRUSTED_PROXIES: '1' });
	await join(site, site.visitor(), 'Nora', 'Nora@example.org');
});
// Nora signs in more often here than anybody may in a quarter of an hour.
beforeEach(() => site.db.query('DELETE FROM throttles'));
afterAll(() => site.close());

test.each(['Nora', 'nora', 'Nora@example.org', 'nora@EXAMPLE.org'])(
	'Nora signs in as %s and out again',
	async (login) => {
		const nora = site.visitor();
		expect(nameIn(await signIn(nora, login))).toBe('Nora');
		expect((await nora.visit('/settings')).status).toBe(200);
		const answer = await nora.submit('/sign-out');
		expect(answer.text).toContain('You are signed out');
		expect(nameIn(answer)).toBe('');
		expect((await nora.visit('/settings')).html.querySelector('h1')?.text).toBe('Welcome back');
	},
);

test('a wrong password and an unknown name get the same answer, and it does not hold the password', async () => {
	const wrong = await signIn(site.visitor(), 'nora', 'not her password');
	const unknown = await signIn(site.visitor(), 'nobody', 'not her password');
	expect(wrong.status).toBe(422);
	expect(wrong.text).toContain('do not match');
	expect(unknown.text).toBe(wrong.text);
	expect(wrong.html.querySelector('[name="login"]')?.getAttribute('value')).toBe('nora');
	expect(wrong.body).not.toContain('not her password');
});

test('an unknown name takes as much work as a wrong password', async () => {
	const effort = async (login: string) => {
		const all = [];
		for (let round = 0; round < 5; round++) {
			const visitor = site.visitor();
			await visitor.token();
			all.push(await effortOf(() => visitor.post('/sign-in', { login, password: 'wrong wrong' })));
		}
		return Math.min(...all);
	};
	// Without the work of a hash it would be a tenth.
	expect(await effort('nobody-at-all')).toBeGreaterThan((await effort('nora')) / 2);
});

test('after ten attempts on one account from one place it must wait, the right password included', async () => {
	await join(site, site.visitor(), 'olga', 'olga@example.org');
	for (let attempt = 0; attempt < 10; attempt++)
		expect((await signIn(site.visitor(), 'olga', `wrong ${attempt}`)).status).toBe(422);
	const answer = await signIn(site.visitor(), 'OLGA');
	expect(answer.status).toBe(429);
	expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
	expect(answer.body).not.toContain(PASSWORD);
});

test('attempts from all addresses of one network count as one, however the name is written', async () => {
	await site.db.query('DELETE FROM throttles');
	for (const [number, login] of ['nora', 'ＮＯＲＡ', 'Nora'].entries()) {
		const visitor = site.visitor();
		const fields = { _csrf: await visitor.token(), login, password: 'wrong' };
		const answer = await visitor.request('POST', '/sign-in', new URLSearchParams(fields).toString(), {
			'content-type': 'application/x-www-form-urlencoded',
			'x-forwarded-for': `2001:db8:1:2:${number}::${number}`,
		});
		expect(answer.status).toBe(422);
	}
	const counted = await site.db.query('SELECT DISTINCT key FROM throttles ORDER BY key');
	expect(counted).toEqual([
		{ key: 'sign-in-address:2001:db8:1:2::/64' },
		{ key: 'sign-in:nora 2001:db8:1:2::/64' },
	]);
});

test('signing in goes on to the page that was wanted', async () => {
	const nora = site.visitor();
	await nora.visit('/settings/password');
	expect((await nora.submit('/sign-in', { login: 'nora', password: PASSWORD })).text).toContain(
		'Change your password',
	);
});

test.each([
	'https://evil.example',
	'//evil.example',
	'/\\evil.example',
	'/\t/evil.example',
	'javascript:alert(1)',
])('and never to another site: %s', async (next) => {
	const nora = site.visitor();
	const answer = await nora.post('/sign-in', { login: 'nora', password: PASSWORD, next });
	expect(answer.status).toBe(303);
	expect(answer.location).toBe('/');
	const back = await nora.request('GET', `/sign-in?next=${encodeURIComponent(next)}`);
	expect(back.location).toBe('/');
});

test('signing in makes a new session and ends the former one', async () => {
	const nora = site.visitor();
	await signIn(nora, 'nora');
	const sessions = () =>
		site.db.query<{ token_hash: string }>(
			'SELECT token_hash FROM sessions ORDER BY created_at DESC, token_hash LIMIT 100',
		);
	const before = await sessions();
	await nora.post('/sign-in', { login: 'nora', password: PASSWORD });
	const after = await sessions();
	expect(after).toHaveLength(before.length);
	expect(after).not.toEqual(before);
});

test('a made-up or stolen-and-changed cookie is a stranger’s', async () => {
	const answer = await site
		.visitor()
		.request('GET', '/settings', undefined, { cookie: 'kl_session=abc.def' });
	expect(answer.status).toBe(303);
	expect(answer.location).toBe('/sign-in?next=%2Fsettings');
});

test('a form without its token, or from another site, changes nothing', async () => {
	const nora = site.visitor();
	await signIn(nora, 'nora');
	const type = { 'content-type': 'application/x-www-form-urlencoded' };
	const bare = await nora.request('POST', '/sign-out', '', type);
	expect(bare.status).toBe(403);
	const token = await nora.token();
	const foreign = await nora.request('POST', '/sign-out', `_csrf=${token}`, {
		...type,
		origin: 'https://evil.example',
	});
	expect(foreign.status).toBe(403);
	const others = await nora.request('POST', '/sign-out', `_csrf=${await site.visitor().token()}`, type);
	expect(others.status).toBe(403);
	expect(nameIn(await nora.visit('/settings'))).toBe('Nora');
});

test('the wrong method is told apart from an unknown address', async () => {
	const nora = site.visitor();
	expect((await nora.post('/sign-in?_method=DELETE')).status).toBe(405);
	expect((await nora.request('GET', '/sign-out')).status).toBe(405);
});

test.each([
	['nothing', {}],
	['an empty password', { login: 'nora', password: '' }],
	['an endless name', { login: 'x'.repeat(5_000), password: 'x' }],
	['an endless password', { login: 'nora', password: 'x'.repeat(5_000) }],
	['a list', { login: ['nora', 'nora'], password: 'x' }],
	['a field we do not know', { login: 'nora', password: 'x', remember: 'me' }],
])('%s is a refused form', async (_what, fields: Record<string, string | string[]>) => {
	expect((await site.visitor().post('/sign-in', fields)).status).toBe(422);
});

test('a member has no use for the sign-in and register pages', async () => {
	const nora = site.visitor();
	await signIn(nora, 'nora');
	expect((await nora.request('GET', '/sign-in?next=/preferences')).location).toBe('/preferences');
	expect((await nora.request('GET', '/register')).location).toBe('/');
});

test.each([
	['/people/سلمى?x=ñ', '/people/%D8%B3%D9%84%D9%85%D9%89?x=%C3%B1'],
	['/a\u0001b', '/a%01b'],
])('a page in any script is gone on to: %j', async (next, location) => {
	const answer = await site.visitor().post('/sign-in', { login: 'nora', password: PASSWORD, next });
	expect([answer.status, answer.location]).toEqual([303, location]);
});

test.each([
	['constructor', 422],
	['__proto__', 400],
])('a field called %s changes nothing of what a form is', async (name, status) => {
	const odd = Object.fromEntries([
		[name, 'Object'],
		['login', 'nora'],
		['password', 'wrong'],
	]);
	expect((await site.visitor().post('/sign-in', odd)).status).toBe(status);
});
