// A worker process of the whole site. It opens the site that it is told of, and takes jobs only while it is told to.
import { on } from 'node:events';
import type { Config } from '../../src/config.js';
import { AppModule } from '../../src/app.module.js';
import { createApp } from '../../src/platform/http/server.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';

/** Long enough that a busy machine does not take a living worker for dead. */
const SILENT_MS = 3_000;

process.once('disconnect', () => process.exit());
const messages = on(process, 'message');
const settings = await next();
if (typeof settings === 'string') throw new Error('Which site?');
const config: Config = { ...settings, role: 'worker' };
const app = await createApp(AppModule.with(config), config);
const runner = app.get(JobRunner);
for (;;) {
	const order = await next();
	await runner.stop();
	if (order === 'work')
		await runner.start([], { rest: 0, pollMs: 50, backoffMs: 40, lockMs: SILENT_MS, resendMs: SILENT_MS });
	process.send?.('ready');
}

async function next(): Promise<Config | 'work' | 'rest'> {
	const { value } = await messages.next();
	return value[0];
}
