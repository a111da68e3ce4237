import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { uncounted } from './meter.js';
import { type TableNames, Tables } from './tables.js';

const CHANNEL = 'changed';
const RETRY_MS = 1_000;

/**
 * Knows which tables were written, here or in another process of the site, so that what was made of them can be
 * dropped. While it cannot listen, `listening` is false and nothing may be served from memory.
 */
@Injectable()
export class Changes implements OnModuleDestroy {
	private readonly self = randomUUID();
	private readonly writes = new Map<string, number>();
	/** Counts what may have changed anything. */
	private unknown = 0;
	private client: pg.PoolClient | undefined;
	private timer: NodeJS.Timeout | undefined;
	private isTelling = false;
	private readonly untold = new Set<string>();
	private stopped = false;
	private known: Tables | undefined;

	constructor(private readonly dataSource: DataSource) {}

	get tables(): Tables {
		this.known ??= new Tables(this.dataSource);
		return this.known;
	}

	/** Grows with every write to one of the tables, and is the same as long as there is none. */
	version(tables: TableNames): number {
		let version = this.unknown;
		for (const table of tables) version += this.writes.get(table) ?? 0;
		return version;
	}

	get listening(): boolean {
		return this.client !== undefined;
	}

	/** A statement that tells the other processes; as part of a transaction, if and when it commits. */
	announcement(tables: TableNames): string {
		return `NOTIFY ${CHANNEL}, '${this.message(tables)}'`;
	}

	/** Called when a write has been announced. */
	passed(tables: TableNames): void {
		for (const table of tables) this.writes.set(table, (this.writes.get(table) ?? 0) + 1);
	}

	/** Called after a write that was not. The other processes hear of it without the request waiting for that. */
	happened(tables: TableNames): void {
		if (tables.length === 0) return;
		this.passed(tables);
		for (const table of tables) this.untold.add(table);
		// Nobody waits for it, and several writes may share it: it is not part of what a request costs.
		if (!this.isTelling) uncounted(() => void this.tell());
	}

	/** Forgets all that is remembered in this process. */
	forget(): void {
		this.unknown++;
	}

	async listen(): Promise<void> {
		if (this.stopped) return;
		try {
			const client = await this.pool.connect();
			const lost = () => this.lose(client);
			// Kept for good: a connection that is being given up may still have its say.
			client.on('error', lost);
			client.on('end', lost);
			client.on('notification', ({ payload = '' }) => this.hear(payload));
			await client.query(`LISTEN ${CHANNEL}`);
			this.forget();
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

	private message(tables: TableNames): string {
		return [this.self, ...tables].join(' ');
	}

	private hear(message: string): void {
		const [from, ...tables] = message.split(' ');
		if (from !== this.self) this.passed(tables);
	}

	/** One message at a time: writes that happen while it travels share the next one. */
	private async tell(): Promise<void> {
		this.isTelling = true;
		while (this.untold.size > 0 && !this.stopped) {
			const values = [CHANNEL, this.message([...this.untold])];
			this.untold.clear();
			await this.pool
				.query({ name: CHANNEL, text: 'SELECT pg_notify($1, $2)', values })
				.catch(() => undefined);
		}
		this.isTelling = false;
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
