import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database, rows } from '../database/database.js';
import { Jobs } from './jobs.js';

/** How often a job is tried before it is parked for a person to look at. */
export const ATTEMPTS = 5;

const KEEP_DONE = '30 days';
const ERROR_LENGTH = 4_000;

export interface DueJob {
	id: number;
	job: string;
}

interface StartedJob {
	job: string;
	payload: unknown;
	attempts: number;
}

/** What a worker does with the stored jobs. The row is the truth; a queue only carries its id. */
@Injectable()
export class Outbox {
	private readonly logger = new Logger('jobs');

	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
	) {
		jobs.handle('outbox.prune', () => this.prune());
	}

	/**
	 * Runs one job in this process and marks it done. Nothing happens when it is done or parked already.
	 * Throws what the handler throws; the last attempt also parks the row.
	 */
	async process(id: number): Promise<void> {
		const [row] = await this.db.query<StartedJob>(
			`UPDATE outbox SET attempts = attempts + 1
			WHERE id = $1 AND done_at IS NULL AND parked_at IS NULL RETURNING job, payload, attempts`,
			[id],
		);
		if (!row) return;
		try {
			// Attempts are counted at the start, so that a job which takes the whole process down is parked too.
			if (row.attempts > ATTEMPTS) throw new Error('The worker ended each time it ran this job.');
			await this.jobs.run(row.job, row.payload);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.logger.warn(`${row.job} ${id} failed in attempt ${row.attempts} of ${ATTEMPTS}: ${reason}`);
			await this.failed(id, error, row.attempts >= ATTEMPTS);
			throw error;
		}
		await this.db.query('UPDATE outbox SET done_at = now(), parked_at = NULL, error = NULL WHERE id = $1', [
			id,
		]);
	}

	private async failed(id: number, error: unknown, isLast: boolean): Promise<void> {
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		await this.db.query(
			`UPDATE outbox SET error = $2, parked_at = CASE WHEN $3::boolean THEN now() ELSE parked_at END
			WHERE id = $1 AND done_at IS NULL`,
			[id, text.slice(0, ERROR_LENGTH), isLast],
		);
	}

	/**
	 * Hands up to `limit` due jobs to `send` and marks them sent. When `send` throws they stay unsent; a crash after it
	 * only sends them twice. Resolves to how many there were.
	 */
	handOver(limit: number, send: (due: readonly DueJob[]) => Promise<void>): Promise<number> {
		// Not Database.transaction: this changes nothing that a page shows.
		return this.db.dataSource.transaction(async (tx) => {
			const due = await rows<DueJob>(
				tx,
				`SELECT id, job FROM outbox
				WHERE sent_at IS NULL AND done_at IS NULL AND parked_at IS NULL AND (run_at IS NULL OR run_at <= $1)
				ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
				[this.clock.now(), limit],
			);
			if (due.length === 0) return 0;
			await send(due);
			const ids = due.map(({ id }) => id);
			await rows(tx, 'UPDATE outbox SET sent_at = clock_timestamp() WHERE id = ANY($1)', [ids]);
			return ids.length;
		});
	}

	/** Lets jobs be sent again that were sent more than `afterMs` ago and came to no end: a queue may forget. */
	async sweep(afterMs: number): Promise<void> {
		await this.db.query(
			`UPDATE outbox SET sent_at = NULL
			WHERE done_at IS NULL AND parked_at IS NULL AND sent_at < now() - $1 * interval '1 millisecond'`,
			[afterMs],
		);
	}

	/** Lets one job be sent again. */
	async unsend(id: number): Promise<void> {
		await this.db.query('UPDATE outbox SET sent_at = NULL WHERE id = $1', [id]);
	}

	/** Forgets what was done long ago, and with it the keys of that time. */
	private async prune(): Promise<void> {
		await this.db.query('DELETE FROM outbox WHERE done_at < now() - $1::interval', [KEEP_DONE]);
	}
}
