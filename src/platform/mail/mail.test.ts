import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { createTestDatabase } from '../../../test/support/test-cluster.js';
import { CONFIG, type Config, readConfig } from '../../config.js';
import { ClockModule } from '../clock/clock.module.js';
import { Database } from '../database/database.js';
import { DatabaseModule } from '../database/database.module.js';
import { paginate } from '../http/paginate.js';
import { I18nModule } from '../i18n/i18n.module.js';
import { JobRunner } from '../jobs/job-runner.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { Mail } from './mail.js';
import type { MailMessage } from './mail-message.js';
import { MailModule } from './mail.module.js';

let site: TestingModule;
let config: Config;
let smtp: TestSmtp;
let database: { url: string; drop(): Promise<void> };

beforeAll(async () => {
	smtp = await startSmtp();
	database = await createTestDatabase();
	config = readConfig({
		NODE_ENV: 'test',
		DATABASE_URL: database.url,
		SMTP_URL: smtp.url,
		PUBLIC_URL: 'https://learn.example.org',
		DATA_DIR: '/tmp',
	});
	site = await open();
});

async function open(): Promise<TestingModule> {
	@Global()
	@Module({ providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] })
	class ConfigModule {}
	const imports = [ConfigModule, ClockModule, DatabaseModule, I18nModule, JobsModule, MailModule];
	const opened = await Test.createTestingModule({ imports }).compile();
	return opened.init();
}

afterAll(async () => {
	await site?.close();
	await smtp?.close();
	await database?.drop();
});

beforeEach(() => {
	smtp.mails.length = 0;
	smtp.behaviour = 'take';
	config.smtpUrl = smtp.url;
});

let keys = 0;

async function queue(changes: Partial<MailMessage> = {}): Promise<void> {
	const message: MailMessage = {
		key: `test:${keys++}`,
		to: { address: 'ben@example.org', name: 'Ben' },
		locale: 'en',
		subject: 'You are in',
		paragraphs: ['Ana let you join.', 'The first task waits for you.'],
		reason: 'You asked to join.',
		...changes,
	};
	await site.get(Database).transaction((tx) => site.get(Mail).queue(tx, message));
}

const work = () => site.get(JobRunner).runDue();

async function latest() {
	const [mail] = await site.get(Mail).outbox(paginate(1, 1));
	if (!mail) throw new Error('The outbox is empty.');
	return mail;
}

describe('a mail', () => {
	test('says the same in text and in HTML', async () => {
		await queue({
			quote: 'Welcome & <hello>',
			button: { label: 'Open the course', url: 'https://learn.example.org/courses/knots?a=1&b=2' },
			paragraphs: ['word '.repeat(40).trim()],
		});
		await work();
		const [mail] = smtp.mails;
		expect(mail?.subject).toBe('You are in');
		expect(mail?.from).toMatchObject({ address: 'noreply@learn.example.org', name: 'Kunlerni' });
		expect(mail?.to).toEqual([expect.objectContaining({ address: 'ben@example.org', name: 'Ben' })]);
		const { text = '', html = '' } = mail ?? {};
		expect(text).toMatch(/^Hello Ben,\n\n(word ?)+\n/);
		expect(text).toContain('> Welcome & <hello>');
		expect(text).toContain('Open the course:\nhttps://learn.example.org/courses/knots?a=1&b=2\n');
		expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
		expect(html).toContain('<html lang="en">');
		expect(html).toContain('Welcome &amp; &lt;hello&gt;');
		expect(html).toContain('href="https://learn.example.org/courses/knots?a&#x3D;1&amp;b&#x3D;2"');
		expect(html).not.toMatch(/<(img|script|link)/);
		for (const body of [text, html]) expect(body).toContain('You asked to join.');
	});

	test('speaks the reader’s language', async () => {
		await queue({ locale: 'es' });
		await work();
		expect(smtp.mails[0]?.text).toContain('Hola, Ben:');
		expect(smtp.mails[0]?.html).toContain('<html lang="es">');
	});

	test('names itself, its origin and the way out in its headers', async () => {
		await queue({ unsubscribeUrl: 'https://learn.example.org/unsubscribe/abc' });
		await work();
		const headers = new Map(smtp.mails[0]?.headers.map(({ key, value }) => [key, value]));
		expect(headers.get('message-id')).toMatch(/^<[0-9a-f-]{36}@learn\.example\.org>$/);
		expect(headers.get('auto-submitted')).toBe('auto-generated');
		expect(headers.get('list-unsubscribe')).toBe('<https://learn.example.org/unsubscribe/abc>');
		expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
		expect(smtp.mails[0]?.text).toContain('Stop these mails: https://learn.example.org/unsubscribe/abc');
	});

	test('takes no header from a name or a subject, and goes to one address', async () => {
		const name = 'Ben\r\nBcc: cleo@example.org\r\n';
		await queue({ subject: 'Hi\r\nBcc: cleo@example.org\n\nBody', to: { address: 'ben@example.org', name } });
		await work();
		const [mail] = smtp.mails;
		expect(mail?.subject).toBe('Hi Bcc: cleo@example.org Body');
		expect(mail?.to?.[0]?.name).toBe('Ben Bcc: cleo@example.org');
		expect(mail?.bcc).toBeUndefined();
		expect(smtp.mails).toHaveLength(1);
		for (const address of ['a@b.org, c@d.org', 'a@b.org\r\nBcc: c@d.org', 'Ben <a@b.org>', 'a', ''])
			await expect(queue({ to: { address, name: 'Ben' } })).rejects.toThrow('Not a single mail address');
	});
});

