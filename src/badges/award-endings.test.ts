import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { Clock } from '../platform/clock/clock.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let course: { id: number; href: string };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	course = await publishedCourse(site, ana);
});
afterAll(() => site.close());

interface Given {
	id: string;
	until: Date;
}

/** A badge that is valid for so many months, given to Ben. */
async function given(name: string, validMonths: number, isRepeatable = false) {
	const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', name, {
		...{ validMonths, isRepeatable },
	});
	return { badge, href: badge.href, ...(await give(badge)) };
}

async function give(badge: { id: number; href: string }): Promise<Given> {
	await ana.post(`${badge.href}/grants`, { people: 'ben' });
	await site.drainJobs();
	const award = await site.db.one<Given>(
		'SELECT id, valid_until AS until FROM awards WHERE badge_id = $1 ORDER BY awarded_at DESC, valid_until DESC LIMIT 1',
		[badge.id],
	);
	if (!award) throw new Error('Nothing was given.');
	await site.db.query(`UPDATE awards SET visibility = 'public' WHERE id = $1`, [award.id]);
	return award;
}

const DAY = 86_400_000;

/** The daily job, so many days before the award ends; the database knows its end to the microsecond. */
async function daysBefore({ until }: Given, days: number): Promise<void> {
	const clock = jest.spyOn(site.app.get(Clock), 'now');
	clock.mockReturnValue(new Date(until.getTime() + 1 - days * DAY));
	await site.db.query(`INSERT INTO outbox (job, payload) VALUES ('awards.endings', '{}')`);
	await site.drainJobs();
	clock.mockRestore();
}

const mails = async (name: string) =>
	(await site.mailTo(ben.email)).filter(({ subject }) => subject.includes(`${name}” is valid until`));

test('whose badge ends in 30 days is told, once', async () => {
	const award = await given('First aid', 12);
	await daysBefore(award, 31);
	expect(await mails('First aid')).toEqual([]);
	await daysBefore(award, 30);
	const [mail] = await mails('First aid');
	const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(award.until);
	expect(mail?.subject).toBe(`“First aid” is valid until ${day}`);
	expect(mail?.text).toContain(`/awards/${award.id}`);
	expect(mail?.text).toMatch(/How it can be earned again\s/);
	expect((await ben.visit('/notifications')).text).toContain(`Your badge “First aid” is valid until ${day}.`);
	for (const days of [29, 1, -1]) await daysBefore(award, days);
	expect(await mails('First aid')).toHaveLength(1);
});

test('a short time is told in its second half; what is revoked, over or given anew is not told', async () => {
	const short = await given('Week of knots', 1);
	await daysBefore(short, 29);
	expect(await mails('Week of knots')).toEqual([]);
	await daysBefore(short, 14);
	expect(await mails('Week of knots')).toHaveLength(1);

	const revoked = await given('Revoked', 12);
	await ana.post(`/awards/${revoked.id}/revocation`, { reason: 'It was given by mistake.' });
	await daysBefore(revoked, 20);
	const over = await given('Over', 12);
	await daysBefore(over, -1);
	const anew = await given('Anew', 12, true);
	await site.db.query(`UPDATE awards SET valid_until = valid_until - interval '100 days' WHERE id = $1`, [
		anew.id,
	]);
	await give(anew.badge);
	await daysBefore({ ...anew, until: new Date(anew.until.getTime() - 100 * DAY) }, 20);
	for (const name of ['Revoked', 'Over', 'Anew']) expect(await mails(name)).toEqual([]);
});

test('wherever an award appears whose time is over, it says so', async () => {
	const award = await given('Over now', 12);
	expect((await cleo.visit(award.href)).text).toContain('1 person holds it');
	await site.db.query(`UPDATE awards SET valid_until = now() - interval '1 day' WHERE id = $1`, [award.id]);
	const page = await cleo.visit(`/awards/${award.id}`);
	expect(page.text).toContain('The time of this badge is over: it was valid until');
	expect((await cleo.visit('/people/ben')).text).toMatch(/Over now.{1,60}no longer valid/);
	expect((await ben.visit('/settings/badges')).text).toMatch(/Over now ?no longer valid/);
	expect((await ben.visit('/badges')).text).toMatch(/Over now.{1,60}no longer valid/);
	const badge = await ben.visit(award.href);
	expect(badge.text).toContain('You held this badge.');
	expect(badge.text).toContain('Nobody holds it yet');
	expect((await ben.visit(`${award.href}/versions`)).text).toContain('Nobody holds it yet');
	expect((await ben.visit(`${course.href}/badges`)).text).toContain('You held this badge.');
	expect((await cleo.visit('/')).text).not.toContain('Over now');
	expect((await ana.visit(`${award.href}/awards`)).text).toContain('Was valid until');
	expect((await site.visitor().visit(`/awards/${award.id}/embed`)).text).toContain('no longer valid');
});
