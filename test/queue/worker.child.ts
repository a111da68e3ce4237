// A worker that gets stuck in a job, before or after it committed the effect, until somebody kills it.
import { handleEffects, Site } from './site.js';

const [databaseUrl = '', redisUrl, stuck] = process.argv.slice(2);
const site = await Site.open(databaseUrl, redisUrl || undefined);
const forever = () =>
	new Promise<void>(() => {
		process.stdout.write('stuck\n');
	});
handleEffects(site, stuck === 'before' ? { beforeCommit: forever } : { afterCommit: forever });
await site.start({ lockMs: 500 });
