import { Injectable } from '@nestjs/common';
import { PERSON_JSON } from '../../accounts/person.page.js';
import { Database } from '../../platform/database/database.js';
import type { RevisionLine } from './revision.page.js';

export interface AboutRevisionRow extends RevisionLine {
	bodyMd: string;
	bodyHtml: string;
}

const LINE = `id, number, "sameAs", "isCurrent", note, "createdAt", author, "previousId"`;
const REVISIONS = `
	SELECT r.id, r.number::int, (min(r.number) OVER (PARTITION BY r.content_hash))::int AS "sameAs",
		r.id = max(r.id) OVER () AS "isCurrent", lag(r.id) OVER (ORDER BY r.id) AS "previousId", r.note,
		r.created_at AS "createdAt", CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author,
		r.body_md AS "bodyMd", r.body_html AS "bodyHtml"
	FROM (SELECT *, row_number() OVER (ORDER BY id) AS number FROM about_revisions WHERE course_id = $1) r
	LEFT JOIN users u ON u.id = r.author_id`;

@Injectable()
export class AboutRevisionsQueries {
	constructor(private readonly db: Database) {}

	/** Newest first. Ask for one more than you show. */
	list(courseId: number, limit: number, offset: number): Promise<RevisionLine[]> {
		return this.db.query<RevisionLine>(
			`SELECT ${LINE} FROM (${REVISIONS}) all_of_it ORDER BY id DESC LIMIT $2 OFFSET $3`,
			[courseId, limit, offset],
		);
	}

	/** These revisions of the course's About page, oldest first; those of other courses are left out. */
	some(courseId: number, ids: readonly number[]): Promise<AboutRevisionRow[]> {
		return this.db.query<AboutRevisionRow>(
			`SELECT * FROM (${REVISIONS}) all_of_it WHERE id = ANY($2) ORDER BY id`,
			[courseId, ids],
		);
	}
}
