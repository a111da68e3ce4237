import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { OrganiserAdded, OrganiserEnded } from './course.events.js';

export interface CourseAlone {
	slug: string;
	title: string;
}

const HELD_ALONE = `SELECT c.slug, c.title FROM courses c JOIN course_organisers o ON o.course_id = c.id
	WHERE o.user_id = $1 AND c.deleted_at IS NULL AND NOT EXISTS (
		SELECT FROM course_organisers e WHERE e.course_id = c.id AND e.user_id <> $1)
	ORDER BY c.title, c.id`;

/** Who runs a course. It never loses its last organiser: the database sees to that too (ct_course_organisers_last). */
@Injectable()
export class Organisers {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** For somebody who agreed to it. */
	async add(
		tx: EntityManager,
		courseId: number,
		member: { id: number },
	): Promise<'added' | 'already-organiser'> {
		const [added] = await rows(
			tx,
			`INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)
			ON CONFLICT DO NOTHING RETURNING user_id`,
			[courseId, member.id],
		);
		if (!added) return 'already-organiser';
		await this.events.record(tx, OrganiserAdded, { courseId, userId: member.id }, member.id);
		return 'added';
	}

	/** Ends somebody's organising, by themselves or by another organiser. Of the last two, one always stays. */
	async end(
		actor: { id: number },
		courseId: number,
		userId: number,
	): Promise<'ended' | 'not-an-organiser' | 'last-organiser'> {
		return this.db.transaction(async (tx) => {
			// The next statement sees what was committed while this one waited.
			await rows(tx, 'SELECT FROM courses WHERE id = $1 FOR NO KEY UPDATE', [courseId]);
			const organisers = await rows<{ id: number }>(
				tx,
				'SELECT user_id AS id FROM course_organisers WHERE course_id = $1',
				[courseId],
			);
			const organises = (person: number) => organisers.some(({ id }) => id === person);
			if (!organises(userId) || !organises(actor.id)) return 'not-an-organiser';
			if (organisers.length === 1) return 'last-organiser';
			await rows(tx, 'DELETE FROM course_organisers WHERE course_id = $1 AND user_id = $2', [
				courseId,
				userId,
			]);
			await this.events.record(tx, OrganiserEnded, { courseId, userId }, actor.id);
			return 'ended';
		});
	}

	/** Courses that nobody else organises: somebody has to take them over before this person's account can go. */
	heldAloneBy(userId: number): Promise<CourseAlone[]> {
		return this.db.query(HELD_ALONE, [userId]);
	}

	/** True when nobody else organises one of their courses; nobody leaves those courses until `tx` is over. */
	async isNeeded(tx: EntityManager, userId: number): Promise<boolean> {
		await rows(
			tx,
			`SELECT FROM courses WHERE id IN (SELECT course_id FROM course_organisers WHERE user_id = $1)
			ORDER BY id FOR NO KEY UPDATE`,
			[userId],
		);
		return (await rows<CourseAlone>(tx, HELD_ALONE, [userId])).length > 0;
	}
}
