import { afterAll, expect, test } from '@jest/globals';
import { TestSite } from '../support/app.js';

const sites: TestSite[] = [];
afterAll(() => Promise.all(sites.map((site) => site.close())));

/** Statuses of wrong sign-ins that each claim to come from another address. */
async function guesses(trustedProxies: string): Promise<number[]> {
	const site = await TestSite.start({ TRUSTED_PROXIES: trustedProxies });
	sites.push(site);
	const visitor = site.visitor();
	const { html } = await visitor.visit('/sign-in');
	const token = html.querySelector('form[method="post"] input[name="_csrf"]')?.getAttribute('value') ?? '';
	const body = new URLSearchParams({
		_csrf: token,
		login: 'ana',
		password: 'a wild guess',
		next: '/',
	}).toString();
	const statuses: number[] = [];
	for (let n = 1; n <= 11; n++) {
		const headers = {
			'content-type': 'application/x-www-form-urlencoded',
			'x-forwarded-for': `203.0.113.${n}`,
		};
		statuses.push((await visitor.request('POST', '/sign-in', body, headers)).status);
	}
	return statuses;
}

test('nobody escapes a limit by naming another address, unless our own proxy names it', async () => {
	expect((await guesses('0')).at(-1)).toBe(429);
	expect((await guesses('1')).at(-1)).toBe(422);
});
