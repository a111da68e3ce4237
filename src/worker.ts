import 'reflect-metadata';
import { constants, setPriority } from 'node:os';
import { runSite, startJobs } from './site.js';

// Jobs can wait for the pages that people look at.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
await runSite({ ...process.env, KUNLERNI_ROLE: 'worker' }, async (site) => {
	await startJobs(site);
	console.log('The worker is running. Ctrl-C stops it.');
});
