import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import type { HandedIn } from './completion.form.js';
import { CourseCompleted, TaskCompleted, TaskUndone } from './task.events.js';

interface Person {
	id: number;
}
interface Present {
	completionId: number | null;
	proofUrl: string | null;
	proofMd: string | null;
}

export type Completed =
	| 'done'
	| 'course-completed'
	| 'already-done'
	/** It was done before; the new proof of work takes the place of the old one. */
	| 'proof-changed'
	| 'not-a-participant'
	| 'gone';

@Injectable()
export class Completions {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Ticks a task for a participant. A course is told complete once, whichever of two last ticks comes first. */
	async complete(person: Person, courseId: number, taskId: number, work: HandedIn): Promise<Completed> {
		return this.db.transaction(async (tx) => {
			if (!(await this.lockMembership(tx, person, courseId))) return 'not-a-participant';
			const present = await this.present(tx, person, courseId, taskId);
			if (!present) return 'gone';
			if (present.completionId !== null) return this.handInAgain(tx, person, taskId, present, work);
			await this.tick(tx, person, taskId, work);
			const payload = { courseId, taskId, userId: person.id };
			await this.events.record(tx, TaskCompleted, payload, person.id);
			if (await this.hasOpenTask(tx, person, courseId)) return 'done';
			await this.events.record(tx, CourseCompleted, { courseId, userId: person.id }, person.id);
			return 'course-completed';
		});
	}

	/** Takes a tick back; its row and its proof stay in the history. */
	async undo(person: Person, courseId: number, taskId: number): Promise<'undone' | 'not-done'> {
		return this.db.transaction(async (tx) => {
			await this.lockMembership(tx, person, courseId);
			const present = await this.present(tx, person, courseId, taskId);
			if (!present?.completionId) return 'not-done';
			await this.end(tx, present.completionId);
			const payload = { courseId, taskId, userId: person.id };
			await this.events.record(tx, TaskUndone, payload, person.id);
			return 'undone';
		});
	}

	/** One person's ticks in a course come one after the other, so that each counts the ones before it. */
	private async lockMembership(tx: EntityManager, { id }: Person, courseId: number): Promise<boolean> {
		const stays = await rows(
			tx,
			`SELECT m.id FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = $1 AND m.user_id = $2 AND m.left_at IS NULL ORDER BY m.id FOR NO KEY UPDATE OF m`,
			[courseId, id],
		);
		return stays.length > 0;
	}

	private async present(
		tx: EntityManager,
		{ id }: Person,
		courseId: number,
		taskId: number,
	): Promise<Present | undefined> {
		const [present] = await rows<Present>(
			tx,
			`SELECT d.id AS "completionId", d.proof_url AS "proofUrl", d.proof_md AS "proofMd"
			FROM tasks t LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $3 AND d.undone_at IS NULL
			WHERE t.course_id = $1 AND t.id = $2 AND t.removed_at IS NULL`,
			[courseId, taskId, id],
		);
		return present;
	}

	private async handInAgain(
		tx: EntityManager,
		person: Person,
		taskId: number,
		{ completionId, proofUrl, proofMd }: Present,
		work: HandedIn,
	): Promise<'already-done' | 'proof-changed'> {
		const isNew = (work.url ?? work.md) !== null && (work.url !== proofUrl || work.md !== proofMd);
		if (completionId === null || !isNew) return 'already-done';
		await this.end(tx, completionId);
		await this.tick(tx, person, taskId, work);
		return 'proof-changed';
	}

	private async end(tx: EntityManager, completionId: number): Promise<void> {
		await rows(tx, 'UPDATE completions SET undone_at = now() WHERE id = $1', [completionId]);
	}

	private async tick(tx: EntityManager, { id }: Person, taskId: number, work: HandedIn): Promise<void> {
		await rows(
			tx,
			`INSERT INTO completions (task_id, user_id, proof_url, proof_md, proof_html) VALUES ($1, $2, $3, $4, $5)`,
			[taskId, id, work.url, work.md, work.html],
		);
	}

	private async hasOpenTask(tx: EntityManager, { id }: Person, courseId: number): Promise<boolean> {
		const open = await rows(
			tx,
			`SELECT t.id FROM tasks t WHERE t.course_id = $1 AND t.removed_at IS NULL AND NOT EXISTS (
				SELECT FROM completions d WHERE d.task_id = t.id AND d.user_id = $2 AND d.undone_at IS NULL) LIMIT 1`,
			[courseId, id],
		);
		return open.length > 0;
	}
}
