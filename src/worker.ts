import 'reflect-metadata';
import { runSite, startJobs } from './site.js';

await runSite({ ...process.env, KUNLERNI_ROLE: 'worker' }, async (site) => {
	await startJobs(site);
	console.log('The worker is running. Ctrl-C stops it.');
});
