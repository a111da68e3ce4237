import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { createApp } from './platform/http/server.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { schedule } from './schedule.js';

export interface Site {
	app: NestFastifyApplication;
	config: Config;
	/** Answers no more, ends running jobs and requests, and stops what was started here. */
	stop(): Promise<void>;
}

/** Brings the site up as the environment says: database, migrations, application; it neither listens nor runs jobs yet. */
export async function openSite(env: NodeJS.ProcessEnv): Promise<Site> {
	const asked = readConfig(env);
	const embedded = asked.databaseUrl
		? undefined
		: await startEmbeddedPostgres({ dataDir: asked.dataDir, log: console.log });
	try {
		const config = { ...asked, databaseUrl: asked.databaseUrl ?? embedded?.url ?? '' };
		await migrate(config.databaseUrl);
		const app = await createApp(AppModule.with(config), config);
		const stop = async () => {
			await app.close();
			await embedded?.stop();
		};
		return { app, config, stop };
	} catch (error) {
		await embedded?.stop();
		throw error;
	}
}

export function startJobs({ app }: Site): Promise<void> {
	return app.get(JobRunner).start(schedule);
}

const SAME_KEYSTROKE_MS = 1_500;

/**
 * Stops on Ctrl-C and SIGTERM. A second one does not wait, but not at once: a terminal and npm may both hand
 * on the same keystroke.
 */
export function stopOnSignal(site: Site): void {
	let since = 0;
	const stop = async () => {
		if (since > 0) {
			if (Date.now() - since > SAME_KEYSTROKE_MS) process.exit(1);
			return;
		}
		since = Date.now();
		console.log('Stopping …');
		await site.stop();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** Ends the process with the hint alone when the configuration is wrong, and with the whole error otherwise. */
export function explain(error: unknown): never {
	if (error instanceof ConfigError) console.error(`\nConfiguration: ${error.message}\n`);
	else console.error(error);
	process.exit(1);
}
