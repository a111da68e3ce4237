import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import type { EventType } from '../platform/events/event-type.js';
import {
	CourseArchived,
	CourseDeleted,
	CoursePublished,
	CourseReopened,
	CourseRestored,
	type OfCourse,
} from './course.events.js';
import { RECOVERY_DAYS } from './courses.queries.js';
import { Runs } from './runs/runs.service.js';

/** Draft → published → archived, and out of sight and back. Doing a step twice does it once. */
@Injectable()
export class CourseLife {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly runs: Runs,
	) {}

	publish(actor: { id: number }, courseId: number): Promise<void> {
		const step =
			'UPDATE courses SET published_at = now() WHERE id = $1 AND published_at IS NULL RETURNING id';
		return this.take(step, CoursePublished, actor, courseId);
	}

	archive(actor: { id: number }, courseId: number): Promise<void> {
		const step = 'UPDATE courses SET archived_at = now() WHERE id = $1 AND archived_at IS NULL RETURNING id';
		return this.take(step, CourseArchived, actor, courseId);
	}

	reopen(actor: { id: number }, courseId: number): Promise<void> {
		const step =
			'UPDATE courses SET archived_at = NULL WHERE id = $1 AND archived_at IS NOT NULL RETURNING id';
		return this.take(step, CourseReopened, actor, courseId);
	}

	/** Out of everybody's sight; its organisers can bring it back for 30 days. */
	remove(actor: { id: number }, courseId: number): Promise<void> {
		const step = 'UPDATE courses SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING id';
		return this.take(step, CourseDeleted, actor, courseId);
	}

	restore(actor: { id: number }, courseId: number): Promise<void> {
		const step = 'UPDATE courses SET deleted_at = NULL WHERE id = $1 AND deleted_at IS NOT NULL RETURNING id';
		return this.take(step, CourseRestored, actor, courseId);
	}

	/** For ever, of a course that was deleted long enough ago; badges that stand in the way go first. */
	async purge(tx: EntityManager, courseId: number): Promise<void> {
		await rows(
			tx,
			`DELETE FROM courses WHERE id = $1 AND deleted_at <= now() - interval '${RECOVERY_DAYS} days'`,
			[courseId],
		);
	}

	private take(
		step: string,
		event: EventType<OfCourse>,
		actor: { id: number },
		courseId: number,
	): Promise<void> {
		return this.db.transaction(async (tx) => {
			const [taken] = await rows(tx, step, [courseId]);
			if (!taken) return;
			await this.events.record(tx, event, { courseId }, actor.id);
			await this.runs.announce(tx, actor, courseId);
		});
	}
}
