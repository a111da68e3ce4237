import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';

const CHANNEL = 'changed';
const RETRY_MS = 1_000;

/**
 * Knows that something was committed, here or in another process of the site, so that cached pages can be
 * dropped. While it cannot listen, `listening` is false and nothing may be served from a cache.
 */
@Injectable()
export class Changes implements OnModuleDestroy {
	private count = 0;
	private client: pg.PoolClient | undefined;
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;

	constructor(private readonly dataSource: DataSource) {}

	get version(): number {
		return this.count;
	}

	get listening(): boolean {
		return this.client !== undefined;
	}

	/** Called after each commit. The other processes hear of it without the request waiting for that. */
	happened(pool: pg.Pool): void {
		this.count++;
		pool
			.query({ name: 'changed', text: `SELECT pg_notify('${CHANNEL}', '')`, values: [] })
			.catch(() => undefined);
	}

	async listen(): Promise<void> {
		const { driver } = this.dataSource as { driver: { master?: pg.Pool } };
		if (this.stopped || !driver.master) return;
		try {
			const client = await driver.master.connect();
			const lost = () => this.lose(client);
			client.once('error', lost);
			client.once('end', lost);
			client.on('notification', () => this.count++);
			await client.query(`LISTEN ${CHANNEL}`);
			this.count++;
			this.client = client;
		} catch {
			this.retry();
		}
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
