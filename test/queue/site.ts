import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/config.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Changes } from '../../src/platform/database/changes.js';
import { Database } from '../../src/platform/database/database.js';
import { Events } from '../../src/platform/events/events.js';
import { JobRunner, type RunnerOptions } from '../../src/platform/jobs/job-runner.js';
import { type JobMap, type JobName, Jobs } from '../../src/platform/jobs/jobs.js';
import { Outbox } from '../../src/platform/jobs/outbox.js';
import type { Repeating } from '../../src/platform/jobs/schedule.js';

declare module '../../src/platform/jobs/jobs.js' {
	interface JobMap {
		'test.note': { n: number };
		'test.slow': { n: number };
		'test.effect': { n: number };
		'test.tick': Record<string, never>;
	}
}

Logger.overrideLogger(false);

/** A site's seconds in tenths; but nobody is taken for dead on a busy machine. */
const quick = { rest: 0, pollMs: 100, backoffMs: 40, lockMs: 30_000, resendMs: 500, stopMs: 10_000 };

/** One process of the site, as far as jobs need it. */
export class Site {
	private constructor(
		readonly dataSource: DataSource,
		readonly db: Database,
		readonly jobs: Jobs,
		readonly events: Events,
		readonly clock: Clock,
		readonly runner: JobRunner,
	) {}

	static async open(databaseUrl: string, redisUrl?: string, clock: Clock = new Clock()): Promise<Site> {
		const dataSource = await new DataSource({
			type: 'postgres',
			url: databaseUrl,
			poolSize: 10,
		}).initialize();
		const config = { ...readConfig({ NODE_ENV: 'test', DATA_DIR: tmpdir() }), databaseUrl, redisUrl };
		const db = new Database(dataSource, new Changes(dataSource));
		const jobs = new Jobs(db);
		const runner = new JobRunner(config, db, jobs, new Outbox(db, jobs, clock), clock);
		return new Site(dataSource, db, jobs, new Events(db, jobs), clock, runner);
	}

	start(options: Partial<RunnerOptions> = {}, schedule: readonly Repeating[] = []): Promise<void> {
		return this.runner.start(schedule, { ...quick, ...options });
	}

	async close(): Promise<void> {
		await this.runner.stop();
		await this.dataSource.destroy();
	}

	enqueue<N extends JobName>(
		name: N,
		payload: JobMap[N],
		options?: { key?: string; runAt?: Date },
	): Promise<void> {
		return this.db.transaction((tx) => this.jobs.enqueue(tx, name, payload, options));
	}

	/** Queues a note for each number from 0, some of them at the same moment. */
	async enqueueNotes(count: number): Promise<number[]> {
		const numbers = Array.from({ length: count }, (_, n) => n);
		await Promise.all(numbers.map((n) => this.enqueue('test.note', { n })));
		return numbers;
	}

	/** Handles `test.note` by writing down that it ran, without a key: a second run would show. */
	takeNotes(before: (n: number) => Promise<void> | void = () => undefined): void {
		this.jobs.handle('test.note', async ({ n }) => {
			await before(n);
			await this.note(n);
		});
	}

	/** Makes the tables of the tests, or empties them and the outbox for the next test. */
	async clear(): Promise<void> {
		await this.db.query('CREATE TABLE IF NOT EXISTS notes (n integer NOT NULL)');
		await this.db.query('CREATE TABLE IF NOT EXISTS effects (n integer PRIMARY KEY, value integer NOT NULL)');
		await this.db.query('TRUNCATE notes, effects, outbox');
	}

	async note(n: number): Promise<void> {
		await this.db.query('INSERT INTO notes (n) VALUES ($1)', [n]);
	}

	async notes(): Promise<number[]> {
		const rows = await this.db.query<{ n: number }>('SELECT n FROM notes ORDER BY n');
		return rows.map((row) => row.n);
	}

	/** Resolves when every stored job is done. */
	allDone(): Promise<void> {
		return until(
			async () => (await this.jobs.stats()).waiting === 0 && (await this.jobs.stats()).parked === 0,
		);
	}
}

/** Handles `test.effect` as handlers should: its effect and its key are one transaction. */
export function handleEffects(
	site: Site,
	hooks: { beforeCommit?: (n: number) => Promise<void>; afterCommit?: (n: number) => Promise<void> } = {},
): void {
	site.jobs.handle('test.effect', async ({ n }) => {
		await site.db.transaction(async (tx) => {
			await tx.query('INSERT INTO effects (n, value) VALUES ($1, 1) ON CONFLICT DO NOTHING', [n]);
			await hooks.beforeCommit?.(n);
		});
		await hooks.afterCommit?.(n);
	});
}

/** Waits for what is bound to come; fails after a minute. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	const end = Date.now() + 60_000;
	while (!(await isTrue())) {
		if (Date.now() > end) throw new Error('It did not happen within a minute.');
		await sleep(20);
	}
}
