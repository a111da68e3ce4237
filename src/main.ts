import 'reflect-metadata';
import { AdminClaims } from './accounts/admin-claims.service.js';
import { Demo } from './demo/demo.service.js';
import { runSite, type Site, startJobs } from './site.js';

async function greet({ app, config }: Site): Promise<void> {
	console.log(`\n${config.siteName} is running: ${config.publicUrl}`);
	console.log(`(listening on ${config.host}:${config.port}; Ctrl-C stops it)`);
	const token = await app.get(AdminClaims).create();
	if (token)
		console.log(
			`\nThere is no admin yet. Become it with this link, which works once:\n${config.publicUrl}/admin/claim/${token}`,
		);
}

await runSite(process.env, async (site) => {
	const { app, config } = site;
	if (config.seedDemo) await app.get(Demo).load();
	await app.listen(config.port, config.host);
	await greet(site);
	if (config.role === 'both') await startJobs(site);
});
