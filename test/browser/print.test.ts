import { expect, test } from '@jest/globals';
import { finish, publishBadge, theAward } from '../support/badges.js';
import { cast } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import { browserSite } from '../support/stories.js';
import { addTasks, joined } from '../support/tasks.js';

const site = browserSite();

async function awarded(): Promise<string> {
	const { ana, ben } = await cast(site.test);
	const course = await publishedCourse(site.test, ana, { title: 'Knots' });
	const [task] = await addTasks(site.test, ana, course, ['Bowline']);
	await publishBadge(ana, course, { name: 'Knotter' });
	await joined(site.test, ben, course);
	await finish(ben, [`${course.href}/tasks/${task}`]);
	await site.eventually('a signed award', async () => {
		const issued = await site.db.query('SELECT id FROM awards WHERE issued_at IS NOT NULL');
		return issued.length > 0 || undefined;
	});
	const { id } = await theAward(site.test, course, ben);
	const href = `/awards/${id}`;
	await ben.visit(href);
	await ben.submit(`${href}/visibility`, { visibility: 'link' });
	return href;
}

test('an award on paper is a light sheet with the address to check it, and nothing to press', async () => {
	const href = await awarded();
	const ben = await site.member('ben', { width: 794, height: 1_123, dark: true });
	await ben.open(href);
	expect(await ben.page.locator('.award-address').isVisible()).toBe(false);
	await ben.page.getByRole('button', { name: 'Print it' }).waitFor();
	await ben.page.emulateMedia({ media: 'print' });
	for (const shown of ['.award h1', '.award-person', '.award .badge-picture', '.award-address'])
		expect([shown, await ben.page.locator(shown).isVisible()]).toEqual([shown, true]);
	for (const hidden of ['.site-header', '.site-footer', '.award-mine', '.award-check', '.verified', 'form'])
		expect([hidden, await ben.page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
	expect(await ben.page.locator('.award-address').innerText()).toContain(
		new URL(href, site.origin).host + href,
	);
	const look = await ben.page.evaluate<{ ink: string; share: number }>(`({
		ink: getComputedStyle(document.querySelector('.award h1')).color,
		share: document.querySelector('.award').getBoundingClientRect().height / innerHeight,
	})`);
	expect(look.ink).toBe('rgb(40, 35, 30)');
	// A sheet of its own: what follows begins on the next.
	expect(look.share).toBeGreaterThan(0.8);
	expect(look.share).toBeLessThan(0.9);
	const pdf = (await ben.page.pdf({ format: 'A4' })).toString('latin1');
	expect(pdf).toMatch(/\/Count 2\b/);
});

test('on paper too an award says that it has ended or was revoked', async () => {
	const [award] = await site.db.query<{ id: string }>('SELECT id FROM awards');
	const reader = await site.member('cleo', { width: 794, height: 1_123 });
	const note = reader.page.locator('.award .note');
	const printed = async () => {
		await reader.open(`/awards/${award?.id}`);
		await reader.page.emulateMedia({ media: 'print' });
		return note.innerText();
	};
	await site.db.query('UPDATE awards SET valid_until = now()');
	expect(await printed()).toContain('The time of this badge is over: it was valid until');
	await site.db.query(
		`UPDATE awards SET valid_until = NULL, revoked_at = now(), revocation_reason = 'A mistake.'`,
	);
	expect(await printed()).toContain('This badge was revoked on');
});
