import { describe, expect, test } from '@jest/globals';
import { browserSite, scripting } from '../support/stories.js';

describe.each(scripting)('with JavaScript %s', (_, javaScript) => {
	const site = browserSite();

	test('somebody registers, confirms the address, forgets the password and gets back in', async () => {
		const dora = await site.visitor({ javaScript });
		await dora.open('/register');
		await dora.fill({ Username: 'dora', 'E-mail': 'dora@example.org', Password: 'short' });
		await dora.press('Create account');
		await dora.sees('Use at least 8 characters.');
		if (javaScript) expect(await dora.axe()).toEqual([]);
		expect(await dora.page.getByLabel('Username').inputValue()).toBe('dora');
		await dora.fill({ Password: 'quiet river stones' });
		await dora.press('Create account');
		await dora.sees('Your account is ready.');

		await dora.open(await site.linkMailedTo('dora@example.org', /Confirm/, '/confirm/'));
		await dora.press('Yes, confirm it');
		await dora.sees('Your address is confirmed.');
		await dora.signOut();

		await dora.open('/sign-in');
		await dora.fill({ 'Username or e-mail': 'dora', Password: 'loud river stones' });
		await dora.press('Sign in');
		await dora.sees('do not match');
		expect(await dora.page.getByLabel('Username or e-mail').inputValue()).toBe('dora');

		await dora.follow('Forgot your password?');
		await dora.fill({ 'E-mail': 'dora@example.org' });
		await dora.press('Send me the link');
		await dora.sees('a link is on its way');
		const link = await site.linkMailedTo('dora@example.org', /new password/, '/password-reset/');
		await dora.open(link);
		await dora.fill({ 'New password': 'loud river stones' });
		await dora.press('Set the password');
		await dora.fill({ 'Username or e-mail': 'dora@example.org', Password: 'loud river stones' });
		await dora.press('Sign in');
		await dora.page.getByText('Menu of dora').waitFor({ state: 'attached' });

		await dora.open(link, 410);
		await dora.sees('This link no longer works');
	});

	test('a stranger reads in Spanish on dark pages, and it lasts', async () => {
		const eve = await site.visitor({ javaScript });
		await eve.open('/preferences');
		await eve.choose('Español');
		await eve.choose('Dark');
		await eve.press('Save');
		await eve.open('/courses');
		const html = eve.page.locator('html');
		expect(await html.getAttribute('lang')).toBe('es');
		expect(await html.getAttribute('data-theme')).toBe('dark');
		await eve.page.getByRole('link', { name: 'Entrar' }).first().waitFor();
	});

	test('a form error is announced: the summary links to the field', async () => {
		const fay = await site.visitor({ javaScript, width: 360 });
		await fay.open('/register');
		await fay.fill({ Username: 'fay', 'E-mail': 'fay@example.org', Password: 'short' });
		await fay.press('Create account');
		await fay.page.getByRole('link', { name: 'Use at least 8 characters.' }).click();
		expect(new URL(fay.page.url()).hash).toBe('#f-password');
	});
});
