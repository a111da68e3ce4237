import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join, linkIn, nameIn, PASSWORD, signIn } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';
import type { Person } from '../../test/support/person.js';

const NEW = 'four other words here';
let site: TestSite;
let count = 0;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

async function someone(): Promise<{ person: Person; username: string; email: string }> {
	const username = `petra${++count}`;
	const email = `${username}@example.org`;
	const person = site.visitor();
	await join(site, person, username, email);
	return { person, username, email };
}

async function askForLink(email: string) {
	const visitor = site.visitor();
	await visitor.visit('/password-reset');
	return visitor.submit('/password-reset', { email });
}

test('Petra resets her password by mail, once, and is signed out everywhere', async () => {
	const { person, username, email } = await someone();
	expect((await askForLink(email.toUpperCase())).text).toContain('a link is on its way');
	const link = await linkIn(site, email, 'password-reset');
	const visitor = site.visitor();
	expect((await visitor.visit(link)).text).toContain(username);
	expect((await visitor.submit(link, { password: 'short' })).status).toBe(422);
	expect((await visitor.submit(link, { password: NEW })).text).toContain('new password is set');
	expect(nameIn(await person.visit('/preferences'))).toBe('');
	expect((await signIn(site.visitor(), username)).status).toBe(422);
	expect(nameIn(await signIn(site.visitor(), username, NEW))).toBe(username);
	const again = await visitor.visit(link);
	expect(again.status).toBe(410);
	expect(again.html.querySelector('.reading a.button')?.getAttribute('href')).toBe('/password-reset');
	expect((await visitor.post(link, { password: NEW })).status).toBe(410);
});

test('an unknown address gets the same answer, and no mail', async () => {
	const { email } = await someone();
	const known = await askForLink(email);
	const unknown = await askForLink('unknown@example.org');
	expect(unknown.text.replaceAll('unknown@example.org', '@')).toBe(known.text.replaceAll(email, '@'));
	await site.drainJobs();
	expect(await site.mailTo('unknown@example.org')).toHaveLength(0);
	const statements = (address: string) => site.statementsOf(() => askForLink(address));
	expect(await statements('unknown@example.org')).toBe(await statements(email));
});

test('of several links only those not overtaken by a new password work, and an old one does not', async () => {
	const { email } = await someone();
	await askForLink(email);
	const first = await linkIn(site, email, 'password-reset');
	await askForLink(email);
	const second = await linkIn(site, email, 'password-reset');
	const visitor = site.visitor();
	const answers = await Promise.all([
		visitor.post(first, { password: NEW }),
		site.visitor().post(first, { password: PASSWORD }),
	]);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
	expect((await visitor.visit(second)).status).toBe(410);
	await askForLink(email);
	const third = await linkIn(site, email, 'password-reset');
	await site.db.query("UPDATE account_tokens SET expires_at = now() - interval '1 second'");
	expect((await visitor.visit(third)).status).toBe(410);
	expect((await visitor.post(third, { password: NEW })).status).toBe(410);
});

test('a link of one purpose opens nothing else', async () => {
	const { email } = await someone();
	await askForLink(email);
	const link = await linkIn(site, email, 'password-reset');
	const token = link.split('/').at(-1);
	const visitor = site.visitor();
	expect((await visitor.visit(`/confirm/${token}`)).status).toBe(410);
	expect((await visitor.visit(`/admin/claim/${token}`)).status).toBe(410);
	expect((await visitor.visit('/password-reset/%00%ff')).status).toBeLessThan(500);
	expect((await visitor.visit(`/password-reset/${'x'.repeat(290)}`)).status).toBe(410);
});

test('an address is mailed five times an hour at most', async () => {
	for (let time = 0; time < 5; time++) await askForLink('busy@example.org');
	expect((await askForLink('Busy@example.org')).status).toBe(429);
});

test('resetting an unconfirmed account confirms its address', async () => {
	const person = site.visitor();
	await person.visit('/register');
	await person.submit('/register', { username: 'quinn', email: 'quinn@example.org', password: PASSWORD });
	await askForLink('quinn@example.org');
	const link = await linkIn(site, 'quinn@example.org', 'password-reset');
	await person.visit(link);
	await person.submit(link, { password: NEW });
	expect((await signIn(person, 'quinn', NEW)).text).not.toContain('One step is left');
});

test('Petra changes her password: here she stays, elsewhere she is signed out', async () => {
	const { person, username } = await someone();
	const elsewhere = site.visitor();
	await signIn(elsewhere, username);
	await person.visit('/settings/password');
	const wrong = await person.submit('/settings/password', { currentPassword: 'not it', password: NEW });
	expect(wrong.status).toBe(422);
	expect(wrong.html.querySelector('#f-currentPassword-error')).not.toBeNull();
	const changed = await person.submit('/settings/password', { currentPassword: PASSWORD, password: NEW });
	expect(changed.text).toContain('password is changed');
	expect(nameIn(changed)).toBe(username);
	expect(nameIn(await elsewhere.visit('/preferences'))).toBe('');
	expect(nameIn(await signIn(elsewhere, username, NEW))).toBe(username);
});

test('a stranger cannot reach the page', async () => {
	expect(
		(await site.visitor().post('/settings/password', { currentPassword: 'x', password: NEW })).status,
	).toBe(401);
});
