import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { type BadgeRow, PRESENT_VERSION } from '../badges/badges.queries.js';
import type { AboutRow, FaceRow } from '../courses/courses.queries.js';
import { Database } from '../platform/database/database.js';
import { found } from '../platform/http/errors.js';

export type FrontBadge = Pick<BadgeRow, 'publicId' | 'number' | 'name' | 'description' | 'imageAlt'>;

export interface LatestRow {
	id: number;
	threadId: number;
	author: PersonRow | null;
	bodyMd: string;
	createdAt: string;
}

export interface CourseFront {
	about: Pick<AboutRow, 'bodyHtml' | 'isWritten'>;
	/** Some participants: helpers first, then whoever joined last. */
	people: readonly FaceRow[];
	badges: readonly FrontBadge[];
	/** The latest that was said in it. */
	talk: readonly LatestRow[];
}

const TALK_SHOWN = 3;

const FRONT = `SELECT
		(SELECT json_build_object('bodyHtml', body_html, 'isWritten', parent_id IS NOT NULL)
			FROM about_revisions WHERE course_id = $1 ORDER BY id DESC LIMIT 1) AS about,
		(SELECT coalesce(json_agg(face ORDER BY is_helper DESC, joined_at DESC, place DESC), '[]') FROM (
			SELECT count(m.helper_since) > 0 AS is_helper, max(m.joined_at) AS joined_at, max(m.id) AS place,
				${PERSON_JSON}::jsonb || jsonb_build_object('isHelper', count(m.helper_since) > 0) AS face
			FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
			WHERE r.course_id = $1 AND m.left_at IS NULL GROUP BY u.id
			ORDER BY is_helper DESC, joined_at DESC, place DESC LIMIT $2) shown) AS people,
		(SELECT coalesce(json_agg(json_build_object('publicId', b.public_id, 'number', v.number, 'name', v.name,
				'description', v.description, 'imageAlt', v.image_alt) ORDER BY b.id), '[]')
			FROM badges b ${PRESENT_VERSION} WHERE b.course_id = $1) AS badges,
		(SELECT coalesce(json_agg(row_to_json(latest) ORDER BY id DESC), '[]') FROM (
			SELECT c.id, coalesce(c.thread_id, c.id) AS "threadId", c.body_md AS "bodyMd", c.created_at AS "createdAt",
				CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author
			FROM comments c LEFT JOIN users u ON u.id = c.author_id LEFT JOIN tasks k ON k.id = c.task_id
			WHERE c.course_id = $1 AND c.removed_at IS NULL AND c.hidden_at IS NULL
				AND (k.id IS NULL OR k.removed_at IS NULL)
			ORDER BY c.id DESC LIMIT ${TALK_SHOWN}) latest) AS talk`;

@Injectable()
export class CourseFrontQueries {
	constructor(private readonly db: Database) {}

	/** What the front of a course shows to everybody, in one statement. */
	async of(courseId: number, faces: number): Promise<CourseFront> {
		const [front] = await this.db.remembered<CourseFront>(FRONT, [courseId, faces]);
		return found(front);
	}
}
