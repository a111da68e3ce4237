import 'reflect-metadata';
import { AdminClaims } from './accounts/admin-claims.service.js';
import { AwardReissuing } from './badges/award-reissuing.service.js';
import { IssuerKeys } from './badges/issuer-keys.service.js';
import { manageKeys } from './badges/manage-keys.js';
import { examine } from './doctor.js';
import { Database } from './platform/database/database.js';
import { explain, openSite, type Site } from './site.js';

const commands: Readonly<
	Record<string, { does: string; run(site: Site, args: readonly string[]): Promise<void> }>
> = {
	'admin-link': {
		does: 'prints the link that makes its visitor the first admin',
		async run({ app, config }) {
			const token = await app.get(AdminClaims).create();
			console.log(token ? `${config.publicUrl}/admin/claim/${token}` : 'There is an admin already.');
		},
	},
	doctor: {
		does: 'looks at database, queue, mail and settings',
		async run({ app, config }) {
			const findings = await examine(config, app.get(Database));
			for (const { what, ok, note } of findings) console.log(`${ok ? '✓' : '✗'} ${what}: ${note}`);
			if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
		},
	},
	'issuer-keys': {
		does: 'list | rotate | revoke KEY: the keys that badges are signed with',
		run: ({ app }, args) => manageKeys(app.get(IssuerKeys), app.get(AwardReissuing), args),
	},
	migrate: {
		does: 'brings the database to the newest schema',
		run: async () => console.log('The schema is up to date.'),
	},
};

const command = commands[process.argv[2] ?? ''];
if (!command) {
	console.log('npm run cli -- COMMAND\n');
	for (const [name, { does }] of Object.entries(commands)) console.log(`  ${name.padEnd(12)} ${does}`);
} else
	try {
		const site = await openSite({ ...process.env, KUNLERNI_ROLE: 'worker' });
		await command.run(site, process.argv.slice(3)).finally(() => site.stop());
	} catch (error) {
		explain(error);
	}
