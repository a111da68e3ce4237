import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { courseOf, say } from '../../test/support/talk.js';
import { PersonConfirmed } from '../accounts/account.events.js';
import { BadgeAwarded } from '../badges/badge.events.js';
import { Events } from '../platform/events/events.js';
import { Jobs } from '../platform/jobs/jobs.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

/** Subjects of a person's mails about this, oldest first. */
async function subjectsTo(person: SignedIn, about: string): Promise<string[]> {
	const mails = await site.mailTo(person.email);
	return mails.map(({ subject }) => subject).filter((subject) => subject.includes(about));
}

async function noticesOf(person: SignedIn, about: string): Promise<string[]> {
	const { html } = await person.visit('/notifications');
	return html
		.querySelectorAll('.notices a')
		.map(({ text }) => text.replace(/\s+/g, ' ').trim())
		.filter((text) => text.includes(about));
}

test('organisers hear that somebody joined, on the site and by mail; whoever joined does not', async () => {
	const knots = await courseOf(site, ana, [ben], 'Joining');
	await site.drainJobs();
	expect(await noticesOf(ana, 'Joining')).toEqual(['Unread: Ben joined “Joining”.']);
	expect(ana.page?.html.querySelector('.notices a')?.getAttribute('href')).toBe(`${knots.href}/people`);
	expect(await subjectsTo(ana, 'Joining')).toEqual(['Ben joined Joining']);
	expect(await noticesOf(ben, 'Joining')).toEqual([]);
	expect(await subjectsTo(ben, 'Joining')).toEqual([]);
});

test('a new thread goes to the organisers, an answer to whoever spoke before, and nobody hears of themselves', async () => {
	const dan = await signedIn(site, 'dan');
	const knots = await courseOf(site, ana, [ben, cleo, dan], 'Talking');
	const root = await say(ben, knots, 'Which rope?');
	await site.drainJobs();
	expect(await subjectsTo(ana, 'wrote in Talking')).toEqual(['Ben wrote in Talking']);
	const answer = await say(cleo, knots, 'Hemp.', { threadId: root });
	await say(cleo, knots, 'Or cotton.', { threadId: root });
	await site.drainJobs();
	expect(await subjectsTo(ben, 'in Talking')).toEqual(['Cleo replied in Talking', 'Cleo replied in Talking']);
	expect(await subjectsTo(ana, 'replied in Talking')).toEqual([]);
	expect(await subjectsTo(dan, 'in Talking')).toEqual([]);
	expect(await subjectsTo(cleo, 'in Talking')).toEqual([]);
	expect(await noticesOf(ben, 'in “Talking”')).toHaveLength(2);
	const links = ben.page?.html.querySelectorAll('.notices a').map((link) => link.getAttribute('href'));
	expect(links).toContain(`/comments/${answer}`);
	await say(ana, knots, 'On the task', { taskId: knots.taskId });
	await say(ben, knots, 'Thanks', { taskId: knots.taskId });
	await site.drainJobs();
	expect(await subjectsTo(ana, 'Bowline')).toEqual(['Ben wrote in Bowline']);
});

test('whoever no longer organises or takes part hears no more of the threads they spoke in', async () => {
	const dora = await signedIn(site, 'dora');
	const knots = await courseOf(site, ana, [ben, cleo]);
	await site.db.query('INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
		knots.id,
		dora.id,
	]);
	const root = await say(ben, knots, 'Who ties the last one?');
	for (const person of [dora, cleo])
		await say(person, knots, `I do, says ${person.username}`, { threadId: root });
	await site.drainJobs();
	const heard = async (email: string) =>
		(await site.mailTo(email)).filter(({ text }) => text.includes('And now?')).length;
	await site.db.query('DELETE FROM course_organisers WHERE course_id = $1 AND user_id = $2', [
		knots.id,
		dora.id,
	]);
	await site.db.query('UPDATE memberships SET left_at = now() WHERE user_id = $1', [cleo.id]);
	await say(ana, knots, 'And now?', { threadId: root });
	await site.drainJobs();
	expect([
		await heard('dora@example.org'),
		await heard('cleo@example.org'),
		await heard('ben@example.org'),
	]).toEqual([0, 0, 1]);
	await site.db.query('UPDATE memberships SET left_at = NULL WHERE user_id = $1', [cleo.id]);
});

test('what was removed or hidden before it was told is not told', async () => {
	const knots = await courseOf(site, ana, [ben], 'Silence');
	const removed = await say(ben, knots, 'Oops');
	await ben.post(`/comments/${removed}?_method=DELETE`);
	const hidden = await say(ben, knots, 'Spam');
	await ana.post(`/comments/${hidden}/hiding`, { reason: 'Spam' });
	await site.drainJobs();
	expect(await subjectsTo(ana, 'wrote in Silence')).toEqual([]);
});

