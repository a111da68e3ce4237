import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { uncounted } from './meter.js';

const CHANNEL = 'changed';
const RETRY_MS = 1_000;

/**
 * Knows that something was written, here or in another process of the site, so that what is remembered can be
 * dropped. While it cannot listen, `listening` is false and nothing may be served from memory.
 */
@Injectable()
export class Changes implements OnModuleDestroy {
	private readonly self = randomUUID();
	private count = 0;
	private client: pg.PoolClient | undefined;
	private timer: NodeJS.Timeout | undefined;
	private telling: 'nobody' | 'others' | 'others again' = 'nobody';
	private stopped = false;

	constructor(private readonly dataSource: DataSource) {}

	get version(): number {
		return this.count;
	}

	get listening(): boolean {
		return this.client !== undefined;
	}

	/** A statement that tells the other processes; as part of a transaction, if and when it commits. */
	get announcement(): string {
		return `NOTIFY ${CHANNEL}, '${this.self}'`;
	}

	/** Called when a write has been announced. */
	passed(): void {
		this.count++;
	}

	/** Called after a write that was not. The other processes hear of it without the request waiting for that. */
	happened(): void {
		this.count++;
		// Nobody waits for it, and several writes may share it: it is not part of what a request costs.
		if (this.telling === 'nobody') uncounted(() => void this.tell());
		else this.telling = 'others again';
	}

	async listen(): Promise<void> {
		if (this.stopped) return;
		try {
			const client = await this.pool.connect();
			const lost = () => this.lose(client);
			// Kept for good: a connection that is being given up may still have its say.
			client.on('error', lost);
			client.on('end', lost);
			client.on('notification', ({ payload }) => {
				if (payload !== this.self) this.count++;
			});
			await client.query(`LISTEN ${CHANNEL}`);
			this.count++;
			this.client = client;
		} catch {
			this.retry();
		}
	}

	private get pool(): pg.Pool {
		const { driver } = this.dataSource as { driver: { master?: pg.Pool } };
		if (!driver.master) throw new Error('The data source is not connected to PostgreSQL.');
		return driver.master;
	}

	/** One message at a time: writes that happen while it travels share the next one. */
	private async tell(): Promise<void> {
		do {
			this.telling = 'others';
			const message = { name: CHANNEL, text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, this.self] };
			await this.pool.query(message).catch(() => undefined);
		} while (this.needsTellingAgain());
		this.telling = 'nobody';
	}

	private needsTellingAgain(): boolean {
		return this.telling === 'others again' && !this.stopped;
	}

	private lose(client: pg.PoolClient): void {
		if (this.client !== client) return;
		this.client = undefined;
		client.release(true);
		this.retry();
	}

	private retry(): void {
		if (this.stopped) return;
		this.timer = setTimeout(() => void this.listen(), RETRY_MS);
		this.timer.unref();
	}

	onModuleDestroy(): void {
		this.stopped = true;
		clearTimeout(this.timer);
		const client = this.client;
		this.client = undefined;
		client?.release(true);
	}
}
