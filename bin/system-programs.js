// The two programs that npm does not bring, needed by tests only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { root, run, say } from './steps.js';

const PROGRAMS = [
	{
		name: 'Chromium',
		support: 'chromium',
		packages: ['chromium', 'fonts-liberation'],
		advice: 'apt-get install chromium (or set CHROMIUM_PATH to a Chrome or Chromium)',
		isThere: () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'),
	},
	{
		name: 'Redis',
		support: 'redis-server',
		packages: ['redis-server'],
		advice: 'apt-get install redis-server',
		isThere: () =>
			(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'redis-server'))),
	},
];

/** Installs what is missing where we may (root on Debian); gives back what still is. */
export async function missingPrograms() {
	const missing = PROGRAMS.filter((program) => !program.isThere());
	if (missing.length === 0 || !canInstall()) return missing;
	const packages = missing.flatMap((program) => program.packages);
	say(`installing ${packages.join(', ')} …`);
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], env);
	// A package's service need not start: the tests run servers of their own.
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
	return PROGRAMS.filter((program) => !program.isThere());
}

function canInstall() {
	return process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The test files that start this program, directly or through what they import. */
export function testsThatNeed({ support }) {
	const names = ['src', 'test'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
	);
	const files = names.filter((path) => path.endsWith('.ts'));
	const needing = new Set([`test/support/${support}.ts`]);
	for (const needed of needing) {
		const imported = `/${basename(needed, '.ts')}.js'`;
		for (const path of files) {
			if (readFileSync(join(root, path), 'utf8').includes(imported)) needing.add(path);
		}
	}
	return [...needing].filter((path) => path.endsWith('.test.ts'));
}
