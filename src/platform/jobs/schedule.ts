import type { Clock } from '../clock/clock.js';
import type { Database } from '../database/database.js';
import type { JobMap, JobName, Jobs } from './jobs.js';

/** Jobs that need nothing told to them, so that a schedule can start them. */
export type BareJob = { [N in JobName]: Record<string, never> extends JobMap[N] ? N : never }[JobName];

/** A job that is queued once in each period of `every` milliseconds, counted from 1970-01-01 UTC. */
export interface Repeating {
	/** Names the periods in the database: unique in the list, and never changed lightly. */
	name: string;
	every: number;
	job: BareJob;
}

/** The key of the period is unique in the outbox, so several workers together still queue one job. */
export class Schedule {
	private readonly latest = new Map<string, string>();

	constructor(
		private readonly list: readonly Repeating[],
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
	) {}

	async tick(): Promise<void> {
		for (const { name, every, job } of this.list) {
			const key = `${name}:${Math.floor(this.clock.now().getTime() / every)}`;
			if (this.latest.get(name) === key) continue;
			await this.db.dataSource.transaction((tx) => this.jobs.enqueue(tx, job, {}, { key }));
			this.latest.set(name, key);
		}
	}
}
