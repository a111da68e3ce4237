import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { Files } from '../platform/files/files.js';
import { type PreparedFile, preparedUpload } from '../platform/files/prepared-file.js';
import type { HandedIn } from './completion.form.js';
import type { Audience } from './task.entity.js';
import { CourseCompleted, TaskCompleted, TaskUndone } from './task.events.js';

interface Person {
	id: number;
}
interface Present {
	completionId: number | null;
	proofUrl: string | null;
	proofMd: string | null;
	fileId: string | null;
	fileName: string | null;
	audience: Audience | null;
	asksForFile: boolean;
}
/** The columns of a tick. */
interface Tick extends Omit<HandedIn, 'file'> {
	fileId: string | null;
	fileName: string | null;
}

const PICTURE_EDGE = 2_000;

export type Completed =
	| 'done'
	| 'course-completed'
	| 'already-done'
	/** It was done before; the new proof of work takes the place of the old one. */
	| 'proof-changed'
	| 'not-a-participant'
	| 'no-file'
	| 'not-an-image'
	| 'too-large'
	| 'no-room'
	| 'gone';

@Injectable()
export class Completions {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly files: Files,
	) {}

	/** Ticks a task for a participant. A course is told complete once, whichever of two last ticks comes first. */
	async complete(person: Person, courseId: number, taskId: number, work: HandedIn): Promise<Completed> {
		const file = work.file && (await preparedUpload(work.file, PICTURE_EDGE));
		if (file === 'too-large') return file;
		if (file === 'not-allowed') return 'not-an-image';
		return this.db.transaction(async (tx) => {
			const [takesPart, present] = await Promise.all([
				this.lockMembership(tx, person, courseId),
				this.present(tx, person, courseId, taskId),
			]);
			if (!takesPart) return 'not-a-participant';
			if (!present) return 'gone';
			const tick = await this.withFile(tx, person, present, work, file);
			if (typeof tick === 'string') return tick;
			if (present.completionId !== null) return this.tickAgain(tx, person, taskId, present, tick);
			const payload = { courseId, taskId, userId: person.id };
			const [, , hasOpenTask] = await Promise.all([
				this.tick(tx, person, taskId, tick),
				this.events.record(tx, TaskCompleted, payload, person.id),
				this.hasOpenTask(tx, person, courseId),
			]);
			if (hasOpenTask) return 'done';
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
			`SELECT d.id AS "completionId", d.proof_url AS "proofUrl", d.proof_md AS "proofMd",
				d.file_id AS "fileId", d.file_name AS "fileName", d.audience, t.proof = 'file' AS "asksForFile"
			FROM tasks t LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $3 AND d.undone_at IS NULL
			WHERE t.course_id = $1 AND t.id = $2 AND t.removed_at IS NULL`,
			[courseId, taskId, id],
		);
		return present;
	}

	/** Stores the file that came along; without one, the file handed in before stays. */
	private async withFile(
		tx: EntityManager,
		person: Person,
		present: Present,
		{ file: upload, ...work }: HandedIn,
		file: PreparedFile | null,
	): Promise<Tick | 'no-file' | 'no-room'> {
		if (!present.asksForFile) return { ...work, fileId: null, fileName: null };
		if (!file || !upload) {
			const { fileId, fileName } = present;
			return fileId === null ? 'no-file' : { ...work, fileId, fileName };
		}
		const saved = await this.files.save(tx, file, person.id, { isPrivate: true });
		if (saved === 'no-room') return saved;
		// Sent twice, it is still one piece of work.
		const isSame = present.fileId !== null && (await this.areEqual(tx, present.fileId, saved.id));
		return { ...work, fileId: isSame ? present.fileId : saved.id, fileName: upload.name };
	}

	private async areEqual(tx: EntityManager, ...fileIds: [string, string]): Promise<boolean> {
		const digests = await rows(tx, 'SELECT DISTINCT sha256 FROM files WHERE id = ANY($1)', [fileIds]);
		return digests.length === 1;
	}

	private async tickAgain(
		tx: EntityManager,
		person: Person,
		taskId: number,
		present: Present,
		tick: Tick,
	): Promise<'already-done' | 'proof-changed'> {
		const hasWork = (tick.url ?? tick.md ?? tick.fileId) !== null;
		const isNew =
			tick.url !== present.proofUrl ||
			tick.md !== present.proofMd ||
			tick.fileId !== present.fileId ||
			tick.audience !== present.audience;
		if (present.completionId === null || !hasWork || !isNew) return 'already-done';
		await this.end(tx, present.completionId);
		await this.tick(tx, person, taskId, tick);
		return 'proof-changed';
	}

	private async end(tx: EntityManager, completionId: number): Promise<void> {
		await rows(tx, 'UPDATE completions SET undone_at = now() WHERE id = $1', [completionId]);
	}

	private async tick(tx: EntityManager, { id }: Person, taskId: number, tick: Tick): Promise<void> {
		const { url, md, html, fileId, fileName, audience } = tick;
		await rows(
			tx,
			`INSERT INTO completions (task_id, user_id, proof_url, proof_md, proof_html, file_id, file_name, audience)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			[taskId, id, url, md, html, fileId, fileName, audience],
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
