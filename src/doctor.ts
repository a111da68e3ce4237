import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import type { Config } from './config.js';
import type { Database } from './platform/database/database.js';

const PATIENCE_MS = 3_000;

export interface Finding {
	what: string;
	ok: boolean;
	note: string;
}

async function look(what: string, work: () => Promise<string>): Promise<Finding> {
	try {
		return { what, ok: true, note: await work() };
	} catch (error) {
		return { what, ok: false, note: error instanceof Error ? error.message || error.name : String(error) };
	}
}

async function askRedis(url: string): Promise<string> {
	const redis = new Redis(url, {
		maxRetriesPerRequest: 1,
		connectTimeout: PATIENCE_MS,
		retryStrategy: () => null,
	});
	redis.on('error', () => undefined);
	try {
		await redis.ping();
		return 'answers';
	} finally {
		redis.disconnect();
	}
}

/** Looks at everything the site depends on and says what it found, with advice where something is missing. */
export function examine(config: Config, db: Database): Promise<Finding[]> {
	const { redisUrl, smtpUrl } = config;
	return Promise.all([
		look('PostgreSQL', async () => {
			const row = await db.one<{ version: string; number: number }>(
				`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
			);
			if (!row || row.number < 150_000) throw new Error(`${row?.version} is too old: 15 or newer is needed`);
			return row.version;
		}),
		look('Extensions for search', async () => {
			const rows = await db.query<{ extname: string }>('SELECT extname FROM pg_extension');
			const missing = ['pg_trgm', 'unaccent'].filter((name) => !rows.some(({ extname }) => extname === name));
			if (missing.length > 0)
				throw new Error(
					`${missing.join(' and ')} missing: search works, but forgives no typing errors. As superuser: CREATE EXTENSION ${missing.join('; CREATE EXTENSION ')};`,
				);
			return 'there';
		}),
		look('Job queue', async () => (redisUrl ? `Redis ${await askRedis(redisUrl)}` : 'in PostgreSQL')),
		look('Mail', async () => {
			if (!smtpUrl) return 'no SMTP_URL: mail waits in the outbox at /admin/mails';
			await createTransport({ url: smtpUrl, connectionTimeout: PATIENCE_MS } as object).verify();
			return 'the mail server answers';
		}),
		look('Secret', async () => {
			if (config.secret) return 'from the environment';
			if (!existsSync(`${config.dataDir}/secret`)) throw new Error('none yet; it is made at the first start');
			return `in ${config.dataDir}/secret: back it up, the badge keys are sealed with it`;
		}),
		look('Public address', async () => {
			if (config.mode === 'production' && config.publicUrl.startsWith('http:'))
				throw new Error(`${config.publicUrl} is not https: set PUBLIC_URL to the address people use`);
			return config.publicUrl;
		}),
	]);
}
