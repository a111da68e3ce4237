import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../../platform/database/database.js';
import { documentName } from '../../platform/files/document.js';
import { Files } from '../../platform/files/files.js';
import { preparedUpload } from '../../platform/files/prepared-file.js';

/** All files of a course together, in bytes, and how many they may be: an export has to hold them. */
export const COURSE_BYTES_LIMIT = 200_000_000;
export const COURSE_FILES_LIMIT = 1_000;
const PICTURE_EDGE = 1_600;

export interface NewAttachment {
	bytes: Buffer;
	/** As the file was called where it came from. */
	name: string;
	/** What a picture shows, or what to call another file. */
	alt: string;
}

export interface Attached {
	id: number;
	fileId: string;
	name: string;
	alt: string;
}

type Refusal = 'not-allowed' | 'too-large' | 'no-room' | 'full';

@Injectable()
export class Attachments {
	constructor(
		private readonly db: Database,
		private readonly files: Files,
	) {}

	/** Stores a picture or a document for the texts of a course. The same file again is the attachment that is there. */
	async add(author: { id: number }, courseId: number, upload: NewAttachment): Promise<Attached | Refusal> {
		const file = await preparedUpload(upload, PICTURE_EDGE);
		if (typeof file === 'string') return file;
		return this.db.transaction(async (tx) => {
			const saved = await this.files.save(tx, file, author.id);
			if (saved === 'no-room') return saved;
			// Two uploads at once would both find room.
			await rows(tx, 'SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE', [courseId]);
			const twin = await this.twinOf(tx, courseId, saved.id);
			if (twin) return twin;
			if (await this.isFull(tx, courseId, saved.id)) return 'full';
			const [attached] = await rows<Attached>(
				tx,
				`INSERT INTO attachments (course_id, file_id, name, alt, added_by) VALUES ($1, $2, $3, $4, $5)
				RETURNING id, file_id AS "fileId", name, alt`,
				[courseId, saved.id, documentName(upload.name, file.mediaType), upload.alt, author.id],
			);
			if (!attached) throw new Error(`Course ${courseId} got no attachment.`);
			return attached;
		});
	}

	/** The file itself goes with the next sweep, unless another course has it too. */
	async remove(courseId: number, id: number): Promise<'removed' | 'gone'> {
		const removed = await this.db.query(
			'DELETE FROM attachments WHERE course_id = $1 AND id = $2 RETURNING id',
			[courseId, id],
		);
		return removed.length > 0 ? 'removed' : 'gone';
	}

	private async twinOf(tx: EntityManager, courseId: number, fileId: string): Promise<Attached | undefined> {
		const [twin] = await rows<Attached>(
			tx,
			`SELECT a.id, a.file_id AS "fileId", a.name, a.alt FROM attachments a JOIN files f ON f.id = a.file_id
			WHERE a.course_id = $1 AND (f.sha256, f.media_type) = (SELECT sha256, media_type FROM files WHERE id = $2)
			ORDER BY a.id LIMIT 1`,
			[courseId, fileId],
		);
		return twin;
	}

	private async isFull(tx: EntityManager, courseId: number, fileId: string): Promise<boolean> {
		const [room] = await rows<{ isFull: boolean }>(
			tx,
			`SELECT sum(bytes) > $3::bigint OR count(*) > $4::int AS "isFull" FROM files
			WHERE id = $2 OR id IN (SELECT file_id FROM attachments WHERE course_id = $1)`,
			[courseId, fileId, COURSE_BYTES_LIMIT, COURSE_FILES_LIMIT],
		);
		return room?.isFull ?? false;
	}
}
