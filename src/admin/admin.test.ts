import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nameIn, PASSWORD } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';
import { type SignedIn, signedIn } from '../../test/support/cast.js';
import { AdminClaims } from '../accounts/admin-claims.service.js';

let site: TestSite;
let admin: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	admin = await signedIn(site, 'vera', { admin: true });
	cleo = await signedIn(site, 'cleo');
});
afterAll(() => site.close());

async function mailTo(email: string): Promise<number> {
	await site.visitor().post('/register', {
		username: email.split('@')[0] ?? '',
		email,
		password: PASSWORD,
		displayName: '',
	});
	const mail = await site.db.one<{ id: number }>('SELECT id FROM mails WHERE to_address = $1', [email]);
	if (!mail) throw new Error('No mail was written.');
	return mail.id;
}

async function parkedJob(): Promise<number> {
	const job = await site.db.one<{ id: number }>(
		`INSERT INTO outbox (job, payload, attempts, parked_at, error)
		VALUES ('accounts.sweep', '{}', 5, now(), 'Error: <b>no luck</b>') RETURNING id`,
	);
	return job?.id ?? 0;
}

test('to others than admins there is no such place', async () => {
	const mail = await mailTo('wim@example.org');
	const job = await parkedJob();
	for (const path of ['/admin', '/admin/jobs', '/admin/mails', `/admin/mails/${mail}`])
		expect((await cleo.visit(path)).status).toBe(404);
	expect((await cleo.post(`/admin/jobs/${job}/attempts`)).status).toBe(404);
	const stranger = site.visitor();
	expect((await stranger.visit('/admin')).html.querySelector('h1')?.text).toBe('Welcome back');
	expect((await stranger.post(`/admin/jobs/${job}/attempts`)).status).toBe(401);
});

test('the overview shows numbers, the queue, and where mail goes', async () => {
	const page = await admin.visit('/admin');
	expect(page.status).toBe(200);
	expect(page.text).toContain('No mail server is set');
	expect(page.html.querySelectorAll('.numbers dd').length).toBeGreaterThanOrEqual(9);
});

test('a mail is read with its links, and more than fifty stand on several pages', async () => {
	const id = await mailTo('xena@example.org');
	const page = await admin.visit(`/admin/mails/${id}`);
	expect(page.text).toContain('xena@example.org');
	const link = page.html.querySelector('main ul a[href*="/confirm/"]')?.getAttribute('href') ?? '';
	expect((await site.visitor().visit(new URL(link).pathname)).text).toContain('xena');
	await site.db.query(
		`INSERT INTO mails (key, message_id, to_address, to_name, locale, subject, text_body, html_body)
		SELECT 'k' || n, 'm' || n, 'a@example.org', 'A', 'en', '<i>Mail</i> ' || n, '', '' FROM generate_series(1, 60) n`,
	);
	const list = await admin.visit('/admin/mails');
	expect(list.html.querySelectorAll('tbody tr')).toHaveLength(50);
	expect(list.body).toContain('&lt;i&gt;Mail');
	const older = await admin.visit(list.html.querySelector('a[rel="next"]')?.getAttribute('href') ?? '');
	expect(older.html.querySelectorAll('tbody tr').length).toBeGreaterThanOrEqual(11);
	expect(await site.statementsOf(() => admin.visit('/admin/mails'))).toBe(3);
	for (const unknown of ['999999', '0', 'x', '99999999999999'])
		expect((await admin.visit(`/admin/mails/${unknown}`)).status).toBe(404);
});

test('failed work is shown with its reason and tried again, once', async () => {
	const id = await parkedJob();
	const page = await admin.visit('/admin/jobs');
	expect(page.text).toContain('<b>no luck</b>');
	expect((await admin.submit(`/admin/jobs/${id}/attempts`)).text).toContain('tried again');
	expect((await admin.post(`/admin/jobs/${id}/attempts`)).status).toBe(404);
	await site.drainJobs();
	const job = await site.db.one('SELECT done_at IS NOT NULL AS done FROM outbox WHERE id = $1', [id]);
	expect(job).toEqual({ done: true });
});

test('the sweep forgets what is over and keeps what is not', async () => {
	await site.db.query(
		`INSERT INTO users (username, email, display_name, created_at, confirmed_at) VALUES
			('own', 'own@example.org', 'Own', now() - interval '9 days', now()),
			('vain', 'OWN@example.org', 'Vain', now() - interval '8 days', NULL),
			('slow', 'slow@example.org', 'Slow', now() - interval '8 days', NULL)`,
	);
	await site.db.query(
		`INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ('over', $1, now() - interval '1 minute')`,
		[cleo.id],
	);
	await site.db.query(`INSERT INTO outbox (job, payload) VALUES ('accounts.sweep', '{}')`);
	await site.drainJobs();
	const left = await site.db.query<{ username: string }>(
		`SELECT username FROM users WHERE username IN ('own', 'vain', 'slow') ORDER BY 1`,
	);
	expect(left.map(({ username }) => username)).toEqual(['own', 'slow']);
	expect(await site.db.query(`SELECT 1 FROM sessions WHERE token_hash = 'over'`)).toEqual([]);
	expect((await cleo.visit('/settings')).status).toBe(200);
});

test('while there is an admin no link is made for another', async () => {
	expect(await site.app.get(AdminClaims).create()).toBeNull();
});

test('the first admin comes by a link that works once, the newest only', async () => {
	const fresh = await TestSite.start();
	try {
		const claims = fresh.app.get(AdminClaims);
		const replaced = `/admin/claim/${await claims.create()}`;
		const link = `/admin/claim/${await claims.create()}`;
		const yara = fresh.visitor();
		expect((await yara.visit(replaced)).status).toBe(410);
		expect((await yara.post(replaced, { username: 'yara' })).status).toBe(410);
		await yara.visit(link);
		const refused = await yara.submit(link, { username: 'yara', email: 'nonsense', password: PASSWORD });
		expect(refused.status).toBe(422);
		await signedIn(fresh, 'taken');
		const wish = { username: 'admin', email: 'yara@example.org', password: PASSWORD, displayName: 'Yara' };
		expect((await yara.post(link, { ...wish, username: 'Taken' })).text).toContain('has this username');
		expect((await yara.post(link, { ...wish, email: 'taken@example.org' })).text).toContain(
			'has this address',
		);
		const zoe = { ...wish, username: 'zoe', email: 'zoe@example.org' };
		const rush = await Promise.all([yara.post(link, wish), fresh.visitor().post(link, zoe)]);
		expect(rush.map(({ status }) => status).sort()).toEqual([303, 410]);
		const admins = await fresh.db.query('SELECT id FROM users WHERE admin_since IS NOT NULL');
		expect(admins).toHaveLength(1);
		expect(await claims.create()).toBeNull();
		if (rush[0]?.status === 303) expect(nameIn(await yara.visit('/admin'))).toBe('Yara');
	} finally {
		await fresh.close();
	}
});