describe('sending', () => {
	test('one mail for one key', async () => {
		await queue({ key: 'once' });
		await queue({ key: 'once' });
		await work();
		expect(smtp.mails).toHaveLength(1);
		expect(await latest()).toMatchObject({ state: 'sent', attempts: 1, error: null });
	});

	test('nobody has an address under .invalid', async () => {
		await queue({ key: 'to nobody', to: { address: 'linwei@demo.Invalid', name: 'Lin Wei' } });
		expect(await site.get(Database).query(`SELECT id FROM mails WHERE key = 'to nobody'`)).toEqual([]);
	});

	test('nothing goes out when the transaction fails', async () => {
		const failing = site.get(Database).transaction(async (tx) => {
			const to = { address: 'ben@example.org', name: 'Ben' };
			await site
				.get(Mail)
				.queue(tx, { key: 'undone', to, locale: 'en', subject: 's', paragraphs: [], reason: 'r' });
			throw new Error('changed my mind');
		});
		await expect(failing).rejects.toThrow('changed my mind');
		expect(await work()).toBe(0);
		expect(smtp.mails).toHaveLength(0);
	});

	test('after a lost answer the repeat is the same mail', async () => {
		await queue({ key: 'repeat' });
		smtp.behaviour = 'vanish';
		await expect(work()).rejects.toThrow(AggregateError);
		expect(await latest()).toMatchObject({ state: 'failed', attempts: 1 });
		smtp.behaviour = 'take';
		await work();
		expect(await latest()).toMatchObject({ state: 'sent', attempts: 2, error: null });
		const [first, second] = smtp.mails;
		expect(smtp.mails).toHaveLength(2);
		expect(first?.messageId).toBe(second?.messageId);
		expect(first?.date).toBe(second?.date);
	});

	test('a refusal for good is noted and not repeated; one for now is repeated', async () => {
		smtp.behaviour = 550;
		await queue();
		await work();
		expect(await latest()).toMatchObject({
			state: 'failed',
			attempts: 1,
			error: expect.stringContaining('550'),
		});
		expect(await work()).toBe(0);
		smtp.behaviour = 451;
		await queue();
		await expect(work()).rejects.toThrow(AggregateError);
		smtp.behaviour = 'take';
		await work();
		expect(await latest()).toMatchObject({ state: 'sent', attempts: 2 });
	});

	test('without a mail server it stays in the outbox, to be read there', async () => {
		delete config.smtpUrl;
		await queue({ subject: 'Confirm' });
		await work();
		const { id } = await latest();
		const mail = await site.get(Mail).byId(id);
		expect(mail).toMatchObject({ subject: 'Confirm', state: 'outbox', attempts: 0, sentAt: null });
		expect(mail?.textBody).toContain('Hello Ben,');
		expect(await work()).toBe(0);
	});

	test('a worker that is stopped sends what it has begun to send', async () => {
		smtp.behaviour = 'hold';
		const worker = await open();
		await worker.get(JobRunner).start([]);
		for (const _ of [1, 2, 3]) await queue({ subject: 'On the way' });
		const begun = () =>
			site
				.get(Database)
				.query(`SELECT attempts, error, sent_at IS NOT NULL AS sent FROM mails WHERE subject = 'On the way'
				AND attempts > 0`);
		// Two connections, so one of them waits for its turn.
		while (smtp.mails.length < 2 || (await begun()).length < 3) await sleep(20);
		const stopped = worker.close();
		smtp.answer();
		await stopped;
		expect(await begun()).toEqual(Array(3).fill({ attempts: 1, error: null, sent: true }));
	});
});
