// A worker that gets stuck before the commit of the first job's effect and after that of the second, until somebody kills it.
import { handleEffects, Site } from './site.js';

process.once('disconnect', () => process.exit());
const [databaseUrl = '', redisUrl] = process.argv.slice(2);
const site = await Site.open(databaseUrl, redisUrl || undefined);
const stuck = (where: string) =>
	new Promise<void>(() => {
		process.send?.(where);
	});
handleEffects(site, {
	beforeCommit: async (n) => (n === 1 ? stuck('before the commit') : undefined),
	afterCommit: async (n) => (n === 2 ? stuck('after the commit') : undefined),
});
await site.start({ lockMs: 500, concurrency: 2 });
