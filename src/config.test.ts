import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const DATA_DIR = mkdtempSync(join(tmpdir(), 'kunlerni-config-'));
const read = (env: Record<string, string>) => readConfig({ DATA_DIR, ...env });

test('nothing set means a development site on embedded services, with the demo', () => {
	const config = read({});
	expect(config).toMatchObject({
		mode: 'development',
		role: 'both',
		port: 3000,
		memberBytes: 500_000_000,
		publicUrl: 'http://localhost:3000',
		seedDemo: true,
	});
	expect(config.databaseUrl).toBeUndefined();
	expect(config.redisUrl).toBeUndefined();
	expect(config.smtpUrl).toBeUndefined();
});

test('with a database of its own a site is not filled with the demo unless told', () => {
	const DATABASE_URL = 'postgres://user:secret@db:5432/site';
	expect(read({ DATABASE_URL }).seedDemo).toBe(false);
	expect(read({ DATABASE_URL, DEMO: 'on' }).seedDemo).toBe(true);
});

test('the public address is an origin, and mail comes from its host', () => {
	const config = read({ PUBLIC_URL: 'https://learn.example.org/' });
	expect(config.publicUrl).toBe('https://learn.example.org');
	expect(config.mailFrom).toContain('@learn.example.org');
});

test.each([
	[{ PORT: 'abc' }, 'PORT'],
	[{ PORT: '70000' }, 'PORT'],
	[{ MEMBER_STORAGE_MB: 'plenty' }, 'MEMBER_STORAGE_MB'],
	[{ NODE_ENV: 'live' }, 'NODE_ENV'],
	[{ KUNLERNI_ROLE: 'boss' }, 'KUNLERNI_ROLE'],
	[{ PUBLIC_URL: 'https://example.org/learn' }, 'PUBLIC_URL'],
	[{ PUBLIC_URL: 'learn.example.org' }, 'PUBLIC_URL'],
	[{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
	[{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
	[{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL'],
	[{ SECRET: 'short' }, 'SECRET'],
	[{ MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
	[{ DEMO: 'maybe' }, 'DEMO'],
])('%j stops the start with a hint that names the setting', (env, name) => {
	expect(() => read(env as Record<string, string>)).toThrow(ConfigError);
	expect(() => read(env as Record<string, string>)).toThrow(name);
});
