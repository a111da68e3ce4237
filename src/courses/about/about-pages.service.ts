import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { AboutRevised } from '../course.events.js';

export interface AboutEdit {
	bodyMd: string;
	note: string;
	/** The revision that the editor had before them. */
	baseRevisionId: number;
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

@Injectable()
export class AboutPages {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** The first revision of a new course. */
	async begin(tx: EntityManager, courseId: number, authorId: number, bodyMd: string): Promise<void> {
		await rows(
			tx,
			`INSERT INTO about_revisions (course_id, author_id, body_md, body_html, content_hash)
			VALUES ($1, $2, $3, $4, $5)`,
			[courseId, authorId, bodyMd, renderMarkdown(bodyMd), hashOf(bodyMd)],
		);
	}

	/** The text of a copied course, upon the outline that it began with. */
	async adopt(tx: EntityManager, courseId: number, authorId: number, bodyMd: string): Promise<void> {
		await rows(
			tx,
			`INSERT INTO about_revisions (course_id, parent_id, author_id, body_md, body_html, content_hash)
			SELECT course_id, id, $2, $3, $4, $5 FROM about_revisions WHERE course_id = $1 AND content_hash <> $5`,
			[courseId, authorId, bodyMd, renderMarkdown(bodyMd), hashOf(bodyMd)],
		);
	}

	/** Saves a new revision upon the one that was edited; `stale` when somebody else saved upon it before. */
	async revise(
		authorId: number,
		courseId: number,
		{ bodyMd, note, baseRevisionId }: AboutEdit,
	): Promise<'saved' | 'unchanged' | 'stale'> {
		return this.db.transaction(async (tx) => {
			const [base] = await rows<{ hash: string; isLatest: boolean }>(
				tx,
				`SELECT content_hash AS hash, NOT EXISTS (SELECT FROM about_revisions next WHERE next.parent_id = base.id) AS "isLatest"
				FROM about_revisions base WHERE id = $1 AND course_id = $2`,
				[baseRevisionId, courseId],
			);
			if (!base?.isLatest) return 'stale';
			if (base.hash === hashOf(bodyMd)) return 'unchanged';
			return this.save(tx, authorId, courseId, baseRevisionId, bodyMd, note);
		});
	}

	/** Makes an earlier revision the newest one; `stale` when somebody saves at the same moment. */
	async restore(
		authorId: number,
		courseId: number,
		revisionId: number,
	): Promise<'saved' | 'unchanged' | 'stale' | 'gone'> {
		return this.db.transaction(async (tx) => {
			const [earlier] = await rows<{ bodyMd: string; hash: string; latestId: number; latestHash: string }>(
				tx,
				`SELECT a.body_md AS "bodyMd", a.content_hash AS hash, latest.id AS "latestId",
					latest.content_hash AS "latestHash"
				FROM about_revisions a CROSS JOIN LATERAL (
					SELECT id, content_hash FROM about_revisions WHERE course_id = $1 ORDER BY id DESC LIMIT 1) latest
				WHERE a.course_id = $1 AND a.id = $2`,
				[courseId, revisionId],
			);
			if (!earlier) return 'gone';
			if (earlier.hash === earlier.latestHash) return 'unchanged';
			return this.save(tx, authorId, courseId, earlier.latestId, earlier.bodyMd, '');
		});
	}

	private async save(
		tx: EntityManager,
		authorId: number,
		courseId: number,
		parentId: number,
		bodyMd: string,
		note: string,
	): Promise<'saved' | 'stale'> {
		const [saved] = await rows<{ id: number }>(
			tx,
			`INSERT INTO about_revisions (course_id, parent_id, author_id, body_md, body_html, content_hash, note)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (parent_id) WHERE parent_id IS NOT NULL DO NOTHING RETURNING id`,
			[courseId, parentId, authorId, bodyMd, renderMarkdown(bodyMd), hashOf(bodyMd), note],
		);
		if (!saved) return 'stale';
		await rows(tx, 'UPDATE courses SET updated_at = now() WHERE id = $1', [courseId]);
		await this.events.record(tx, AboutRevised, { courseId, revisionId: saved.id }, authorId);
		return 'saved';
	}
}
