import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { rows } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { CourseJoined, CourseSeatFreed } from '../course.events.js';
import type { Pace, SignUp } from '../runs/run.entity.js';
import { type Phase, phaseOf } from '../runs/run-phase.js';

/** A run that nobody else can seat people in until the transaction is over. */
export interface LockedRun {
	id: number;
	courseId: number;
	seats: number | null;
	signUp: SignUp;
	phase: Phase;
	/** Its course is neither archived nor deleted. */
	isLive: boolean;
}

type StoredRun = Omit<LockedRun, 'phase'> & {
	pace: Pace;
	startsOn: string | null;
	endsOn: string | null;
	timeZone: string;
};

/** Gives out the seats of runs. Whoever finds none waits; a seat that comes free goes to the first who waits. */
@Injectable()
export class Seats {
	constructor(
		private readonly events: Events,
		private readonly clock: Clock,
	) {}

	/** Locks the runs of a course, always in the same order, so that its seats are given out one at a time. */
	async lock(tx: EntityManager, courseId: number): Promise<LockedRun[]> {
		const stored = await rows<StoredRun>(
			tx,
			`SELECT r.id, r.course_id AS "courseId", r.seats, r.sign_up AS "signUp", r.pace, r.time_zone AS "timeZone",
				r.starts_on::text AS "startsOn", r.ends_on::text AS "endsOn",
				c.archived_at IS NULL AND c.deleted_at IS NULL AS "isLive"
			FROM runs r JOIN courses c ON c.id = r.course_id
			WHERE r.course_id = $1 ORDER BY r.id FOR NO KEY UPDATE OF r`,
			[courseId],
		);
		return stored.map((run) => ({ ...run, phase: phaseOf(run, this.clock.now()) }));
	}

	/**
	 * Seats somebody in one of the locked runs, or puts them at the end of its waiting list. A place that they had on the
	 * list of another run of the course is given up for it. `emailSharedAt`: when they let the organisers see their address.
	 */
	async take(
		tx: EntityManager,
		locked: readonly LockedRun[],
		run: LockedRun,
		userId: number,
		actorId: number,
		emailSharedAt: Date | null = null,
	): Promise<'joined' | 'waiting' | 'already-member'> {
		const present = locked.filter(({ id, phase }) => id === run.id || phase !== 'ended');
		// A statement of its own: one that waited for the lock would still count what it saw before.
		const [counted] = await rows<{ taken: number; isIn: boolean }>(
			tx,
			`SELECT count(*) FILTER (WHERE run_id = $1)::int AS taken, coalesce(bool_or(user_id = $2), false) AS "isIn"
			FROM memberships WHERE run_id = ANY($3) AND left_at IS NULL`,
			[run.id, userId, present.map(({ id }) => id)],
		);
		if (counted?.isIn) return 'already-member';
		if (run.seats !== null && counted && counted.taken >= run.seats) {
			await this.wait(tx, run, userId, emailSharedAt);
			return 'waiting';
		}
		await this.enter(tx, run, userId, actorId, emailSharedAt);
		return 'joined';
	}

	/** Gives the free seats of a locked run to those who wait, in their order. */
	async fill(tx: EntityManager, { isLive, phase, ...run }: LockedRun): Promise<void> {
		if (!isLive || phase === 'ended') return;
		const next = await rows<{ userId: number }>(
			tx,
			`SELECT w.user_id AS "userId" FROM waiting_places w
			WHERE w.run_id = $1
				AND NOT EXISTS (SELECT FROM course_organisers o WHERE o.course_id = $2 AND o.user_id = w.user_id)
			ORDER BY w.id LIMIT CASE WHEN $3::int IS NOT NULL THEN greatest(0, $3 - (
				SELECT count(*) FROM memberships m WHERE m.run_id = $1 AND m.left_at IS NULL)) END`,
			[run.id, run.courseId, run.seats],
		);
		for (const { userId } of next) {
			await this.enter(tx, run, userId, userId);
			const payload = { courseId: run.courseId, runId: run.id, userId };
			await this.events.record(tx, CourseSeatFreed, payload, null);
		}
	}

	private async enter(
		tx: EntityManager,
		{ id, courseId }: Pick<LockedRun, 'id' | 'courseId'>,
		userId: number,
		actorId: number,
		emailSharedAt: Date | null = null,
	): Promise<void> {
		const [place] = await this.stopWaiting(tx, courseId, userId);
		await rows(tx, 'INSERT INTO memberships (run_id, user_id, email_shared_at) VALUES ($1, $2, $3)', [
			id,
			userId,
			emailSharedAt ?? place?.emailSharedAt ?? null,
		]);
		await this.events.record(tx, CourseJoined, { courseId, runId: id, userId }, actorId);
	}

	/** One place in each course: whoever waits for another run gives up the first. */
	private async wait(
		tx: EntityManager,
		{ id, courseId }: LockedRun,
		userId: number,
		emailSharedAt: Date | null,
	): Promise<void> {
		await rows(
			tx,
			`WITH others AS (
				DELETE FROM waiting_places w USING runs r
				WHERE r.id = w.run_id AND r.course_id = $3 AND w.run_id <> $1 AND w.user_id = $2
				RETURNING w.email_shared_at
			)
			INSERT INTO waiting_places (run_id, user_id, email_shared_at)
			VALUES ($1, $2, coalesce($4, (SELECT email_shared_at FROM others LIMIT 1)))
			ON CONFLICT (run_id, user_id) DO NOTHING`,
			[id, userId, courseId, emailSharedAt],
		);
	}

	/** Gives up somebody's place on the waiting list of a run, and tells what it was. */
	async stopWaiting(
		tx: EntityManager,
		courseId: number,
		userId: number,
	): Promise<{ emailSharedAt: Date | null }[]> {
		return rows<{ emailSharedAt: Date | null }>(
			tx,
			`DELETE FROM waiting_places w USING runs r
			WHERE r.id = w.run_id AND r.course_id = $1 AND w.user_id = $2
			RETURNING w.email_shared_at AS "emailSharedAt"`,
			[courseId, userId],
		);
	}
}
