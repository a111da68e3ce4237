import 'reflect-metadata';
import { explain, openSite, startJobs, stopOnSignal } from './site.js';

try {
	const site = await openSite({ ...process.env, KUNLERNI_ROLE: 'worker' });
	stopOnSignal(site);
	await startJobs(site);
	console.log('The worker is running. Ctrl-C stops it.');
} catch (error) {
	explain(error);
}
