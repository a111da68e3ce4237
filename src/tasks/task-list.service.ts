import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { CourseCompleted, TaskMoved, TaskRemoved, TaskRestored } from './task.events.js';

interface Author {
	id: number;
}

/** Which tasks a course has, and in which order. */
@Injectable()
export class TaskList {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Swaps a task with its neighbour; at the edge nothing happens. */
	async move(
		author: Author,
		courseId: number,
		taskId: number,
		direction: 'up' | 'down',
	): Promise<'moved' | 'at-the-edge' | 'gone'> {
		return this.db.transaction(async (tx) => {
			await this.lock(tx, courseId);
			const order = await this.order(tx, courseId);
			const from = order.indexOf(taskId);
			if (from < 0) return 'gone';
			const to = direction === 'up' ? from - 1 : from + 1;
			const neighbour = order[to];
			if (neighbour === undefined) return 'at-the-edge';
			order[to] = taskId;
			order[from] = neighbour;
			await this.number(tx, order);
			await this.events.record(tx, TaskMoved, { courseId, taskId }, author.id);
			return 'moved';
		});
	}

	/** Puts all tasks in this order; `changed` when these are not exactly the tasks that the course has. */
	async arrange(
		author: Author,
		courseId: number,
		wanted: readonly number[],
	): Promise<'arranged' | 'unchanged' | 'changed'> {
		return this.db.transaction(async (tx) => {
			await this.lock(tx, courseId);
			const order = await this.order(tx, courseId);
			const present = new Set(order);
			const isAll = wanted.length === order.length && new Set(wanted).size === order.length;
			if (!isAll || !wanted.every((id) => present.has(id))) return 'changed';
			const moved = wanted.find((id, index) => id !== order[index]);
			if (moved === undefined) return 'unchanged';
			await this.number(tx, wanted);
			await this.events.record(tx, TaskMoved, { courseId, taskId: moved }, author.id);
			return 'arranged';
		});
	}

	/** Takes a task out; its text, ticks and talk stay and come back with it. */
	async remove(author: Author, courseId: number, taskId: number): Promise<'removed' | 'gone'> {
		return this.db.transaction(async (tx) => {
			await this.lock(tx, courseId);
			const [removed] = await rows(
				tx,
				`UPDATE tasks SET removed_at = now() WHERE course_id = $1 AND id = $2 AND removed_at IS NULL RETURNING id`,
				[courseId, taskId],
			);
			if (!removed) return 'gone';
			await this.events.record(tx, TaskRemoved, { courseId, taskId }, author.id);
			for (const userId of await this.finishedWithout(tx, courseId, taskId))
				await this.events.record(tx, CourseCompleted, { courseId, userId }, author.id);
			return 'removed';
		});
	}

	/** Brings a removed task back to about where it was. */
	async restore(author: Author, courseId: number, taskId: number): Promise<'restored' | 'not-removed'> {
		return this.db.transaction(async (tx) => {
			await this.lock(tx, courseId);
			const [restored] = await rows(
				tx,
				`UPDATE tasks SET removed_at = NULL
				WHERE course_id = $1 AND id = $2 AND removed_at IS NOT NULL RETURNING id`,
				[courseId, taskId],
			);
			if (!restored) return 'not-removed';
			await this.events.record(tx, TaskRestored, { courseId, taskId }, author.id);
			return 'restored';
		});
	}

	private async order(tx: EntityManager, courseId: number): Promise<number[]> {
		const tasks = await rows<{ id: number }>(
			tx,
			'SELECT id FROM tasks WHERE course_id = $1 AND removed_at IS NULL ORDER BY position, id',
			[courseId],
		);
		return tasks.map(({ id }) => id);
	}

	private async number(tx: EntityManager, order: readonly number[]): Promise<void> {
		await rows(
			tx,
			`UPDATE tasks t SET position = o.position
			FROM unnest($1::int[]) WITH ORDINALITY AS o (id, position)
			WHERE t.id = o.id AND t.position <> o.position`,
			[order],
		);
	}

	private async lock(tx: EntityManager, courseId: number): Promise<void> {
		await rows(tx, 'SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE', [courseId]);
	}

	/** Participants for whom the removed task was the last open one. */
	private async finishedWithout(tx: EntityManager, courseId: number, taskId: number): Promise<number[]> {
		// Waits for ticks on their way, and makes later ones count without the removed task.
		const participants = await rows<{ userId: number }>(
			tx,
			`SELECT m.user_id AS "userId" FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = $1 AND m.left_at IS NULL ORDER BY m.id FOR NO KEY UPDATE OF m`,
			[courseId],
		);
		const finished = await rows<{ userId: number }>(
			tx,
			`SELECT DISTINCT p.id AS "userId" FROM unnest($3::int[]) AS p (id)
			WHERE EXISTS (SELECT FROM tasks t WHERE t.course_id = $1 AND t.removed_at IS NULL)
				AND NOT EXISTS (SELECT FROM completions d WHERE d.user_id = p.id AND d.task_id = $2 AND d.undone_at IS NULL)
				AND NOT EXISTS (SELECT FROM tasks t WHERE t.course_id = $1 AND t.removed_at IS NULL AND NOT EXISTS (
					SELECT FROM completions d WHERE d.user_id = p.id AND d.task_id = t.id AND d.undone_at IS NULL))`,
			[courseId, taskId, participants.map(({ userId }) => userId)],
		);
		return finished.map(({ userId }) => userId);
	}
}
