// One command from a bare clone to a running site: node bin/up.js
import { become } from './steps.js';

const PARENT_CHECK_MS = 300;
const shell = process.ppid;

await become('src/main.js');

// Told to stop, npm ends the shell between us and itself, and nobody tells us.
if (process.env.npm_lifecycle_event) {
	const timer = setInterval(
		() => process.ppid !== shell && process.kill(process.pid, 'SIGTERM'),
		PARENT_CHECK_MS,
	);
	timer.unref();
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(timer));
}
