import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Database, rows } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { CourseLeft } from '../course.events.js';
import { isTakingPart } from '../course.policy.js';
import type { CourseRow, RunRow } from '../courses.queries.js';
import { openRuns, takesPeople } from '../runs/run.policy.js';
import { type LockedRun, Seats } from './seats.service.js';

/** `waiting`: no seat is free, so they are on the list. `moderated`: they have to apply first. */
export type JoinOutcome = 'joined' | 'waiting' | 'already-member' | 'moderated' | 'closed';

export interface JoinWish {
	/** Which run; the next one to join unless told. */
	runId?: number | undefined;
	/** An organiser asked them in: neither questions nor closed sign-up stand in the way. */
	invited?: boolean;
	/** They let the organisers see their e-mail address. */
	sharesEmail?: boolean;
}

@Injectable()
export class Memberships {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly seats: Seats,
		private readonly clock: Clock,
	) {}

	/** Lets the person in. Whoever was here before finds their work as they left it, since work belongs to people. */
	join(member: { id: number }, course: CourseRow, wish: JoinWish = {}): Promise<JoinOutcome> {
		return this.db.transaction((tx) => this.enter(tx, member, course, wish));
	}

	/** As join, as a part of `tx`. */
	async enter(
		tx: EntityManager,
		member: { id: number },
		course: CourseRow,
		wish: JoinWish,
	): Promise<JoinOutcome> {
		if (isTakingPart(course)) return 'already-member';
		const wanted = this.wanted(course, wish);
		if (!wanted) return 'closed';
		const locked = await this.seats.lock(tx, course.id);
		const run = locked.find(({ id }) => id === wanted.id);
		if (!run?.isLive) return 'closed';
		if (!wish.invited && run.signUp !== 'open') return run.signUp;
		const emailSharedAt = wish.sharesEmail ? this.clock.now() : null;
		return this.seats.take(tx, locked, run, member.id, member.id, emailSharedAt);
	}

	/** Ends a stay; `actor` is who ended it, when it was not the person. Their seat goes to the first who waits. */
	async leave(
		member: { id: number },
		course: { id: number },
		actor: { id: number } = member,
	): Promise<'left' | 'not-a-member'> {
		return this.db.transaction(async (tx) => {
			const locked = await this.seats.lock(tx, course.id);
			return this.vacate(tx, locked, member, course, actor);
		});
	}

	/** Ends all stays of somebody, and all their waiting. Courses are taken in order, so that two who go never block each other. */
	async leaveAll(tx: EntityManager, member: { id: number }): Promise<void> {
		const courses = await rows<{ id: number }>(
			tx,
			`SELECT r.course_id AS id FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE m.user_id = $1 AND m.left_at IS NULL
			UNION SELECT r.course_id FROM waiting_places w JOIN runs r ON r.id = w.run_id WHERE w.user_id = $1
			ORDER BY id`,
			[member.id],
		);
		for (const course of courses) {
			const locked = await this.seats.lock(tx, course.id);
			await this.seats.stopWaiting(tx, course.id, member.id);
			await this.vacate(tx, locked, member, course, member);
		}
	}

	/** Gives up a place on the waiting list. */
	async stopWaiting(member: { id: number }, course: { id: number }): Promise<'given-up' | 'was-not-waiting'> {
		return this.db.transaction(async (tx) => {
			// Without the lock a seat that comes free now could still be theirs.
			await this.seats.lock(tx, course.id);
			const given = await this.seats.stopWaiting(tx, course.id, member.id);
			return given.length > 0 ? 'given-up' : 'was-not-waiting';
		});
	}

	private async vacate(
		tx: EntityManager,
		locked: readonly LockedRun[],
		member: { id: number },
		course: { id: number },
		actor: { id: number },
	): Promise<'left' | 'not-a-member'> {
		const left = await rows<{ runId: number }>(
			tx,
			`UPDATE memberships SET left_at = now()
			WHERE run_id = ANY($1) AND user_id = $2 AND left_at IS NULL RETURNING run_id AS "runId"`,
			[locked.map(({ id }) => id), member.id],
		);
		for (const { runId } of left) {
			const payload = { courseId: course.id, runId, userId: member.id };
			await this.events.record(tx, CourseLeft, payload, actor.id);
		}
		for (const run of locked) if (left.some(({ runId }) => runId === run.id)) await this.seats.fill(tx, run);
		return left.length > 0 ? 'left' : 'not-a-member';
	}

	private wanted(course: CourseRow, { runId, invited }: JoinWish): RunRow | undefined {
		const { publishedAt, archivedAt } = course;
		const open = openRuns(course);
		const choice =
			invited && publishedAt && !archivedAt
				? [...open, ...course.runs.filter((run) => !takesPeople(run) && run.phase !== 'ended')]
				: open;
		return runId === undefined ? choice[0] : choice.find(({ id }) => id === runId);
	}
}
