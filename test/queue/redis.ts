import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { until } from './site.js';

/** A Redis of one's own, without persistence: it comes back empty. */
export class RedisServer {
	private process: ChildProcess | undefined;

	private constructor(private readonly port: number) {}

	static async start(): Promise<RedisServer> {
		const server = new RedisServer(await freePort());
		await server.start();
		return server;
	}

	get url(): string {
		return `redis://127.0.0.1:${this.port}`;
	}

	async start(): Promise<void> {
		const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
		this.process = spawn('redis-server', options, { stdio: 'ignore', cwd: '/' });
		await until(async () => (await this.ask('ping').catch(() => '')) === 'PONG');
	}

	async stop(): Promise<void> {
		if (!this.process) return;
		const ended = once(this.process, 'exit');
		this.process.kill('SIGKILL');
		await ended;
		this.process = undefined;
	}

	async ask(command: 'ping' | 'flushall'): Promise<string> {
		const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
		client.on('error', () => undefined);
		try {
			await client.connect();
			return String(await client.call(command));
		} finally {
			client.disconnect();
		}
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('No free port.');
	return address.port;
}
