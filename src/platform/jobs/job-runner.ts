import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { type Broker, migrateBroker, openBroker } from './broker.js';
import { Jobs } from './jobs.js';
import { type DueJob, Outbox } from './outbox.js';
import { Relay } from './relay.js';
import { type Repeating, Schedule } from './schedule.js';

const BATCH = 200;
const MAX_REST_MS = 500;

const defaults = {
	/** How many short jobs run at the same time: two on two cores take longer for as many, and so do the pages meanwhile. */
	concurrency: 1,
	/**
	 * After a short job its place stays empty for so many times as long as it took: whoever wants a page meanwhile finds
	 * the machine free two times in three.
	 */
	rest: 2,
	/** How many of those that may take long. */
	slow: 3,
	/** Outbox and schedule are looked at this often, in ms, even when nobody rings. */
	pollMs: 1_000,
	/** Wait in ms before the first retry; it doubles with each: 15 s, 30 s, 1 min, 2 min. */
	backoffMs: 15_000,
	/** A worker silent for so many ms is taken for dead. */
	lockMs: 5_000,
	/** What was sent so many ms ago and came to no end is sent again. */
	resendMs: 60_000,
	/** How many ms `stop` waits for running jobs. */
	stopMs: 20_000,
};

export type RunnerOptions = typeof defaults;

/** Runs the site's jobs: in a worker process from `start` to `stop`, or those due at the moment by `runDue`. */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown {
	private readonly logger = new Logger('jobs');
	private starting: Promise<void> | undefined;
	private relay: Relay | undefined;
	private brokers: Broker[] = [];
	private readonly told = new Set<string>();
	private minute = 0;
	private stopMs = defaults.stopMs;

	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly outbox: Outbox,
		private readonly clock: Clock,
	) {}

	/**
	 * Begins to take jobs, after all handlers are registered. Needs a database that answers; a Redis may come
	 * later. `own` options are for tests, where a site's seconds are too long.
	 */
	async start(schedule: readonly Repeating[], own: Partial<RunnerOptions> = {}): Promise<void> {
		if (this.starting) throw new Error('The job runner is started already.');
		this.starting = this.open(schedule, own);
		await this.starting;
	}

	private async open(schedule: readonly Repeating[], own: Partial<RunnerOptions>): Promise<void> {
		const { databaseUrl, redisUrl } = this.config;
		if (!databaseUrl) throw new Error('The job runner needs the address of the database.');
		const settings = { ...defaults, ...own };
		const report = (error: Error) => this.report(error);
		if (!redisUrl) await migrateBroker(databaseUrl);
		const options = { ...settings, report, process: (id: number) => this.outbox.process(id) };
		const lanes = {
			work: await openBroker('work', databaseUrl, redisUrl, {
				...options,
				process: (id) => this.unhurried(id, settings.rest),
			}),
			slow: await openBroker('slow', databaseUrl, redisUrl, { ...options, concurrency: settings.slow }),
		};
		const send = async (due: readonly DueJob[]) => {
			for (const [lane, broker] of Object.entries(lanes)) {
				const ids = due.filter(({ job }) => this.jobs.laneOf(job) === lane).map(({ id }) => id);
				if (ids.length > 0) await broker.send(ids);
			}
		};
		const repeating = new Schedule(schedule, this.db, this.jobs, this.clock);
		let sweepAt = 0;
		const round = async () => {
			await repeating.tick();
			if (Date.now() >= sweepAt) {
				sweepAt = Date.now() + settings.resendMs / 2;
				await this.outbox.sweep(settings.resendMs);
			}
			return (await this.outbox.handOver(BATCH, send)) === BATCH;
		};
		this.brokers = Object.values(lanes);
		this.stopMs = settings.stopMs;
		this.relay = new Relay(databaseUrl, settings.pollMs, round, report);
		this.relay.start();
	}

	/** Takes no more jobs and waits for those running. What is cut off is run again by another worker. */
	async stop(): Promise<void> {
		// What begins to take jobs cannot be stopped half-way.
		await this.starting?.catch(() => undefined);
		const { relay, brokers } = this;
		this.starting = undefined;
		this.relay = undefined;
		this.brokers = [];
		await relay?.stop();
		await Promise.all(brokers.map((broker) => broker.close(this.stopMs)));
	}

	/** Jobs use the database, so they end before it is disconnected. */
	async beforeApplicationShutdown(): Promise<void> {
		await this.stop();
	}

	/**
	 * Runs in this process all jobs that are due and not yet with a worker, and those that they queue in turn.
	 * Resolves to how many ran. Each is tried once; the failures are thrown together as an AggregateError.
	 */
	async runDue(): Promise<number> {
		const failures = new Map<number, unknown>();
		const batch: number[] = [];
		let ran = 0;
		while (
			(await this.outbox.handOver(BATCH, async (due) => void batch.push(...due.map(({ id }) => id)))) > 0
		) {
			for (const id of batch.splice(0)) {
				ran++;
				await this.outbox.process(id).catch((error: unknown) => failures.set(id, error));
			}
		}
		for (const id of failures.keys()) await this.outbox.unsend(id);
		if (failures.size > 0) {
			const errors = [...failures.values()];
			const texts = errors.map((error) => (error instanceof Error ? error.message : String(error)));
			throw new AggregateError(errors, texts.join('; '));
		}
		return ran;
	}

	/** Runs a short job, and rests `rest` times as long as it took. */
	private async unhurried(id: number, rest: number): Promise<void> {
		const start = performance.now();
		await this.outbox.process(id);
		await sleep(Math.min(MAX_REST_MS, (performance.now() - start) * rest));
	}

	/** A connection that is away complains several times a second: each complaint is told once a minute. */
	private report({ message }: Error): void {
		const minute = Math.floor(Date.now() / 60_000);
		if (minute !== this.minute) this.told.clear();
		this.minute = minute;
		if (this.told.has(message)) return;
		this.told.add(message);
		this.logger.error(message);
	}
}
