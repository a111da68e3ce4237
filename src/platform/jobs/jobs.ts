import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../database/database.js';

/**
 * Every job of the site and its payload (ids and plain JSON values). A feature adds its own:
 * `declare module '../platform/jobs/jobs.js' { interface JobMap { 'badges.issue': { awardId: string } } }`
 */
export interface JobMap {
	'outbox.prune': Record<string, never>;
}

export type JobName = keyof JobMap & string;

export interface EnqueueOptions {
	/** Of all jobs with this key only the first is queued, for as long as its row is kept (30 days after it ran). */
	key?: string;
	/** Not before this time. */
	runAt?: Date;
}

export interface ParkedJob {
	id: number;
	job: string;
	payload: object;
	attempts: number;
	error: string | null;
	createdAt: Date;
	parkedAt: Date;
}

export interface JobStats {
	waiting: number;
	/** Age in seconds of the longest waiting job, 0 when none waits. */
	oldestSeconds: number;
	parked: number;
}

/** Begins a statement that queues jobs, for those whose rows are made in the same one; it ends with RETURNING `WAKE`. */
export const QUEUE = 'INSERT INTO outbox (job, payload)';
export const WAKE = `pg_notify('outbox', '')`;

/**
 * Jobs that may take long, since they wait for another machine or go through whole archives and lists, travel in the
 * lane `slow`, so that they hold up none of the many short ones; all others in `work`.
 */
export type Lane = 'work' | 'slow';

interface Handler {
	run(payload: unknown): Promise<void>;
	lane: Lane;
}

@Injectable()
export class Jobs {
	private readonly handlers = new Map<string, Handler>();

	constructor(private readonly db: Database) {}

	/** Queues a job with the transaction `tx`: it runs after commit, and never when `tx` rolls back. */
	async enqueue<N extends JobName>(
		tx: EntityManager,
		name: N,
		payload: JobMap[N],
		options: EnqueueOptions = {},
	): Promise<void> {
		await rows(
			tx,
			`WITH queued AS (
				INSERT INTO outbox (job, payload, key, run_at) VALUES ($1, $2, $3, $4)
				ON CONFLICT (key) DO NOTHING RETURNING id
			) SELECT pg_notify('outbox', '') FROM queued`,
			[name, JSON.stringify(payload), options.key ?? null, options.runAt ?? null],
		);
	}

	/**
	 * Registers the handler of a job, at start. It may run more than once for one job (a worker died, two
	 * workers met), so its effect is guarded by a unique key of its own. It throws to be tried again.
	 */
	handle<N extends JobName>(
		name: N,
		handler: (payload: JobMap[N]) => Promise<void>,
		lane: Lane = 'work',
	): void {
		if (this.handlers.has(name)) throw new Error(`The job ${name} already has a handler.`);
		this.handlers.set(name, { run: (payload) => handler(payload as JobMap[N]), lane });
	}

	laneOf(name: string): Lane {
		return this.handlers.get(name)?.lane ?? 'work';
	}

	/** Calls the handler of a stored job. Throws what the handler throws, or when there is no such handler. */
	async run(name: string, payload: unknown): Promise<void> {
		const handler = this.handlers.get(name);
		if (!handler) throw new Error(`No handler for the job ${name}.`);
		await handler.run(payload);
	}

	/** The jobs that failed in all their attempts, the latest first, at most 100. */
	parked(): Promise<ParkedJob[]> {
		return this.db.query<ParkedJob>(
			`SELECT id, job, payload, attempts, error, created_at AS "createdAt", parked_at AS "parkedAt"
			FROM outbox WHERE parked_at IS NOT NULL AND done_at IS NULL ORDER BY parked_at DESC, id DESC LIMIT 100`,
		);
	}

	/** Gives a parked job all its attempts again. False when there is no such parked job. */
	async retry(tx: EntityManager, id: number): Promise<boolean> {
		const retried = await rows(
			tx,
			`WITH retried AS (
				UPDATE outbox SET parked_at = NULL, sent_at = NULL, run_at = NULL, attempts = 0, error = NULL
				WHERE id = $1 AND parked_at IS NOT NULL AND done_at IS NULL RETURNING id
			) SELECT pg_notify('outbox', '') FROM retried`,
			[id],
		);
		return retried.length > 0;
	}

	async stats(): Promise<JobStats> {
		const stats = await this.db.one<JobStats>(
			`SELECT (count(*) FILTER (WHERE parked_at IS NULL))::int AS waiting,
				(count(*) FILTER (WHERE parked_at IS NOT NULL))::int AS parked,
				greatest(0, extract(epoch FROM now() - min(coalesce(run_at, created_at))
					FILTER (WHERE parked_at IS NULL)))::int AS "oldestSeconds"
			FROM outbox WHERE done_at IS NULL`,
		);
		return stats ?? { waiting: 0, oldestSeconds: 0, parked: 0 };
	}
}
