import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkIn, nameIn, PASSWORD, signIn } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';
import type { Person } from '../../test/support/person.js';

let site: TestSite;
let count = 0;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

/** A name of its own for each story. */
function somebody(name = 'dora'): { username: string; email: string; password: string } {
	const username = `${name}${++count}`;
	return { username, email: `${username}@example.org`, password: PASSWORD };
}

async function register(visitor: Person, fields: Record<string, string>) {
	await visitor.visit('/register');
	return visitor.submit('/register', fields);
}

test('Dora registers, looks around unconfirmed, and is confirmed by the mailed link once', async () => {
	const dora = site.visitor();
	const wish = somebody();
	const welcome = await register(dora, { ...wish, displayName: 'Дора 🌻' });
	expect(welcome.status).toBe(200);
	expect(welcome.text).toContain(wish.email);
	expect(welcome.text).toContain('One step is left');
	const link = await linkIn(site, wish.email, 'confirm');

	await dora.visit(link);
	const [before] = await site.db.query(
		'SELECT 1 FROM users WHERE username = $1 AND confirmed_at IS NOT NULL',
		[wish.username],
	);
	expect(before).toBeUndefined();

	const confirmed = await dora.submit(link);
	expect(confirmed.text).toContain('Your address is confirmed');
	expect(confirmed.text).not.toContain('One step is left');
	const events = await site.db.query(
		`SELECT 1 FROM events e JOIN users u ON u.id = e.actor_id
		WHERE e.name = 'person.confirmed' AND u.username = $1`,
		[wish.username],
	);
	expect(events).toHaveLength(1);

	expect((await dora.visit(link)).text).toContain('Your address is confirmed');
	const stranger = site.visitor();
	const again = await stranger.visit(link);
	expect(again.status).toBe(410);
	expect(again.html.querySelector('.reading a.button')?.getAttribute('href')).toBe('/sign-in');
	expect((await stranger.post(link)).status).toBe(410);
});

test('the password is kept as argon2id', async () => {
	const wish = somebody();
	await register(site.visitor(), wish);
	const user = await site.db.one<{ hash: string }>(
		'SELECT password_hash AS hash FROM users WHERE username = $1',
		[wish.username],
	);
	expect(user?.hash).toMatch(/^\$argon2id\$/);
});

test('registering with a known address looks the same, and tells its owner by mail', async () => {
	const known = somebody('eva');
	const eva = site.visitor();
	await register(eva, known);
	const link = await linkIn(site, known.email, 'confirm');
	await eva.visit(link);
	await eva.submit(link);

	const fresh = somebody('fay');
	const answer = await register(site.visitor(), fresh);
	const mallory = { ...somebody('mallory'), email: known.email.toUpperCase() };
	const nosy = site.visitor();
	const same = await register(nosy, mallory);
	const shown = (text: string, wish: typeof fresh) =>
		text
			.replaceAll(wish.email, '@')
			.replaceAll(wish.username, 'name')
			.replace(/\b[A-Z]\d?\b/g, '');
	expect(shown(same.text, mallory)).toBe(shown(answer.text, fresh));

	const mail = (await site.mailTo(known.email)).at(-1);
	expect(mail?.subject).toContain('already have an account');
	expect(mail?.text).toContain(known.username);
	expect(mail?.text).not.toContain(mallory.username);

	const back = await signIn(site.visitor(), known.email);
	expect(back.html.querySelector('.menu a')?.getAttribute('href')).toBe(`/people/${known.username}`);
});

test('the owner of an address may register after somebody else claimed it; the address goes to whoever confirms', async () => {
	const claim = somebody('claimer');
	await register(site.visitor(), claim);
	const early = await linkIn(site, claim.email, 'confirm');
	const owner = { ...somebody('owner'), email: claim.email };
	await register(site.visitor(), owner);
	const visitor = site.visitor();
	const link = await linkIn(site, claim.email, 'confirm');
	await visitor.visit(link);
	expect((await visitor.submit(link, { password: PASSWORD })).text).toContain('Your address is confirmed');
	expect(nameIn(await visitor.visit('/settings'))).toBe(owner.username);
	await visitor.visit(early);
	expect((await visitor.submit(early, { password: PASSWORD })).text).toContain(
		'already belongs to another account',
	);
});

