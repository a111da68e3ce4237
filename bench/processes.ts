import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const TICKS_PER_SECOND = 100;
const PATIENCE_MS = 60_000;

export interface Server {
	url: string;
	/** CPU time of the process until now, in ms. */
	cpu(): number;
	stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
		});
	});
}

const PORT = /(?:port |127\.0\.0\.1:)(\d+)/;

/** Starts a Node program and waits for the line that says that it is ready, with its port if it has one. */
export async function serve(args: string[], env: NodeJS.ProcessEnv, ready = PORT): Promise<Server> {
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
	const port = await portOf(child, ready);
	return {
		url: `http://127.0.0.1:${port}`,
		cpu() {
			const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
				.replace(/^.*\) /, '')
				.split(' ');
			return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
		},
		stop: () =>
			new Promise((resolve) => {
				child.once('exit', () => resolve());
				child.kill('SIGTERM');
			}),
	};
}

function portOf(child: ChildProcess, ready: RegExp): Promise<string> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error('The server did not start.')), PATIENCE_MS);
		child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
		if (!child.stdout) return;
		createInterface(child.stdout).on('line', (line) => {
			const found = ready.exec(line);
			if (!found) return;
			clearTimeout(late);
			resolve(found[1] ?? '');
		});
	});
}
