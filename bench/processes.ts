import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const TICKS_PER_SECOND = 100;
const PATIENCE_MS = 60_000;

export interface Server {
	url: string;
	/** CPU time of the process until now, in ms. */
	cpu(): number;
	stop(): Promise<void>;
}

/** Starts a Node program and waits for the line that says `port N`. */
export async function serve(args: string[], env: NodeJS.ProcessEnv): Promise<Server> {
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
	const port = await portOf(child);
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

function portOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error('The server did not start.')), PATIENCE_MS);
		child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
		if (!child.stdout) return;
		createInterface(child.stdout).on('line', (line) => {
			const port = /(?:port |127\.0\.0\.1:)(\d+)/.exec(line)?.[1];
			if (!port) return;
			clearTimeout(late);
			resolve(port);
		});
	});
}
