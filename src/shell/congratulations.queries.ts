import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface FinishedRow {
	/** Null when the course has no badge that is out. */
	badge: { name: string; description: string; publicId: string; awardId: string | null } | null;
	/** The next courses of the collections this one is in. */
	onward: { slug: string; title: string; summary: string; collection: string }[];
}

@Injectable()
export class CongratulationsQueries {
	constructor(private readonly db: Database) {}

	/** What a person may look forward to after a course. */
	async after(courseId: number, userId: number): Promise<FinishedRow> {
		const row = await this.db.one<FinishedRow>(
			`SELECT
				(SELECT json_build_object('name', v.name, 'description', v.description, 'publicId', b.public_id,
						'awardId', (SELECT a.id FROM awards a
							WHERE a.badge_id = b.id AND a.user_id = $2 AND a.revoked_at IS NULL AND a.issued_at IS NOT NULL))
					FROM badges b JOIN badge_versions v ON v.badge_id = b.id
					WHERE b.course_id = $1 AND b.rule = 'completion' AND v.published_at IS NOT NULL
					ORDER BY v.number DESC LIMIT 1) AS badge,
				coalesce((SELECT json_agg(json_build_object('slug', n.slug, 'title', n.title, 'summary', n.summary,
						'collection', k.title) ORDER BY k.id)
					FROM collection_courses here
					JOIN collections k ON k.id = here.collection_id
					JOIN LATERAL (SELECT c.slug, c.title, c.summary
						FROM collection_courses cc JOIN courses c ON c.id = cc.course_id
						WHERE cc.collection_id = here.collection_id AND cc.position > here.position
							AND c.published_at IS NOT NULL AND c.unlisted_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL
						ORDER BY cc.position LIMIT 1) n ON true
					WHERE here.course_id = $1), '[]') AS onward`,
			[courseId, userId],
		);
		return row ?? { badge: null, onward: [] };
	}
}
