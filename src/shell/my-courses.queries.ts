import { Injectable } from '@nestjs/common';
import type { Kind } from '../courses/course.entity.js';
import { RECOVERY_DAYS } from '../courses/courses.queries.js';
import { Database } from '../platform/database/database.js';

export interface MyCourseRow {
	slug: string;
	title: string;
	kind: Kind;
	ownTerm: string | null;
	language: string;
	accent: string;
	publishedAt: Date | null;
	archivedAt: Date | null;
	/** Organised by them, and not yet gone for good. */
	isDeleted: boolean;
	isOrganiser: boolean;
	isParticipant: boolean;
	/** Watches it, which alone makes nobody a participant. */
	isFollowed: boolean;
	/** Their own application that nobody has decided yet. */
	applicationId: number | null;
	/** Stands in line for a seat. */
	isWaiting: boolean;
	/** The About page is more than the outline it began with. */
	hasAbout: boolean;
	/** Its newest run waits for a first day. */
	needsDates: boolean;
	newestRunId: number;
	total: number;
	done: number;
	/** The first task that is not done yet. */
	next: { id: number; title: string } | null;
	award: { id: string; name: string } | null;
	/** Applications that wait for its organisers. */
	toDecide: number;
}

@Injectable()
export class MyCoursesQueries {
	constructor(private readonly db: Database) {}

	/** Every course somebody is in, would be in, follows or organises, the latest to be entered first: one statement, however many. */
	of(userId: number): Promise<MyCourseRow[]> {
		return this.db.query<MyCourseRow>(
			`WITH mine AS (
				SELECT course_id, bool_or(organises) AS organises, bool_or(takes_part) AS takes_part,
					bool_or(follows) AS follows, max(application_id) AS application_id, bool_or(waits) AS waits, max(since) AS since
				FROM (
					SELECT course_id, true AS organises, false AS takes_part, false AS follows,
						NULL::int AS application_id, false AS waits, since FROM course_organisers WHERE user_id = $1
					UNION ALL
					SELECT r.course_id, false, true, false, NULL, false, m.joined_at FROM memberships m JOIN runs r ON r.id = m.run_id
					WHERE m.user_id = $1 AND m.left_at IS NULL
					UNION ALL
					SELECT course_id, false, false, true, NULL, false, since FROM course_followers WHERE user_id = $1
					UNION ALL
					SELECT r.course_id, false, false, false, s.id, false, s.created_at FROM sign_up_applications s JOIN runs r ON r.id = s.run_id
					WHERE s.user_id = $1 AND s.decided_at IS NULL AND s.withdrawn_at IS NULL
					UNION ALL
					SELECT r.course_id, false, false, false, NULL, true, w.since FROM waiting_places w JOIN runs r ON r.id = w.run_id
					WHERE w.user_id = $1
				) ways GROUP BY course_id
			)
			SELECT c.slug, c.title, c.kind, c.own_term AS "ownTerm", c.language, c.accent,
				c.published_at AS "publishedAt", c.archived_at AS "archivedAt", c.deleted_at IS NOT NULL AS "isDeleted",
				mine.organises AS "isOrganiser", mine.takes_part AS "isParticipant",
				mine.follows AS "isFollowed", mine.application_id AS "applicationId", mine.waits AS "isWaiting",
				EXISTS (SELECT FROM about_revisions a WHERE a.course_id = c.id AND a.parent_id IS NOT NULL) AS "hasAbout",
				newest.id AS "newestRunId", newest.pace = 'fixed' AND newest.starts_on IS NULL AS "needsDates",
				coalesce(p.total, 0) AS total, coalesce(p.done, 0) AS done, p.next, award.award,
				CASE WHEN mine.organises THEN (
					SELECT count(*)::int FROM sign_up_applications s JOIN runs r ON r.id = s.run_id
					WHERE r.course_id = c.id AND s.decided_at IS NULL AND s.withdrawn_at IS NULL AND s.user_id <> $1
						AND NOT EXISTS (SELECT FROM memberships m
							WHERE m.run_id = s.run_id AND m.user_id = s.user_id AND m.left_at IS NULL)) ELSE 0 END AS "toDecide"
			FROM mine JOIN courses c ON c.id = mine.course_id
			JOIN LATERAL (SELECT id, pace, starts_on FROM runs WHERE course_id = c.id ORDER BY id DESC LIMIT 1) newest ON true
			LEFT JOIN LATERAL (
				SELECT count(*)::int AS total, count(d.id)::int AS done,
					(array_agg(json_build_object('id', t.id, 'title', t.title) ORDER BY t.position, t.id)
						FILTER (WHERE d.id IS NULL))[1] AS next
				FROM tasks t
				LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $1 AND d.undone_at IS NULL
				WHERE t.course_id = c.id AND t.removed_at IS NULL
			) p ON true
			LEFT JOIN LATERAL (
				SELECT json_build_object('id', a.id, 'name', v.name) AS award
				FROM badges b
				JOIN awards a ON a.badge_id = b.id AND a.user_id = $1 AND a.revoked_at IS NULL AND a.issued_at IS NOT NULL
				JOIN badge_versions v ON v.id = a.badge_version_id
				WHERE b.course_id = c.id ORDER BY a.awarded_at DESC LIMIT 1
			) award ON true
			WHERE (c.deleted_at IS NULL AND c.published_at IS NOT NULL) OR (mine.organises AND
				(c.deleted_at IS NULL OR c.deleted_at > now() - interval '${RECOVERY_DAYS} days'))
			ORDER BY mine.since DESC, c.id DESC`,
			[userId],
		);
	}
}
