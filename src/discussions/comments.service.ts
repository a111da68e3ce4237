import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import {
	CommentEdited,
	CommentHidden,
	CommentPosted,
	CommentRemoved,
	CommentShown,
} from './comment.events.js';

interface Person {
	id: number;
}
interface OfCourse {
	id: number;
	courseId: number;
}

export interface NewComment {
	courseId: number;
	taskId: number | null;
	threadId: number | null;
	body: string;
}

interface Place {
	taskId: number | null;
	threadId: number | null;
	isHidden: boolean;
	/** The same words by the same person in the same place a moment ago. */
	repeats: number | null;
}

export type Posted =
	| { outcome: 'posted' | 'said-already'; id: number; threadId: number; taskId: number | null }
	| { outcome: 'gone' }
	| { outcome: 'hidden-thread' };

@Injectable()
export class Comments {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Opens a thread or answers in one; an answer to an answer joins its thread, which has two levels. */
	async post(author: Person, comment: NewComment): Promise<Posted> {
		const html = renderMarkdown(comment.body);
		return this.db.transaction(async (tx) => {
			// One person's comments come one after the other, so that a double submit sees the first.
			const [, place] = await Promise.all([
				rows(tx, `SELECT pg_advisory_xact_lock(hashtext('comments.post'), $1)`, [author.id]),
				this.placeOf(tx, author, comment),
			]);
			if (!place) return { outcome: 'gone' };
			if (place.isHidden) return { outcome: 'hidden-thread' };
			const { taskId } = place;
			if (place.repeats !== null) {
				const id = place.repeats;
				return { outcome: 'said-already', id, threadId: place.threadId ?? id, taskId };
			}
			const id = await this.insert(tx, author, comment, place, html);
			const threadId = place.threadId ?? id;
			const payload = { commentId: id, courseId: comment.courseId, taskId, threadId, authorId: author.id };
			await this.events.record(tx, CommentPosted, payload, author.id);
			return { outcome: 'posted', id, threadId, taskId };
		});
	}

	/** New words for a comment. Saving the same words again does not mark it as edited. */
	async edit(author: Person, { id, courseId }: OfCourse, body: string): Promise<'edited' | 'gone'> {
		const html = renderMarkdown(body);
		return this.db.transaction(async (tx) => {
			const [edited] = await rows<{ isNew: boolean }>(
				tx,
				`UPDATE comments c SET body_md = $3, body_html = $4,
					edited_at = CASE WHEN old.body_md = $3 THEN c.edited_at ELSE now() END
				FROM (SELECT id, body_md FROM comments WHERE id = $1 FOR UPDATE) old
				WHERE c.id = old.id AND c.author_id = $2 AND c.removed_at IS NULL
				RETURNING old.body_md <> $3 AS "isNew"`,
				[id, author.id, body, html],
			);
			if (!edited) return 'gone';
			if (edited.isNew) await this.events.record(tx, CommentEdited, { commentId: id, courseId }, author.id);
			return 'edited';
		});
	}

	/** Takes one's own words back for good; answers to them stay. */
	async remove(author: Person, { id, courseId }: OfCourse): Promise<void> {
		await this.db.transaction(async (tx) => {
			const removed = await rows(
				tx,
				`UPDATE comments SET removed_at = now(), body_md = '', body_html = ''
				WHERE id = $1 AND author_id = $2 AND removed_at IS NULL RETURNING id`,
				[id, author.id],
			);
			if (removed.length === 0) return;
			await this.events.record(tx, CommentRemoved, { commentId: id, courseId }, author.id);
		});
	}

	/** Takes back all that somebody said whose account goes. */
	async removeAllOf(tx: EntityManager, author: Person): Promise<void> {
		await rows(
			tx,
			`UPDATE comments SET removed_at = now(), body_md = '', body_html = ''
			WHERE author_id = $1 AND removed_at IS NULL`,
			[author.id],
		);
	}

	async hide(organiser: Person, { id, courseId }: OfCourse, reason: string): Promise<void> {
		await this.db.transaction(async (tx) => {
			const hidden = await rows(
				tx,
				`UPDATE comments SET hidden_at = now(), hidden_by = $2, hidden_reason = $3
				WHERE id = $1 AND hidden_at IS NULL AND removed_at IS NULL RETURNING id`,
				[id, organiser.id, reason],
			);
			if (hidden.length === 0) return;
			await this.events.record(tx, CommentHidden, { commentId: id, courseId }, organiser.id);
		});
	}

	async show(organiser: Person, { id, courseId }: OfCourse): Promise<void> {
		await this.db.transaction(async (tx) => {
			const shown = await rows(
				tx,
				`UPDATE comments SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL
				WHERE id = $1 AND hidden_at IS NOT NULL RETURNING id`,
				[id],
			);
			if (shown.length === 0) return;
			await this.events.record(tx, CommentShown, { commentId: id, courseId }, organiser.id);
		});
	}

	/** Where the comment would stand, if that place is there in this course. */
	private async placeOf(tx: EntityManager, author: Person, comment: NewComment): Promise<Place | undefined> {
		const { courseId, taskId, threadId, body } = comment;
		const [place] = await rows<Place>(
			tx,
			`SELECT place.*, (
				SELECT c.id FROM comments c
				WHERE c.course_id = $1 AND c.author_id = $4 AND c.body_md = $5
					AND c.task_id IS NOT DISTINCT FROM place."taskId"
					AND c.thread_id IS NOT DISTINCT FROM place."threadId"
					AND c.removed_at IS NULL AND c.created_at > now() - interval '1 minute'
				ORDER BY c.id LIMIT 1) AS repeats
			FROM (
				SELECT r.task_id AS "taskId", r.id AS "threadId", r.hidden_at IS NOT NULL AS "isHidden"
				FROM comments a JOIN comments r ON r.id = coalesce(a.thread_id, a.id)
				LEFT JOIN tasks k ON k.id = r.task_id
				WHERE a.id = $3 AND a.course_id = $1 AND (k.id IS NULL OR k.removed_at IS NULL)
				UNION ALL
				SELECT k.id, NULL, false FROM tasks k
				WHERE $3::int IS NULL AND k.id = $2 AND k.course_id = $1 AND k.removed_at IS NULL
				UNION ALL
				SELECT NULL, NULL, false WHERE $3::int IS NULL AND $2::int IS NULL
			) place`,
			[courseId, taskId, threadId, author.id, body],
		);
		return place;
	}

	private async insert(
		tx: EntityManager,
		author: Person,
		comment: NewComment,
		place: Place,
		html: string,
	): Promise<number> {
		const [row] = await rows<{ id: number }>(
			tx,
			`INSERT INTO comments (course_id, task_id, thread_id, author_id, body_md, body_html)
			VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
			[comment.courseId, place.taskId, place.threadId, author.id, comment.body, html],
		);
		if (!row) throw new Error('The comment was not stored.');
		return row.id;
	}
}
