import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { contentHash, type TaskContent } from './task-content.js';
import { TaskCreated, TaskRevised } from './task.events.js';

interface Author {
	id: number;
}
interface Present extends TaskContent {
	revisionId: number;
}

export type Revised =
	| { outcome: 'saved' | 'unchanged' | 'gone' }
	/** Somebody saved in between; `current` is what they wrote. */
	| { outcome: 'stale'; current: Present };

@Injectable()
export class TaskAuthoring {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Adds a task at the end of the course and resolves to its id. */
	async create(author: Author, courseId: number, content: TaskContent, note = ''): Promise<number> {
		const [id] = await this.createAll(author, courseId, [content], note);
		if (id === undefined) throw new Error(`No task was added to course ${courseId}.`);
		return id;
	}

	/**
	 * Adds tasks at the end of the course in this order, all of them or none, and resolves to their ids. The same tasks
	 * sent again within a minute are the ones that are there.
	 */
	async createAll(
		author: Author,
		courseId: number,
		contents: readonly TaskContent[],
		note = '',
	): Promise<number[]> {
		return this.db.transaction(async (tx) => {
			// Two authors at once would both take the last position.
			await rows(tx, 'SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE', [courseId]);
			const sent = await this.sentBefore(tx, author, courseId, contents);
			if (sent) return sent;
			const ids: number[] = [];
			for (const content of contents) ids.push(await this.add(tx, author, courseId, content, note));
			return ids;
		});
	}

	/** Saves a text that was written on the revision `base`. A text that is there already is not saved again. */
	async revise(
		author: Author,
		courseId: number,
		taskId: number,
		base: number,
		content: TaskContent,
		note: string,
	): Promise<Revised> {
		return this.db.transaction(async (tx) => {
			const current = await this.lock(tx, courseId, taskId);
			if (!current) return { outcome: 'gone' };
			if (contentHash(current) === contentHash(content)) return { outcome: 'unchanged' };
			if (current.revisionId !== base) return { outcome: 'stale', current };
			await this.save(tx, author, courseId, taskId, current.revisionId, content, note);
			return { outcome: 'saved' };
		});
	}

	/** Makes an earlier revision the newest one. */
	async restore(
		author: Author,
		courseId: number,
		taskId: number,
		revisionId: number,
	): Promise<'saved' | 'unchanged' | 'gone'> {
		return this.db.transaction(async (tx) => {
			const current = await this.lock(tx, courseId, taskId);
			const [content] = await rows<TaskContent>(
				tx,
				`SELECT title, body_md AS body, proof, work_audience AS "workAudience"
				FROM task_revisions WHERE task_id = $1 AND id = $2`,
				[taskId, revisionId],
			);
			if (!current || !content) return 'gone';
			if (contentHash(current) === contentHash(content)) return 'unchanged';
			await this.save(tx, author, courseId, taskId, current.revisionId, content, '');
			return 'saved';
		});
	}

	/** The last tasks of the course, if they are just what this author sends now: the form was sent twice. */
	private async sentBefore(
		tx: EntityManager,
		author: Author,
		courseId: number,
		contents: readonly TaskContent[],
	): Promise<number[] | undefined> {
		const last = await rows<{ id: number; hash: string; isRecent: boolean }>(
			tx,
			`SELECT t.id, r.content_hash AS hash,
				r.author_id = $2 AND r.parent_id IS NULL AND r.created_at > now() - interval '1 minute' AS "isRecent"
			FROM tasks t JOIN task_revisions r ON r.id = t.revision_id
			WHERE t.course_id = $1 AND t.removed_at IS NULL ORDER BY t.position DESC, t.id DESC LIMIT $3`,
			[courseId, author.id, contents.length],
		);
		const tasks = last.reverse();
		const isSame =
			tasks.length === contents.length &&
			contents.every((content, n) => tasks[n]?.isRecent && tasks[n]?.hash === contentHash(content));
		return isSame ? tasks.map(({ id }) => id) : undefined;
	}

	private async add(
		tx: EntityManager,
		author: Author,
		courseId: number,
		content: TaskContent,
		note: string,
	): Promise<number> {
		const { title, body, proof, workAudience = 'course' } = content;
		const [task] = await rows<{ id: number }>(
			tx,
			`INSERT INTO tasks (course_id, position, title, body_md, body_html, proof, work_audience)
			SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6 FROM tasks WHERE course_id = $1 RETURNING id`,
			[courseId, title, body, renderMarkdown(body), proof, workAudience],
		);
		if (!task) throw new Error(`No task was added to course ${courseId}.`);
		const revisionId = await this.addRevision(tx, author, task.id, null, content, note);
		await rows(tx, 'UPDATE tasks SET revision_id = $2 WHERE id = $1', [task.id, revisionId]);
		await this.events.record(tx, TaskCreated, { courseId, taskId: task.id, revisionId }, author.id);
		return task.id;
	}

	private async lock(tx: EntityManager, courseId: number, taskId: number): Promise<Present | undefined> {
		const [task] = await rows<Present>(
			tx,
			`SELECT revision_id AS "revisionId", title, body_md AS body, proof, work_audience AS "workAudience" FROM tasks
			WHERE course_id = $1 AND id = $2 AND removed_at IS NULL FOR NO KEY UPDATE`,
			[courseId, taskId],
		);
		return task;
	}

	private async save(
		tx: EntityManager,
		author: Author,
		courseId: number,
		taskId: number,
		parentId: number,
		content: TaskContent,
		note: string,
	): Promise<void> {
		const revisionId = await this.addRevision(tx, author, taskId, parentId, content, note);
		await rows(
			tx,
			`UPDATE tasks SET title = $2, body_md = $3, body_html = $4, proof = $5, work_audience = $6, revision_id = $7
			WHERE id = $1`,
			[
				taskId,
				content.title,
				content.body,
				renderMarkdown(content.body),
				content.proof,
				content.workAudience ?? 'course',
				revisionId,
			],
		);
		await this.events.record(tx, TaskRevised, { courseId, taskId, revisionId }, author.id);
	}

	private async addRevision(
		tx: EntityManager,
		author: Author,
		taskId: number,
		parentId: number | null,
		content: TaskContent,
		note: string,
	): Promise<number> {
		const [revision] = await rows<{ id: number }>(
			tx,
			`INSERT INTO task_revisions (task_id, parent_id, title, body_md, proof, work_audience, content_hash, author_id, note)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
			[
				taskId,
				parentId,
				content.title,
				content.body,
				content.proof,
				content.workAudience ?? 'course',
				contentHash(content),
				author.id,
				note,
			],
		);
		if (!revision) throw new Error(`Task ${taskId} got no revision.`);
		return revision.id;
	}
}
