import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Note } from '../archives/archive-note.js';
import { Database, rows } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { TransferFiles } from './transfer-files.service.js';
import type { TransferKind } from './transfer.entity.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'transfers.export': { id: string };
		'transfers.import': { id: string };
		'transfers.sweep': Record<string, never>;
	}
}

export interface Begun {
	id: string;
	userId: number;
	timeZone: string;
	courseId: number | null;
}

interface Request {
	id: string;
	kind: TransferKind;
	userId: number;
	courseId: number | null;
	fileName: string;
	sha256: string | null;
}

/** The books of exports and imports: what was asked for, how far it is, what became of it. */
@Injectable()
export class Transfers {
	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly files: TransferFiles,
	) {
		jobs.handle('transfers.sweep', () => this.sweep());
	}

	/** Resolves to the id of the transfer; an export of the same that is still on its way serves as well. */
	export(member: { id: number }, course: { id: number; slug: string }): Promise<string> {
		return this.db.transaction(async (tx) => {
			const underWay = await this.underWay(tx, member.id, 'course_id = $2', course.id);
			const request = {
				id: randomUUID(),
				kind: 'export',
				userId: member.id,
				courseId: course.id,
				fileName: `${course.slug}.zip`,
				sha256: null,
			} as const;
			return underWay ?? this.add(tx, request);
		});
	}

	/** Begins the import of the zip that lies ready under `id`; a form sent twice is imported once. */
	async import(
		member: { id: number },
		upload: { id: string; name: string; sha256: string },
	): Promise<string> {
		const { id, name, sha256 } = upload;
		const begun = await this.db.transaction(async (tx) => {
			const underWay = await this.underWay(tx, member.id, 'sha256 = $2', sha256);
			const request = {
				id,
				kind: 'import',
				userId: member.id,
				courseId: null,
				fileName: name,
				sha256,
			} as const;
			return underWay ?? this.add(tx, request);
		});
		if (begun !== id) await this.files.remove(id);
		return begun;
	}

	/** Marks it as running; undefined when it came to its end already. */
	async begin(id: string): Promise<Begun | undefined> {
		return this.db.one<Begun>(
			`UPDATE transfers t SET state = 'running', done = 0 FROM users u
			WHERE t.id = $1 AND u.id = t.user_id AND t.state IN ('queued', 'running')
			RETURNING t.id, u.id AS "userId", u.time_zone AS "timeZone", t.course_id AS "courseId"`,
			[id],
		);
	}

	async progress(id: string, done: number, total: number): Promise<void> {
		await this.db.query('UPDATE transfers SET done = $2, total = $3 WHERE id = $1', [id, done, total]);
	}

	/** Ends it well, once: throws when it was ended before, so that what `tx` did is undone. */
	async finish(
		tx: EntityManager,
		id: string,
		result: { courseId: number | null; report: readonly Note[] },
	): Promise<void> {
		const finished = await rows(
			tx,
			`UPDATE transfers SET state = 'done', done = greatest(total, 1), total = greatest(total, 1), course_id = $2, report = $3,
				finished_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
			[id, result.courseId, jsonOf(result.report)],
		);
		if (finished.length === 0) throw new Error(`The transfer ${id} came to its end elsewhere.`);
	}

	async fail(id: string, problem: Note): Promise<void> {
		await this.db.query(
			`UPDATE transfers SET state = 'failed', problem = $2, finished_at = now() WHERE id = $1 AND state = 'running'`,
			[id, jsonOf(problem)],
		);
	}

	/** Forgets zips after a week and the rest after a month. */
	async sweep(): Promise<void> {
		await this.files.sweep();
		await this.db.query(`DELETE FROM transfers WHERE created_at < now() - interval '30 days'`);
	}

	private async underWay(
		tx: EntityManager,
		userId: number,
		same: 'course_id = $2' | 'sha256 = $2',
		what: number | string,
	): Promise<string | undefined> {
		// Two requests at once would both find nothing.
		await rows(tx, 'SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
		const kind = same === 'course_id = $2' ? 'export' : 'import';
		const [transfer] = await rows<{ id: string }>(
			tx,
			`SELECT id FROM transfers WHERE user_id = $1 AND kind = '${kind}' AND ${same}
				AND (state IN ('queued', 'running') OR finished_at > now() - interval '10 seconds' AND state = 'done')
			ORDER BY created_at DESC LIMIT 1`,
			[userId, what],
		);
		return transfer?.id;
	}

	private async add(tx: EntityManager, request: Request): Promise<string> {
		const { id, kind, userId, courseId, fileName, sha256 } = request;
		await rows(
			tx,
			'INSERT INTO transfers (id, kind, user_id, course_id, file_name, sha256) VALUES ($1, $2, $3, $4, $5, $6)',
			[id, kind, userId, courseId, fileName, sha256],
		);
		await this.jobs.enqueue(tx, `transfers.${kind}`, { id }, { key: jobKey(id) });
		return id;
	}
}

export function jobKey(id: string): string {
	return `transfer:${id}`;
}

/** JSON that the database takes: a text of somebody's file may have been cut in the middle of a letter. */
function jsonOf(notes: Note | readonly Note[]): string {
	return JSON.stringify(notes, (_key, value: unknown) =>
		typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value,
	);
}
