import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { type SignedIn, signedIn } from '../../test/support/cast.js';
import { courseOf, say, type TalkedOver } from '../../test/support/talk.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let site: TestSite;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	ben = await signedIn(site, 'ben');
});
afterAll(() => site.close());

/** An organiser with the link from the foot of a mail about a new comment. */
async function mailed(username: string): Promise<{ person: SignedIn; knots: TalkedOver; link: string }> {
	const person = await signedIn(site, username);
	const knots = await courseOf(site, person, [ben]);
	await say(ben, knots, 'Hello');
	await site.drainJobs();
	const [mail] = (await site.mailTo(person.email)).filter(({ subject }) => subject.includes('wrote'));
	const link = /http:\/\/localhost:3000(\/unsubscribe\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
	return { person, knots, link };
}

async function commentMails({ person, knots }: { person: SignedIn; knots: TalkedOver }, body: string) {
	await say(ben, knots, body);
	await site.drainJobs();
	return (await site.mailTo(person.email)).filter(({ subject }) => subject.includes('wrote')).length;
}

test('the link in a mail asks, its button stops the mails, and that can be undone, all without signing in', async () => {
	const story = await mailed('ana');
	const reader = site.visitor();
	const asked = await reader.visit(story.link);
	expect(asked.text).toContain('Stop the mails about “New comments in your threads and courses”?');
	expect(await commentMails(story, 'Opening the page changed nothing')).toBe(2);
	const off = await reader.submit(story.link);
	expect(off.status).toBe(200);
	expect(off.text).toContain('we will not mail you');
	expect(await commentMails(story, 'Quiet')).toBe(2);
	expect((await story.person.visit('/notifications')).html.querySelectorAll('.notices > li')).toHaveLength(4);
	const on = await reader.submit(story.link);
	expect(on.text).toContain('again');
	expect(await commentMails(story, 'Loud')).toBe(3);
});

test('a mail program unsubscribes in one click, without cookies, token or origin (RFC 8058)', async () => {
	const story = await mailed('ida');
	const click = () => site.visitor().request('POST', story.link, 'List-Unsubscribe=One-Click', FORM);
	expect((await click()).status).toBe(200);
	expect((await click()).status).toBe(200);
	expect(await commentMails(story, 'Quiet')).toBe(1);
	const elsewhere = await site.visitor().request('POST', story.link, 'List-Unsubscribe=One-Click', {
		...FORM,
		origin: 'https://mail.example',
		'sec-fetch-site': 'cross-site',
	});
	expect(elsewhere.status).toBe(200);
});

test('other mutations still need their token and our origin', async () => {
	const { person, knots, link } = await mailed('kim');
	const undo = await site.visitor().request('POST', `${link}?_method=DELETE`, '', FORM);
	expect(undo.status).toBe(403);
	expect((await person.request('POST', knots.post, 'body=Forged', FORM)).status).toBe(403);
	expect((await person.request('POST', '/settings/mail?_method=PUT', '', FORM)).status).toBe(403);
	const body = `upTo=1&_csrf=${await person.token()}`;
	const foreign = { ...FORM, origin: 'https://evil.example' };
	expect((await person.request('POST', '/notifications/reading', body, foreign)).status).toBe(403);
});

test('a forged or changed address leads nowhere', async () => {
	const { link, person } = await mailed('lia');
	const [, , userId, , signature] = link.split('/');
	for (const path of [
		`/unsubscribe/${userId}/joined/${signature}`,
		`/unsubscribe/${ben.id}/comment/${signature}`,
		`/unsubscribe/${userId}/comment/${signature?.slice(1)}x`,
		`/unsubscribe/${userId}/account/${signature}`,
		`/unsubscribe/${userId}/constructor/${signature}`,
		`/unsubscribe/x/comment/${signature}`,
		`/unsubscribe/0${userId}/comment/${signature}`,
	])
		for (const method of ['GET', 'POST'] as const)
			expect((await site.visitor().request(method, path)).status).toBe(404);
	expect(await site.db.query('SELECT category FROM mail_choices WHERE user_id = $1', [person.id])).toEqual(
		[],
	);
});

test('whoever erased the account may still follow the link', async () => {
	const { person, knots, link } = await mailed('mia');
	await person.post(`${knots.href}?_method=DELETE`);
	await site.db.query('DELETE FROM users WHERE id = $1', [person.id]);
	expect((await site.visitor().request('POST', link, 'List-Unsubscribe=One-Click', FORM)).status).toBe(200);
});

test('the settings show each choice and keep it', async () => {
	const { person } = await mailed('ned');
	const boxes = () =>
		(person.page?.html.querySelectorAll('main input[type="checkbox"]') ?? [])
			.filter((box) => box.hasAttribute('checked'))
			.map((box) => box.getAttribute('name'));
	await person.visit('/settings/mail');
	expect(boxes()).toEqual([
		'award',
		'comment',
		'joined',
		'accepted',
		'application',
		'review',
		'asked',
		'run',
	]);
	const saved = await person.post('/settings/mail?_method=PUT', { award: 'true' });
	expect(saved.location).toBe('/settings/mail');
	await person.visit('/settings/mail');
	expect(boxes()).toEqual(['award']);
	await person.submit('/settings/mail', { joined: 'true' });
	expect(boxes()).toEqual(['award', 'joined']);
	expect((await person.post('/settings/mail?_method=PUT', { award: 'maybe' })).status).toBe(422);
	expect((await person.post('/settings/mail?_method=PUT', { account: 'true' })).status).toBe(422);
	expect((await site.visitor().request('GET', '/settings/mail')).location).toContain('/sign-in');
});
