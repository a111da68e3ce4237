import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { CourseSettingsChanged, RunCreated, RunOpened } from '../course.events.js';
import type { Pace, SignUp } from './run.entity.js';
import { takesPeople } from './run.policy.js';
import { Seats } from '../memberships/seats.service.js';

/** How the first run of a course begins; its dates come later. */
export interface FirstRun {
	pace: Pace;
	signUp: SignUp;
	seats: number | null;
}

export interface RunSettings extends FirstRun {
	startsOn: string | null;
	endsOn: string | null;
	timeZone: string;
}

/** SQL that holds for a run `r` that nobody was ever in or waits for, and that is not the only one. */
const UNUSED = `NOT EXISTS (SELECT FROM memberships m WHERE m.run_id = r.id)
	AND NOT EXISTS (SELECT FROM waiting_places w WHERE w.run_id = r.id)
	AND EXISTS (SELECT FROM runs other WHERE other.course_id = r.course_id AND other.id <> r.id)`;

/** What is stored of them: a run at any time has no dates. */
function stored({ pace, startsOn, endsOn, timeZone, signUp, seats }: RunSettings): unknown[] {
	const isFixed = pace === 'fixed';
	return [pace, isFixed ? startsOn : null, isFixed ? endsOn : null, timeZone, signUp, seats];
}

@Injectable()
export class Runs {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly seats: Seats,
	) {}

	/** The first run of a new course. */
	async begin(tx: EntityManager, courseId: number, run: FirstRun & { timeZone: string }): Promise<void> {
		await this.insert(tx, courseId, { ...run, startsOn: null, endsOn: null });
	}

	async create(actor: { id: number }, courseId: number, settings: RunSettings): Promise<void> {
		await this.db.transaction(async (tx) => {
			const runId = await this.insert(tx, courseId, settings);
			await this.events.record(tx, RunCreated, { courseId, runId }, actor.id);
			await this.announce(tx, actor, courseId);
		});
	}

	/** Says of each run that takes people now, and never did before, that it is open. */
	async announce(tx: EntityManager, actor: { id: number }, courseId: number): Promise<void> {
		const open = (await this.seats.lock(tx, courseId)).filter((run) => run.isLive && takesPeople(run));
		const announced = await rows<{ id: number }>(
			tx,
			`UPDATE runs r SET announced_at = now() FROM courses c
			WHERE c.id = r.course_id AND c.published_at IS NOT NULL AND r.id = ANY($1) AND r.announced_at IS NULL
			RETURNING r.id`,
			[open.map(({ id }) => id)],
		);
		for (const { id } of announced)
			await this.events.record(tx, RunOpened, { courseId, runId: id }, actor.id);
	}

	/**
	 * Takes away a run that nobody was ever in or waits for, unless it is the only one. `isUsed` is asked what else stands
	 * in the way, while nobody can get to the run.
	 */
	async remove(
		actor: { id: number },
		courseId: number,
		runId: number,
		isUsed: (tx: EntityManager) => Promise<boolean>,
	): Promise<'removed' | 'used'> {
		return this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT id FROM runs WHERE course_id = $1 ORDER BY id FOR UPDATE', [courseId]);
			if (await isUsed(tx)) return 'used';
			const [removed] = await rows(
				tx,
				`DELETE FROM runs r WHERE r.id = $1 AND r.course_id = $2 AND ${UNUSED} RETURNING r.id`,
				[runId, courseId],
			);
			if (!removed) return 'used';
			await this.events.record(tx, CourseSettingsChanged, { courseId }, actor.id);
			return 'removed';
		});
	}

	/** The runs that `remove` would take away as far as this feature knows. */
	async unused(courseId: number): Promise<ReadonlySet<number>> {
		const unused = await this.db.query<{ id: number }>(
			`SELECT r.id FROM runs r WHERE r.course_id = $1 AND ${UNUSED}`,
			[courseId],
		);
		return new Set(unused.map(({ id }) => id));
	}

	/** Seats that this adds go to those who wait. Nobody is thrown out: `over` counts those beyond the new limit. */
	async change(
		actor: { id: number },
		courseId: number,
		runId: number,
		settings: RunSettings,
	): Promise<{ over: number }> {
		return this.db.transaction(async (tx) => {
			await this.seats.lock(tx, courseId);
			await rows(
				tx,
				`UPDATE runs SET pace = $3, starts_on = $4, ends_on = $5, time_zone = $6, sign_up = $7, seats = $8
				WHERE id = $1 AND course_id = $2`,
				[runId, courseId, ...stored(settings)],
			);
			await this.events.record(tx, CourseSettingsChanged, { courseId }, actor.id);
			const run = (await this.seats.lock(tx, courseId)).find(({ id }) => id === runId);
			if (run) await this.seats.fill(tx, run);
			await this.announce(tx, actor, courseId);
			const [people] = await rows<{ over: number }>(
				tx,
				`SELECT greatest(0, count(*) - $2::int)::int AS over
				FROM memberships WHERE run_id = $1 AND left_at IS NULL`,
				[runId, settings.seats],
			);
			return { over: people?.over ?? 0 };
		});
	}

	/** Lets nobody in any more; whoever is in stays. */
	async close(actor: { id: number }, courseId: number, runId: number): Promise<void> {
		await this.db.transaction(async (tx) => {
			const [closed] = await rows(
				tx,
				`UPDATE runs SET sign_up = 'closed' WHERE id = $1 AND course_id = $2 AND sign_up <> 'closed' RETURNING id`,
				[runId, courseId],
			);
			if (closed) await this.events.record(tx, CourseSettingsChanged, { courseId }, actor.id);
		});
	}

	private async insert(tx: EntityManager, courseId: number, settings: RunSettings): Promise<number> {
		const [run] = await rows<{ id: number }>(
			tx,
			`INSERT INTO runs (course_id, pace, starts_on, ends_on, time_zone, sign_up, seats)
			VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
			[courseId, ...stored(settings)],
		);
		return run?.id ?? 0;
	}
}