test('a click confirms no account that somebody else made: it takes the password, or the account goes', async () => {
	const claim = { ...somebody('mallory'), password: 'known to mallory only' };
	const mallory = site.visitor();
	await register(mallory, claim);
	const victim = site.visitor();
	const page = await victim.visit(await linkIn(site, claim.email, 'confirm'));
	expect(page.text).toContain(`@${claim.username}`);
	const link = page.html.querySelector('form.form')?.getAttribute('action') ?? '';
	for (const password of ['', PASSWORD]) {
		const refused = await victim.submit(link, { password });
		expect(refused.status).toBe(422);
		expect(refused.text).toContain('This is not the password of this account.');
	}
	expect((await victim.post(link)).status).toBe(422);
	const isConfirmed = `SELECT confirmed_at IS NOT NULL AS "is" FROM users WHERE username = $1`;
	expect(await site.db.query(isConfirmed, [claim.username])).toEqual([{ is: false }]);
	const removed = await victim.submit(`${link}/refusal`);
	expect(removed.text).toContain('The account is removed.');
	expect(await site.db.query(isConfirmed, [claim.username])).toEqual([]);
	expect(nameIn(await mallory.visit('/'))).toBe('');
	expect((await victim.visit(link)).status).toBe(410);
	expect((await victim.post(`${link}/refusal`)).status).toBe(410);
});

test('the password of a claim cannot be tried out on its link', async () => {
	const wish = somebody('nils');
	await register(site.visitor(), wish);
	const link = await linkIn(site, wish.email, 'confirm');
	const other = site.visitor();
	for (let attempt = 0; attempt < 10; attempt++)
		expect((await other.post(link, { password: `wrong ${attempt}` })).status).toBe(422);
	expect((await other.post(link, { password: PASSWORD })).status).toBe(429);
});

test('what goes wrong on our side is logged without the secret in the address', async () => {
	const lines: string[] = [];
	const quiet = () => undefined;
	const keep = (...words: unknown[]) => lines.push(words.join(' '));
	site.app.useLogger({ log: quiet, warn: quiet, error: keep });
	try {
		await site.db.query('ALTER TABLE account_tokens RENAME TO mislaid');
		expect((await site.visitor().visit('/confirm/the-secret?next=/the-other-secret')).status).toBe(500);
	} finally {
		await site.db.query('ALTER TABLE mislaid RENAME TO account_tokens');
		site.app.useLogger(['error', 'fatal']);
	}
	expect(lines.join()).toContain('GET /confirm/:token');
	expect(lines.join()).not.toMatch(/secret/);
});

test('nobody can bury an address under our mails, known or not', async () => {
	const { email } = somebody('victim');
	const statuses: number[] = [];
	for (let n = 0; n <= 10; n++) {
		const address = n % 2 === 0 ? email : email.toUpperCase();
		statuses.push((await register(site.visitor(), { ...somebody('bomber'), email: address })).status);
	}
	expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
});

