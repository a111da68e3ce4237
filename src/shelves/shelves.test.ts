import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { Awards } from '../badges/awards.service.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const PATH = '/settings/badges';

/** Public awards of new badges of the site with these names, the last one the latest. */
async function hold(person: SignedIn, names: readonly string[]): Promise<void> {
	const picture = { shape: 'star', colour: 'teal', icon: 'star', imageAlt: 'A star' } as const;
	const words = { description: 'In a line.', criteria: 'All of it.', language: 'en' };
	for (const name of names) {
		const badge = await site.app
			.get(BadgeDesigns)
			.create(ana, 'site', 'organiser', { ...picture, ...words, name });
		await site.app.get(BadgeDesigns).publishBadge(ana, badge.id);
		const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
			badge.id,
		]);
		const grant = { badgeId: badge.id, versionId: version?.id ?? 0, userId: person.id, givenBy: ana.id };
		await site.db.transaction((tx) => site.app.get(Awards).give(tx, grant));
	}
	await site.drainJobs();
	await site.db.query(`UPDATE awards SET visibility = 'public' WHERE user_id = $1`, [person.id]);
}

async function shown(person: SignedIn, selector = '.badge-card h3'): Promise<string[]> {
	const profile = await site.visitor().visit(`/people/${person.username}`);
	return profile.html.querySelectorAll(selector).map((name) => name.text);
}

async function idOf(name: string): Promise<string> {
	const award = await site.db.one<{ id: string }>(
		'SELECT a.id FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id WHERE v.name = $1',
		[name],
	);
	return award?.id ?? '';
}

test('Ben puts his badges in order, in groups, and leaves one out', async () => {
	expect((await ben.visit(PATH)).text).toContain('You have no badges yet');
	await hold(ben, ['Bread', 'Cheese', 'HTML']);
	expect(await shown(ben)).toEqual(['HTML', 'Cheese', 'Bread']);
	await ben.visit(PATH);
	const [html, cheese, bread] = [await idOf('HTML'), await idOf('Cheese'), await idOf('Bread')];
	await ben.post(`${PATH}/order?_method=PUT`, { award: bread, direction: 'up' });
	expect(await shown(ben)).toEqual(['HTML', 'Bread', 'Cheese']);
	await ben.post(`${PATH}/order?_method=PUT`, { award: html, direction: 'up' });
	await ben.post(`${PATH}/order?_method=PUT`, { order: [cheese, html, bread].join() });
	expect(await shown(ben)).toEqual(['Cheese', 'HTML', 'Bread']);
	await ben.visit(PATH);
	const saved = await ben.submit(`${PATH}/${cheese}`, { shelf: 'Kitchen' });
	expect(saved.text).toContain('Saved.');
	await ben.submit(`${PATH}/${bread}`, { shelf: 'Kitchen' });
	expect(await shown(ben)).toEqual(['Cheese', 'Bread', 'HTML']);
	expect(await shown(ben, 'aside h2')).toEqual(['Kitchen', 'Badges']);
	await ben.post(`${PATH}/${html}?_method=PUT`, { isHidden: 'true' });
	expect(await shown(ben)).toEqual(['Cheese', 'Bread']);
	expect((await site.visitor().visit(`/awards/${html}`)).status).toBe(200);
	expect((await ben.visit(`/people/${ben.username}`)).text).toContain('1 more badge');
	await ben.post(`${PATH}/${html}?_method=PUT`, { shelf: '' });
	expect(await shown(ben)).toHaveLength(3);
	await hold(ben, ['Newest']);
	expect((await shown(ben))[0]).toBe('Newest');
});

test('what cannot be stored is said and kept; badges of others are not found', async () => {
	await hold(cleo, ['Cleo’s']);
	const id = await idOf('Cleo’s');
	await cleo.visit(PATH);
	const long = 'x'.repeat(41);
	const answer = await cleo.submit(`${PATH}/${id}`, { shelf: long });
	expect(answer.status).toBe(422);
	expect(answer.text).toContain('Name the group in up to 40 characters');
	expect(answer.html.querySelector('input[name="shelf"]')?.getAttribute('value')).toBe(long);
	expect((await ana.post(`${PATH}/${id}?_method=PUT`, { shelf: 'Mine' })).status).toBe(404);
	expect((await ana.post(`${PATH}/order?_method=PUT`, { award: id, direction: 'up' })).status).toBe(404);
	expect((await ana.post(`${PATH}/order?_method=PUT`, { order: id })).status).toBe(409);
	expect((await cleo.post(`${PATH}/order?_method=PUT`, { order: 'x' })).status).toBe(409);
	expect((await site.visitor().request('GET', PATH)).location).toContain('/sign-in');
});

test('moves at once lose nothing, and the page takes the same statements for many', async () => {
	await hold(ana, ['A1', 'A2']);
	const few = await site.statementsOf(() => ana.visit(PATH));
	await hold(
		ana,
		Array.from({ length: 8 }, (_, index) => `B${index}`),
	);
	const first = await idOf('B7');
	const moves = ['A1', 'A2', 'B1', 'B2'].map(async (name) =>
		ana.post(`${PATH}/order?_method=PUT`, { award: await idOf(name), direction: 'up' }),
	);
	expect((await Promise.all(moves)).map(({ status }) => status)).toEqual([303, 303, 303, 303]);
	const places = await site.db.query<{ place: number }>(
		'SELECT place FROM awards WHERE user_id = $1 ORDER BY place',
		[ana.id],
	);
	expect(places.map(({ place }) => place)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
	expect(await site.statementsOf(() => ana.visit(PATH))).toBe(few);
	expect(ana.page?.html.querySelector('[data-item]')?.getAttribute('data-item')).toBe(first);
	expect(few).toBeLessThanOrEqual(8);
});
