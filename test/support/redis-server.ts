import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

export interface RedisServer {
	url: string;
	port: number;
	/** Down until `restart`. */
	halt(): Promise<void>;
	/** Comes back empty on the same port, as a Redis without persistence does. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** A real Redis of one's own: a free loopback port, nothing kept on disk. It ends with this process. */
export async function startRedis(): Promise<RedisServer> {
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'kunlerni-redis-'));
	let server = await launch(port, folder);
	const endWithUs = () => server.kill('SIGKILL');
	process.once('exit', endWithUs);
	return {
		url: `redis://127.0.0.1:${port}`,
		port,
		halt: () => end(server),
		async restart() {
			await end(server);
			server = await launch(port, folder);
		},
		async stop() {
			process.off('exit', endWithUs);
			await end(server);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
	const settings = { bind: '127.0.0.1', port: String(port), dir: folder, save: '', appendonly: 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const said: string[] = [];
	for await (const line of createInterface(server.stdout)) {
		said.push(line);
		if (line.includes('Ready to accept connections')) {
			server.stdout.resume();
			return server;
		}
	}
	throw new Error(`redis-server did not start:\n${said.join('\n')}`);
}

async function end(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	server.kill('SIGTERM');
	await once(server, 'exit');
}
