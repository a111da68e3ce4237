// A worker process of the whole site, with a site's seconds in tenths.
import { readConfig } from '../../src/config.js';
import { AppModule } from '../../src/app.module.js';
import { createApp } from '../../src/platform/http/server.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';

const config = readConfig({ ...process.env, NODE_ENV: 'test', KUNLERNI_ROLE: 'worker' });
const app = await createApp(AppModule.with(config), config);
await app.get(JobRunner).start([], { pollMs: 50, backoffMs: 40, lockMs: 500, resendMs: 500 });
process.stdout.write('started\n');
