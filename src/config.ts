import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const CONFIG = Symbol('config');

export interface Config {
	mode: 'development' | 'production' | 'test';
	/** Which work this process does: answer requests, run jobs, or both. */
	role: 'web' | 'worker' | 'both';
	host: string;
	port: number;
	/** Origin under which the world sees the site, without a trailing slash; badges are signed for it. */
	publicUrl: string;
	siteName: string;
	/** Folder for the embedded database, uploads and generated secrets. */
	dataDir: string;
	/** Absent: an embedded PostgreSQL in the data folder. */
	databaseUrl?: string;
	databasePool: number;
	/** Absent: jobs are queued in PostgreSQL. */
	redisUrl?: string;
	/** Absent: mail waits in the outbox, where an admin reads it. */
	smtpUrl?: string;
	mailFrom: string;
	/** Absent: made once in the data folder. */
	secret?: string;
	/** How many proxies in front may be believed when they name the client's address. */
	trustedProxies: number;
	/** What one member's files may take together. */
	memberBytes: number;
	seedDemo: boolean;
}

export class ConfigError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

function oneOf<T extends string>(env: Env, name: string, choices: readonly T[], fallback: T): T {
	const value = env[name] || fallback;
	const found = choices.find((choice) => choice === value);
	if (!found) throw new ConfigError(`${name} is "${value}". Use one of: ${choices.join(', ')}.`);
	return found;
}

function wholeNumber(env: Env, name: string, fallback: number, min: number, max: number): number {
	const text = env[name];
	if (!text) return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < min || value > max)
		throw new ConfigError(`${name} is "${text}". Use a whole number from ${min} to ${max}.`);
	return value;
}

function url(env: Env, name: string, protocols: readonly string[], example: string): string | undefined {
	const text = env[name];
	if (!text) return undefined;
	if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
		throw new ConfigError(`${name} is not a usable address. It looks like ${example}.`);
	return text;
}

function publicOrigin(env: Env, port: number): string {
	const text = url(env, 'PUBLIC_URL', ['http:', 'https:'], 'https://learn.example.org');
	if (!text) return `http://localhost:${port}`;
	const parsed = new URL(text);
	if (parsed.pathname !== '/' || parsed.search)
		throw new ConfigError(
			`PUBLIC_URL must be an origin without a path, such as ${parsed.origin}: the site lives at the root of its host.`,
		);
	return parsed.origin;
}

/** The only reader of the environment. Throws ConfigError with a hint on the first mistake. */
export function readConfig(env: Env): Config {
	const mode = oneOf(env, 'NODE_ENV', ['development', 'production', 'test'], 'development');
	const port = wholeNumber(env, 'PORT', 3000, 0, 65_535);
	const publicUrl = publicOrigin(env, port);
	const secret = env['SECRET'];
	if (secret && secret.length < 32)
		throw new ConfigError(
			'SECRET is too short. Use at least 32 random characters, e.g. from: openssl rand -hex 32',
		);
	const databaseUrl = url(
		env,
		'DATABASE_URL',
		['postgres:', 'postgresql:'],
		'postgres://user:password@host:5432/kunlerni',
	);
	const redisUrl = url(env, 'REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379');
	const smtpUrl = url(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org');
	const mailFrom = env['MAIL_FROM'] || `Kunlerni <noreply@${new URL(publicUrl).hostname}>`;
	if (!mailFrom.includes('@') || /[\r\n]/.test(mailFrom))
		throw new ConfigError('MAIL_FROM is not a mail address. It looks like: Our School <hello@example.org>');
	const dataDir = resolve(env['DATA_DIR'] || 'data');
	mkdirSync(dataDir, { recursive: true, mode: 0o755 });
	return {
		mode,
		role: oneOf(env, 'KUNLERNI_ROLE', ['web', 'worker', 'both'], 'both'),
		host: env['HOST'] || '127.0.0.1',
		port,
		publicUrl,
		siteName: env['SITE_NAME'] || 'Kunlerni',
		dataDir,
		databasePool: wholeNumber(env, 'DATABASE_POOL', 10, 2, 200),
		mailFrom,
		memberBytes: wholeNumber(env, 'MEMBER_STORAGE_MB', 500, 1, 1_000_000) * 1_000_000,
		trustedProxies: wholeNumber(env, 'TRUSTED_PROXIES', 0, 0, 10),
		seedDemo: oneOf(env, 'DEMO', ['on', 'off'], databaseUrl ? 'off' : 'on') === 'on',
		...(databaseUrl && { databaseUrl }),
		...(redisUrl && { redisUrl }),
		...(smtpUrl && { smtpUrl }),
		...(secret && { secret }),
	};
}