test('of two who register one username at the same moment, one gets it', async () => {
	const { username } = somebody('gil');
	const visitors = [site.visitor(), site.visitor()];
	const answers = await Promise.all(
		visitors.map((visitor, index) =>
			visitor.post('/register', {
				username: index === 0 ? username : username.toUpperCase(),
				email: `${username}.${index}@example.org`,
				password: PASSWORD,
				displayName: '',
			}),
		),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
	expect(answers.find(({ status }) => status === 422)?.text).toContain('Somebody has this username already');
});

test('a form sent twice makes one account and one mail, and both answers let the person in', async () => {
	const hal = site.visitor();
	const wish = { ...somebody('hal'), displayName: '' };
	await hal.visit('/register');
	const [first, second] = await Promise.all([hal.post('/register', wish), hal.post('/register', wish)]);
	expect([first.status, second.status]).toEqual([303, 303]);
	expect(await site.mailTo(wish.email)).toHaveLength(1);
});

test.each([
	['no name', { username: '' }, 'username'],
	['a name too short', { username: 'x' }, 'username'],
	['a name too long', { username: 'x'.repeat(31) }, 'username'],
	['a path in the name', { username: '../admin' }, 'username'],
	['markup in the name', { username: '<b>ana</b>' }, 'username'],
	['a name of the site', { username: 'Admin' }, 'username'],
	['a full-width name of the site', { username: 'ａｄｍｉｎ' }, 'username'],
	['an address without a host', { email: 'ana@' }, 'email'],
	['a second recipient', { email: 'ana@example.org,eve@example.org' }, 'email'],
	['a header in the address', { email: 'ana@example.org\r\nBcc: eve@example.org' }, 'email'],
	['a name before the address', { email: '"Ana" <ana@example.org>' }, 'email'],
	['an address too long', { email: `${'a'.repeat(300)}@example.org` }, 'email'],
	['a short password', { password: 'seven77' }, 'password'],
	['an endless password', { password: 'x'.repeat(201) }, 'password'],
	['a name that turns the text around', { displayName: 'Ana\u202egnp.exe' }, 'displayName'],
	['an invisible name', { displayName: '\u200b\u200b' }, 'displayName'],
	['a name of two lines', { displayName: 'Ana\nBcc' }, 'displayName'],
	['a field we do not know', { isAdmin: 'true' }, 'form'],
])('refuses %s and keeps what was typed', async (_what, wrong, field) => {
	const wish = { ...somebody(), displayName: 'Ida', ...wrong };
	const answer = await site.visitor().post('/register', wish);
	expect(answer.status).toBe(422);
	expect(answer.html.querySelector(`.error-summary a[href="#f-${field}"]`)).not.toBeNull();
	if (field !== 'displayName')
		expect(answer.html.querySelector('[name="displayName"]')?.getAttribute('value')).toBe('Ida');
	expect(answer.body).not.toContain(PASSWORD);
});

test.each([
	['Arabic', 'سلمى', 'سلمى حداد'],
	['Hindi', 'प्रिया', 'प्रिया'],
	['Spanish', 'Íñigo', 'Íñigo Ñandú'],
	['emoji', 'jo', '🦊'],
])('takes names in any script: %s', async (_script, name, displayName) => {
	const visitor = site.visitor();
	const wish = somebody(name);
	const answer = await register(visitor, { ...wish, email: `script${count}@example.org`, displayName });
	expect(answer.status).toBe(200);
	expect(answer.html.querySelector('.menu-title')?.text).toBe(displayName);
	const twin = await site.visitor().post('/register', {
		...wish,
		username: wish.username.toUpperCase(),
		email: `twin${count}@example.org`,
		displayName: '',
	});
	expect(twin.status).toBe(422);
});

test('NUL bytes are dropped, not stored', async () => {
	const wish = somebody('kim');
	const answer = await site.visitor().post('/register', { ...wish, displayName: 'K\0im' });
	expect(answer.status).toBe(303);
	const user = await site.db.one('SELECT display_name FROM users WHERE username = $1', [wish.username]);
	expect(user).toEqual({ display_name: 'Kim' });
});

test('an expired link says so and helps on; the member gets a new one', async () => {
	const lea = site.visitor();
	const wish = somebody('lea');
	await register(lea, wish);
	const old = await linkIn(site, wish.email, 'confirm');
	await site.db.query("UPDATE account_tokens SET expires_at = now() - interval '1 second'");
	expect((await lea.visit(old)).status).toBe(410);
	expect((await lea.post(old)).status).toBe(410);
	await lea.visit('/preferences');
	expect((await lea.submit('/confirmation')).text).toContain('on its way');
	const link = await linkIn(site, wish.email, 'confirm');
	expect(link).not.toBe(old);
	await lea.visit(link);
	expect((await lea.submit(link)).text).toContain('Your address is confirmed');
	await lea.post('/confirmation');
	expect(await site.mailTo(wish.email)).toHaveLength(2);
});

test('the mails are in the language of the page', async () => {
	const marta = site.visitor();
	await marta.visit('/preferences');
	await marta.submit('/preferences', { locale: 'es', theme: 'dark' });
	const wish = somebody('marta');
	expect((await register(marta, wish)).html.querySelector('html')?.getAttribute('lang')).toBe('es');
	expect((await site.mailTo(wish.email))[0]?.subject).toContain('Confirma');
});

test('after registering one goes on to where one wanted to go', async () => {
	const visitor = site.visitor();
	await visitor.visit('/settings/password');
	expect(visitor.page?.html.querySelector('h1')?.text).toBe('Welcome back');
	const href = visitor.page?.html.querySelector('form.form a[href^="/register"]')?.getAttribute('href') ?? '';
	await visitor.visit(href.replaceAll('&#x3D;', '='));
	const answer = await visitor.submit('/register', somebody('nina'));
	expect(answer.text).toContain('Change your password');
});
