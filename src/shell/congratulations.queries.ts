import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface OnwardRow {
	slug: string;
	title: string;
	summary: string;
	language: string;
	collection: string;
}

@Injectable()
export class CongratulationsQueries {
	constructor(private readonly db: Database) {}

	/** The next course of each collection that a course is in. */
	onward(courseId: number): Promise<OnwardRow[]> {
		return this.db.query<OnwardRow>(
			`SELECT n.slug, n.title, n.summary, n.language, k.title AS collection
			FROM collection_courses here
			JOIN collections k ON k.id = here.collection_id
			JOIN LATERAL (
				SELECT c.* FROM collection_courses cc JOIN courses c ON c.id = cc.course_id
				WHERE cc.collection_id = here.collection_id AND cc.position > here.position AND c.published_at IS NOT NULL
					AND c.unlisted_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL
				ORDER BY cc.position LIMIT 1
			) n ON true
			WHERE here.course_id = $1 ORDER BY k.id`,
			[courseId],
		);
	}
}
