// Runs the site and starts it anew after every change to the sources.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './steps.js';

const SETTLE_MS = 150;
const PATIENCE_MS = 10_000;

const start = () => spawn(process.execPath, [join(root, 'bin/up.js')], { stdio: 'inherit' });

let site = start();
let timer;
let restarting = false;

/** Resolves when the site is down; it may be down already, after a mistake in the sources. */
async function end(signal) {
	if (site.exitCode !== null || site.signalCode !== null) return;
	const gone = new Promise((resolve) => site.once('exit', resolve));
	if (signal) site.kill(signal);
	const patience = setTimeout(() => site.kill('SIGKILL'), PATIENCE_MS);
	await gone;
	clearTimeout(patience);
}

function changed(name) {
	clearTimeout(timer);
	timer = setTimeout(async () => {
		if (restarting) return changed(name);
		restarting = true;
		say(`${name} changed, starting again …`);
		await end('SIGTERM');
		site = start();
		restarting = false;
	}, SETTLE_MS);
}

for (const folder of ['src', 'migrations', 'locales', 'views'].filter((name) =>
	existsSync(join(root, name)),
)) {
	watch(join(root, folder), { recursive: true }, (_event, name) => {
		if (name && !name.endsWith('.test.ts')) changed(join(folder, name));
	});
}

// The terminal sends its interrupt to the site too, so here it only waits.
process.on('SIGINT', () => end().then(() => process.exit()));
process.on('SIGTERM', () => end('SIGTERM').then(() => process.exit()));
