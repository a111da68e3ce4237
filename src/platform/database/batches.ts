import { createHash } from 'node:crypto';
import type pg from 'pg';
import { uncounted } from './meter.js';

const names = new Map<string, string>();

/** Statement text → name, so that PostgreSQL parses and plans each text once per connection. */
export function statementName(sql: string): string {
	let name = names.get(sql);
	if (!name) {
		name = createHash('sha1').update(sql).digest('base64url').slice(0, 20);
		names.set(sql, name);
	}
	return name;
}

interface Waiting {
	sql: string;
	params: readonly unknown[];
	resolve(rows: unknown[]): void;
	reject(error: unknown): void;
}

interface Pipelined {
	pipeline: boolean;
	connection: { stream: { cork(): void; uncork(): void } };
}

function isPipelined(client: object): client is Pipelined {
	return 'pipeline' in client && 'connection' in client;
}

/** Lets statements be sent while the ones before them have not been answered yet; they are still done one by one. */
export function pipeline(client: object, on: boolean): void {
	if (isPipelined(client)) client.pipeline = on;
}

/** What is sent over the connection before the next tick goes in one write. */
export function gather(client: object): void {
	if (!isPipelined(client)) return;
	const { stream } = client.connection;
	stream.cork();
	process.nextTick(() => stream.uncork());
}

/**
 * Sends the statements that are asked for before the next tick over one connection, in one write: a page that
 * needs six answers pays for one round trip. Each statement stands and fails by itself.
 */
export class Batches {
	private waiting: Waiting[] = [];

	constructor(private readonly pool: pg.Pool) {}

	add(sql: string, params: readonly unknown[]): Promise<unknown[]> {
		return new Promise((resolve, reject) => {
			this.waiting.push({ sql, params, resolve, reject });
			// Counted when it was asked for: by then it may travel with another visitor's.
			if (this.waiting.length === 1) uncounted(() => process.nextTick(() => void this.flush()));
		});
	}

	private async flush(): Promise<void> {
		const batch = this.waiting;
		this.waiting = [];
		try {
			const client = await this.pool.connect();
			let broken = false;
			const onError = () => {
				broken = true;
			};
			client.on('error', onError);
			await this.send(client, batch);
			client.off('error', onError);
			client.release(broken);
		} catch (error) {
			for (const { reject } of batch) reject(error);
		}
	}

	private async send(client: pg.PoolClient, batch: readonly Waiting[]): Promise<void> {
		const together = batch.length > 1 && isPipelined(client) ? client : undefined;
		if (together) {
			together.pipeline = true;
			together.connection.stream.cork();
		}
		const answers = batch.map(({ sql, params, resolve, reject }) =>
			client
				.query({ name: statementName(sql), text: sql, values: [...params] })
				.then(({ rows }) => resolve(rows), reject),
		);
		together?.connection.stream.uncork();
		await Promise.all(answers);
		if (together) together.pipeline = false;
	}
}
