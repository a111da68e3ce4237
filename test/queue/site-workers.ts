import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@jest/globals';
import pg from 'pg';
import type { TestSite } from '../support/app.js';
import { until } from './site.js';

/** SQL: a connection that waits for what the one with the number $1 has locked. */
const HELD = 'datname = current_database() AND $1::int = ANY(pg_blocking_pids(pid))';

interface Worker {
	process: ChildProcess;
	ended: Promise<unknown>;
}

/**
 * Real worker processes of a site, one after the other, to be killed at a point where the database holds them. The next
 * one loads while the test looks at what the last one left.
 */
export class SiteWorkers {
	private worker: Worker;

	private constructor(
		private readonly site: TestSite,
		private readonly holder: pg.Client,
		private readonly holderPid: number,
	) {
		this.worker = this.launch();
	}

	static async of(site: TestSite): Promise<SiteWorkers> {
		const holder = new pg.Client({ connectionString: site.config.databaseUrl });
		await holder.connect();
		const { rows } = await holder.query('SELECT pg_backend_pid() AS pid');
		return new SiteWorkers(site, holder, rows[0].pid);
	}

	/** Resolves when the present worker takes jobs. */
	work(): Promise<void> {
		return this.tell('work');
	}

	/** Kills the present worker, with what waits for a lock held here never done, and lets the next one load. */
	async kill(): Promise<void> {
		await this.end();
		await this.site.db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${HELD}`, [
			this.holderPid,
		]);
		this.worker = this.launch();
	}

	/** Lets the worker run until it waits for what `lock` takes, and kills it there. `look` sees what it has done by then. */
	async killAt(lock: string, look: () => Promise<void>): Promise<void> {
		await this.holding(lock, async () => {
			await this.work();
			try {
				await this.isHeld();
				await look();
			} finally {
				await this.kill();
			}
		});
	}

	/** Does `work` while the worker can get no further than `lock` lets it. */
	async holding(lock: string, work: () => Promise<void>): Promise<void> {
		await this.holder.query('BEGIN');
		try {
			await this.holder.query(lock);
			await work();
		} finally {
			await this.holder.query('ROLLBACK');
		}
	}

	/** Resolves when somebody waits for what is locked here: workers wait for locks of each other, too. */
	isHeld(): Promise<void> {
		return until(async () => {
			const held = await this.site.db.query(`SELECT pid FROM pg_stat_activity WHERE ${HELD}`, [
				this.holderPid,
			]);
			return held.length > 0;
		});
	}

	/** Lets the present worker do all that there is, and rest then. */
	async finish(): Promise<void> {
		await this.work();
		await until(async () => {
			const [row] = await this.site.db.query<{ left: number }>(
				'SELECT count(*)::int AS left FROM outbox WHERE done_at IS NULL AND parked_at IS NULL',
			);
			return row?.left === 0;
		});
		await this.tell('rest');
		expect(await this.site.db.query('SELECT job, error FROM outbox WHERE parked_at IS NOT NULL')).toEqual([]);
	}

	async close(): Promise<void> {
		await this.end();
		await this.holder.end();
	}

	private launch(): Worker {
		const child = fork('test/queue/site-worker.child.ts', {
			execArgv: ['--import', './test/support/typescript.js'],
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		child.send(this.site.config);
		return { process: child, ended: once(child, 'exit') };
	}

	private async tell(order: 'work' | 'rest'): Promise<void> {
		const { process, ended } = this.worker;
		const answer = once(process, 'message');
		process.send(order);
		const hasEnded = await Promise.race([answer.then(() => false), ended.then(() => true)]);
		if (hasEnded) throw new Error(`The worker ended when it was told to ${order}.`);
	}

	private async end(): Promise<void> {
		this.worker.process.kill('SIGKILL');
		await this.worker.ended;
	}
}
