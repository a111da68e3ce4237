import { Injectable } from '@nestjs/common';
import type { Note } from '../archives/archive-note.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { TransferKind, TransferState } from './transfer.entity.js';
import { jobKey } from './transfers.service.js';

export interface TransferRow {
	id: string;
	kind: TransferKind;
	state: TransferState;
	fileName: string;
	done: number;
	total: number;
	report: Note[];
	problem: Note | null;
	createdAt: Date;
	/** Present and visible to whom the transfer belongs. */
	course: { slug: string; title: string } | null;
	/** All attempts failed, through no fault of the zip. */
	isStuck: boolean;
}

export interface CopyRow {
	slug: string;
	title: string;
	language: string;
	publishedAt: Date;
	organisers: string[];
}

const TRANSFER = `
	SELECT t.id, t.kind, t.state, t.file_name AS "fileName", t.done, t.total, t.report, t.problem,
		t.created_at AS "createdAt",
		(SELECT json_build_object('slug', c.slug, 'title', c.title) FROM courses c
			WHERE c.id = t.course_id AND c.deleted_at IS NULL AND (c.published_at IS NOT NULL OR EXISTS (
				SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = t.user_id))) AS course,
		t.state IN ('queued', 'running') AND EXISTS (
			SELECT FROM outbox o WHERE o.key = '${jobKey('')}' || t.id AND o.parked_at IS NOT NULL) AS "isStuck"
	FROM transfers t`;

@Injectable()
export class TransfersQueries {
	constructor(private readonly db: Database) {}

	/** A transfer of this member's own. */
	ofMember(userId: number, id: string): Promise<TransferRow | undefined> {
		return this.db.one<TransferRow>(`${TRANSFER} WHERE t.user_id = $1 AND t.id = $2`, [userId, id]);
	}

	/** The latest of the member's. */
	latest(userId: number, limit: number): Promise<TransferRow[]> {
		return this.db.query<TransferRow>(
			`${TRANSFER} WHERE t.user_id = $1 ORDER BY t.created_at DESC LIMIT $2`,
			[userId, limit],
		);
	}

	/** The public copies of a course, newest first. Ask for one more than you show. */
	copiesOf(courseId: number, { limit, offset }: Pick<Slice, 'limit' | 'offset'>): Promise<CopyRow[]> {
		return this.db.query<CopyRow>(
			`SELECT c.slug, c.title, c.language, c.published_at AS "publishedAt",
				(SELECT coalesce(json_agg(u.display_name ORDER BY o.since, u.id), '[]')
					FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = c.id) AS organisers
			FROM courses c WHERE c.forked_from = $1 AND c.published_at IS NOT NULL AND c.unlisted_at IS NULL
				AND c.deleted_at IS NULL
			ORDER BY c.published_at DESC, c.id DESC LIMIT $2 OFFSET $3`,
			[courseId, limit, offset],
		);
	}
}
