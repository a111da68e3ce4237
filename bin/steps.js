// What the commands in this folder share. Nothing here may need node_modules, except inside a function.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameSources } from './source-lines.js';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NEEDED_NODE = [20, 19];

export function say(line) {
	console.log(`kunlerni: ${line}`);
}

/** Ends the command with a message instead of a stack trace. */
export function stop(message) {
	console.error(`\nkunlerni: ${message}\n`);
	process.exit(1);
}

export function checkNode(version = process.versions.node) {
	const [major, minor] = version.split('.').map(Number);
	const [neededMajor, neededMinor] = NEEDED_NODE;
	if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
	stop(
		`This is Node.js ${version}; Kunlerni needs ${NEEDED_NODE.join('.')} or newer. Get it from https://nodejs.org`,
	);
}

/** Installs the packages unless npm's own record says that exactly those of the lock file are there. */
export function install() {
	process.chdir(root);
	if (isInstalled()) return;
	if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink())
		stop('node_modules is a link to another folder, which npm would empty. Remove the link and try again.');
	say('installing packages, which takes a minute or two …');
	const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
	const args = [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	const env = { ...process.env, npm_config_cache: writableCache() };
	const { status, error } = spawnSync(npm[0], args, { stdio: 'inherit', env });
	if (error) stop(`npm could not be started: ${error.message}`);
	if (status !== 0)
		stop(
			'npm could not install the packages; its message is above.\n' +
				'Check the network (npm ping), the free disk space (df -h .) and that this folder is yours to write, then try again.',
		);
}

function isInstalled() {
	try {
		const wanted = readJson('package-lock.json').packages;
		const there = readJson('node_modules/.package-lock.json').packages;
		return Object.entries(wanted).every(
			([path, { version, optional }]) =>
				path === '' || (optional ? !there[path] : false) || there[path]?.version === version,
		);
	} catch {
		return false;
	}
}

function readJson(path) {
	return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** npm's cache, or one of our own for a user without a home that can be written. */
function writableCache() {
	const cache = process.env.npm_config_cache;
	if (!cache) return undefined;
	try {
		mkdirSync(cache, { recursive: true });
		accessSync(cache, constants.W_OK);
		return cache;
	} catch {
		return join(root, '.cache', 'npm');
	}
}

/** Runs a program with our terminal; resolves with its exit code. */
export function run(command, args, env = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
		child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** Checks Node, installs, builds, and then becomes the program: signals and exit code are its own. */
export async function become(program) {
	checkNode();
	install();
	const { build } = await import('./build.js');
	await build();
	const path = join(root, 'dist', program);
	if (!existsSync(path)) stop(`${program} is missing from the build.`);
	process.argv[1] = path;
	nameSources(join(root, 'dist'));
	await import(path);
}
