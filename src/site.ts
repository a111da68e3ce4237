import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, ConfigError, readConfig } from './config.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';

export interface Site {
	app: NestFastifyApplication;
	config: Config;
	/** Answers no more, ends running jobs and requests, and stops what was started here. */
	stop(): Promise<void>;
}

/**
 * Brings the site up as the environment says: database, migrations, application; it neither listens nor runs jobs yet.
 * Node needs longer to read the program than PostgreSQL to start, so it reads meanwhile: nothing of the application
 * may be imported above. Rejects when `signal` says meanwhile that nobody wants it any more.
 */
export async function openSite(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Site> {
	const asked = readConfig(env);
	const starting = asked.databaseUrl
		? undefined
		: startEmbeddedPostgres({ dataDir: asked.dataDir, log: console.log });
	try {
		const parts = Promise.all([
			starting,
			import('./app.module.js'),
			import('./platform/database/migrate.js'),
			import('./platform/http/server.js'),
		]);
		const unwanted = new Promise<never>((_resolve, reject) => {
			signal?.addEventListener('abort', () => reject(signal.reason));
		});
		const [embedded, { AppModule }, { migrate }, { createApp }] = await Promise.race([parts, unwanted]);
		const config = { ...asked, databaseUrl: asked.databaseUrl ?? embedded?.url ?? '' };
		await migrate(config.databaseUrl);
		const app = await createApp(AppModule.with(config), config);
		const stop = async () => {
			await app.close();
			await embedded?.stop();
		};
		return { app, config, stop };
	} catch (error) {
		const embedded = await starting?.catch(() => undefined);
		await embedded?.stop();
		throw error;
	}
}

export async function startJobs({ app }: Site): Promise<void> {
	const [{ JobRunner }, { schedule }] = await Promise.all([
		import('./platform/jobs/job-runner.js'),
		import('./schedule.js'),
	]);
	await app.get(JobRunner).start(schedule);
}

const SAME_KEYSTROKE_MS = 1_500;

/**
 * Opens the site, does `work` with it, and stops it on Ctrl-C and SIGTERM, also while it is still starting.
 * A second signal does not wait, but not at once: a terminal and npm may both hand on the same keystroke.
 */
export async function runSite(env: NodeJS.ProcessEnv, work: (site: Site) => Promise<void>): Promise<void> {
	let since = 0;
	const interrupt = new AbortController();
	const opening = openSite(env, interrupt.signal);
	const stop = async () => {
		if (since > 0) {
			if (Date.now() - since > SAME_KEYSTROKE_MS) process.exit(1);
			return;
		}
		since = Date.now();
		console.log('Stopping …');
		interrupt.abort();
		const site = await opening.catch(() => undefined);
		await site?.stop();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	try {
		await work(await opening);
	} catch (error) {
		// What the stop cut off has nothing more to say.
		if (since > 0) return;
		const site = await opening.catch(() => undefined);
		await site?.stop();
		explain(error);
	}
}

/** Ends the process with the hint alone when the configuration is wrong, and with the whole error otherwise. */
export function explain(error: unknown): never {
	if (error instanceof ConfigError) console.error(`\nConfiguration: ${error.message}\n`);
	else console.error(error);
	process.exit(1);
}
