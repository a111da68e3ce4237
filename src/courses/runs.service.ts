import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { CourseSettingsChanged, RunCreated } from './course.events.js';
import type { Pace, SignUp } from './run.entity.js';
import { Seats } from './seats.service.js';

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
		});
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
