// One command from a bare clone to a running site: node bin/up.js
import { become } from './steps.js';

const PARENT_CHECK_MS = 300;

// Told to stop, npm ends the shell between us and itself, and nobody tells us.
if (process.env.npm_lifecycle_event) {
	const shell = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(timer);
		process.kill(process.pid, 'SIGTERM');
	}, PARENT_CHECK_MS);
	timer.unref();
}

await become('src/main.js');
