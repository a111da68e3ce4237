import 'reflect-metadata';
import { ConfigError } from './config.js';
import { runSite, type Site, startJobs } from './site.js';

async function listen({ app, config: { port, host } }: Site): Promise<void> {
	try {
		await app.listen(port, host);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
		throw new ConfigError(
			`Another program listens on ${host}:${port}, perhaps this site. Stop it, or set PORT.`,
		);
	}
}

async function greet({ app, config }: Site): Promise<void> {
	console.log(`\n${config.siteName} is running: ${config.publicUrl}`);
	console.log(`(listening on ${config.host}:${config.port}; Ctrl-C stops it)`);
	const { AdminClaims } = await import('./accounts/admin-claims.service.js');
	const token = await app.get(AdminClaims).create();
	if (token)
		console.log(
			`\nThere is no admin yet. Become it with this link, which works once:\n${config.publicUrl}/admin/claim/${token}`,
		);
}

await runSite(process.env, async (site) => {
	const { app, config } = site;
	const { Demo } = await import('./demo/demo.service.js');
	if (config.seedDemo) await app.get(Demo).load();
	await listen(site);
	await greet(site);
	if (config.role === 'both') await startJobs(site);
});