test('the mail speaks the reader’s language, in text and HTML, and names its reason and the way out', async () => {
	await site.db.query(`UPDATE users SET locale = 'es' WHERE id = $1`, [ana.id]);
	const knots = await courseOf(site, ana, [ben], 'Nudos & lazos');
	const id = await say(ben, knots, 'Una <b>pregunta</b> con **énfasis**');
	await site.drainJobs();
	await site.db.query(`UPDATE users SET locale = 'en' WHERE id = $1`, [ana.id]);
	const mail = (await site.mailTo(ana.email)).find(
		({ subject }) => subject === 'Ben escribió en Nudos & lazos',
	);
	const link = `http://localhost:3000/comments/${id}`;
	expect(mail?.text).toContain('Ben abrió un hilo en «Nudos & lazos»:');
	expect(mail?.text).toContain('> Una <b>pregunta</b> con énfasis');
	expect(mail?.text).toContain(link);
	expect(mail?.text).toContain('Recibes este correo porque organizas «Nudos & lazos».');
	expect(mail?.text).toMatch(/http:\/\/localhost:3000\/unsubscribe\/\d+\/comment\/[\w-]+/);
	expect(mail?.html).toContain('<html lang="es">');
	expect(mail?.html).toContain('Nudos &amp; lazos');
	expect(mail?.html).toContain('Una &lt;b&gt;pregunta&lt;/b&gt; con énfasis');
	const row = await site.db.one<{ headers: Record<string, string> }>(
		`SELECT headers FROM mails WHERE subject = 'Ben escribió en Nudos & lazos'`,
	);
	expect(row?.headers['List-Unsubscribe']).toMatch(
		/^<http:\/\/localhost:3000\/unsubscribe\/\d+\/comment\/[\w-]+>$/,
	);
	expect(row?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
});

test('an event that is delivered again, and again without its key, tells nobody twice', async () => {
	const knots = await courseOf(site, ana, [ben], 'Once');
	const id = await say(ben, knots, 'Only once');
	await site.drainJobs();
	const event = await site.db.one<{ id: number }>(
		`SELECT id FROM events WHERE name = 'comment.posted' AND (payload->>'commentId')::int = $1`,
		[id],
	);
	const deliver = () => site.app.get(Jobs).run('events.deliver', { eventId: event?.id });
	await Promise.all([deliver(), deliver()]);
	await site.db.query('DELETE FROM event_deliveries WHERE event_id = $1', [event?.id]);
	await Promise.all([deliver(), deliver()]);
	await site.drainJobs();
	expect(await subjectsTo(ana, 'wrote in Once')).toHaveLength(1);
	expect(await noticesOf(ana, 'wrote in “Once”')).toHaveLength(1);
});

test('an unconfirmed address gets no mail, but the notice waits on the site', async () => {
	const eva = await signedIn(site, 'eva');
	const knots = await courseOf(site, eva, [ben], 'Unproven');
	await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [eva.id]);
	await say(ben, knots, 'Anybody here?');
	await site.drainJobs();
	expect(await site.mailTo(eva.email)).toEqual([]);
	expect(await noticesOf(eva, 'Unproven')).toHaveLength(2);
});

test('whoever confirms an address is welcomed once in their life', async () => {
	const fay = await signedIn(site, 'fay');
	for (let times = 0; times < 2; times++)
		await site.db.transaction((tx) =>
			site.app.get(Events).record(tx, PersonConfirmed, { userId: fay.id }, fay.id),
		);
	await site.drainJobs();
	const mails = await site.mailTo(fay.email);
	expect(mails.map(({ subject }) => subject)).toEqual(['Welcome to Kunlerni']);
	expect(mails[0]?.text).not.toContain('unsubscribe');
	expect(await noticesOf(fay, 'Welcome')).toHaveLength(1);
});

test('the earner hears of a badge', async () => {
	const knots = await courseOf(site, ana, [ben], 'Earning');
	const award = await site.db.one<{ id: string; badgeId: number }>(
		`WITH badge AS (
			INSERT INTO badges (course_id, rule) VALUES ($1, 'completion') RETURNING id
		), version AS (
			INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
				shape, colour, icon, image_alt, image_svg, published_at)
			SELECT id, 1, 'Knotter', '', '', '', 'en', 'circle', 'teal', 'star', '', '', now() FROM badge
			RETURNING id, badge_id
		), list AS (INSERT INTO status_lists (bits) VALUES ('') RETURNING id)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index)
		SELECT v.badge_id, v.id, $2, 'salt', list.id, 0 FROM version v, list RETURNING id, badge_id AS "badgeId"`,
		[knots.id, ben.id],
	);
	const { id = '', badgeId = 0 } = award ?? {};
	await site.db.transaction((tx) => {
		const payload = { awardId: id, badgeId, userId: ben.id, courseId: knots.id };
		return site.app.get(Events).record(tx, BadgeAwarded, payload, null);
	});
	await site.drainJobs();
	expect(await noticesOf(ben, 'Knotter')).toEqual(['Unread: You earned the badge “Knotter” in “Earning”.']);
	const [mail] = (await site.mailTo(ben.email)).filter(({ subject }) => subject.includes('Knotter'));
	expect(mail?.text).toContain(`http://localhost:3000/awards/${id}`);
});
