import type { JobsOptions, WorkerOptions } from 'bullmq';
import pg from 'pg';
import type { Lane } from './jobs.js';
import { ATTEMPTS } from './outbox.js';

const QUEUES: Record<Lane, string> = { work: 'jobs', slow: 'slow' };
const PREFIX = 'kunlerni';
const SCHEMA = 'bullmq';
const ANSWER_LIMIT_MS = 5_000;

/** It takes a tenth of a second to load, and only who runs jobs needs it. */
const loadBullMq = () => import('bullmq');
type BullMq = Awaited<ReturnType<typeof loadBullMq>>;

export interface BrokerOptions {
	/** How many jobs of the lane run at the same time. */
	concurrency: number;
	/** Wait before the first retry; it doubles with each. */
	backoffMs: number;
	/** A worker that gave no sign for this long is taken for dead, and its jobs go to another. */
	lockMs: number;
	process(id: number): Promise<void>;
	report(error: Error): void;
}

/** Carries the ids of stored jobs to the workers, over Redis or PostgreSQL. It may lose or repeat them. */
export interface Broker {
	/** Rejects when it cannot hand the ids over within 5 s. An id that is on its way already is not doubled. */
	send(ids: readonly number[]): Promise<void>;
	/** Takes no more jobs, and waits up to `limitMs` for those running; not at all when the queue is away. */
	close(limitMs: number): Promise<void>;
}

interface Carried {
	id: number;
}

type Bulk = { name: string; data: Carried; opts: JobsOptions }[];

interface Receiver {
	on(event: 'error', listener: (error: Error) => void): unknown;
	close(force: boolean): Promise<void>;
}

interface Sender {
	on(event: 'error', listener: (error: Error) => void): unknown;
	addBulk(jobs: Bulk): Promise<unknown>;
	count(): Promise<number>;
	backend: { close(force: boolean): Promise<void> };
}

/**
 * Opens BullMQ for a lane, on Redis when `redisUrl` is given, else on PostgreSQL, where it keeps to a schema of its own.
 * A Redis that is down does not make this fail: it is used once it answers.
 */
export async function openBroker(
	lane: Lane,
	databaseUrl: string,
	redisUrl: string | undefined,
	options: BrokerOptions,
): Promise<Broker> {
	const bullMq = await loadBullMq();
	return redisUrl
		? openOnRedis(bullMq, QUEUES[lane], redisUrl, options)
		: openOnPostgres(bullMq, QUEUES[lane], databaseUrl, options);
}

function openOnRedis({ Queue, Worker }: BullMq, name: string, url: string, options: BrokerOptions): Broker {
	const retryStrategy = (times: number) => Math.min(times * 200, 2_000);
	// The sender fails at once while Redis is away; the worker waits for it.
	const sending = { url, retryStrategy, maxRetriesPerRequest: 1, enableOfflineQueue: false };
	const working = { url, retryStrategy, maxRetriesPerRequest: null };
	const queue = new Queue(name, { connection: sending, prefix: PREFIX, skipMetasUpdate: true });
	const worker = new Worker(name, processor(options), {
		...workerSettings(options),
		connection: working,
		prefix: PREFIX,
	});
	return broker(queue, worker, options);
}

function openOnPostgres(
	{ createPostgresBackend, Queue, Worker }: BullMq,
	name: string,
	databaseUrl: string,
	options: BrokerOptions,
): Broker {
	const connection = { connectionString: databaseUrl, schema: SCHEMA };
	const queue = new Queue(name, { connection: { ...connection, max: 1 } }, createPostgresBackend);
	const worker = new Worker(
		name,
		processor(options),
		{ ...workerSettings(options), connection: { ...connection, max: 2 } },
		createPostgresBackend,
	);
	return broker(queue, worker, options);
}

/** Makes or renews what BullMQ keeps in PostgreSQL. */
export async function migrateBroker(databaseUrl: string): Promise<void> {
	const { runMigrations } = await loadBullMq();
	const client = new pg.Client({ connectionString: databaseUrl });
	// A connection that is lost fails the statement too, and that is where it is met.
	client.on('error', () => undefined);
	await client.connect();
	try {
		await runMigrations(client, SCHEMA);
	} finally {
		await client.end();
	}
}

function processor(options: BrokerOptions): (job: { data: Carried }) => Promise<void> {
	return (job) => options.process(job.data.id);
}

function workerSettings(options: BrokerOptions): Omit<WorkerOptions, 'connection'> {
	return {
		concurrency: options.concurrency,
		lockDuration: options.lockMs,
		stalledInterval: options.lockMs,
		maxStalledCount: ATTEMPTS,
		runRetryDelay: 1_000,
	};
}

function broker(queue: Sender, worker: Receiver, options: BrokerOptions): Broker {
	queue.on('error', options.report);
	worker.on('error', options.report);
	// Nothing is kept once it ended: the outbox row is the record, and a kept job would block its id from being sent again.
	const opts: JobsOptions = {
		attempts: ATTEMPTS,
		backoff: { type: 'exponential', delay: options.backoffMs },
		removeOnComplete: true,
		removeOnFail: true,
	};
	return {
		async send(ids) {
			const bulk = ids.map((id) => ({ name: 'run', data: { id }, opts: { ...opts, jobId: `ob-${id}` } }));
			await within(ANSWER_LIMIT_MS, queue.addBulk(bulk));
		},
		async close(limitMs) {
			// Without a queue that answers, BullMQ waits for ever to say good-bye to it.
			const isAway = await within(ANSWER_LIMIT_MS, queue.count()).then(
				() => false,
				() => true,
			);
			await within(limitMs, worker.close(isAway)).catch(options.report);
			await within(limitMs, queue.backend.close(isAway)).catch(options.report);
		},
	};
}

/** Settles as `work` does, or rejects after `ms`. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`The queue of jobs took more than ${ms} ms.`)), ms);
	});
	try {
		return await Promise.race([work, limit]);
	} finally {
		clearTimeout(timer);
	}
}
