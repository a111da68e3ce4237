import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../../accounts/person.page.js';
import { Database } from '../../platform/database/database.js';

export interface AttachmentRow {
	id: number;
	fileId: string;
	name: string;
	alt: string;
	mediaType: string;
	bytes: number;
	createdAt: Date;
	adder: PersonRow | null;
	/** Of all files of the course together. */
	allBytes: number;
}

@Injectable()
export class AttachmentsQueries {
	constructor(private readonly db: Database) {}

	/** The files of a course, newest first. */
	of(courseId: number, limit: number): Promise<AttachmentRow[]> {
		return this.db.query<AttachmentRow>(
			`SELECT a.id, a.file_id AS "fileId", a.name, a.alt, f.media_type AS "mediaType", f.bytes,
				a.created_at AS "createdAt", CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS adder,
				(sum(f.bytes) OVER ())::int AS "allBytes"
			FROM attachments a JOIN files f ON f.id = a.file_id LEFT JOIN users u ON u.id = a.added_by
			WHERE a.course_id = $1 ORDER BY a.id DESC LIMIT $2`,
			[courseId, limit],
		);
	}

	/** Who added a file, to tell whether somebody may take it away. */
	adderOf(courseId: number, id: number): Promise<{ adderId: number | null } | undefined> {
		return this.db.one<{ adderId: number | null }>(
			'SELECT added_by AS "adderId" FROM attachments WHERE course_id = $1 AND id = $2',
			[courseId, id],
		);
	}
}
