import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import type { Kind } from '../courses/course.entity.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import { LISTED } from './course-cards.queries.js';

export interface SchoolCardRow {
	slug: string;
	name: string;
	summary: string;
	accent: string;
	courseCount: number;
	learnerCount: number;
}

export interface PathCourseRow {
	slug: string;
	title: string;
	kind: Kind;
	ownTerm: string | null;
	effort: string;
	tasks: number;
	/** How many of them the viewer has done. */
	done: number;
}

export interface CollectionRow {
	title: string;
	summary: string;
	courses: PathCourseRow[];
}

export interface SchoolBadgeRow {
	publicId: string;
	number: number;
	name: string;
	description: string;
	/** Null of the school's own. */
	courseTitle: string | null;
}

export interface SchoolPageRow extends SchoolCardRow {
	id: number;
	aboutHtml: string;
	awardCount: number;
	isOrganiser: boolean;
	organisers: PersonRow[];
	collections: CollectionRow[];
	badges: SchoolBadgeRow[];
}

const BADGES_SHOWN = 6;

/** Columns of a SchoolCardRow from the school `s`. */
const SCHOOL = `s.slug, s.name, s.summary, s.accent,
	(SELECT count(*)::int FROM courses c WHERE c.school_id = s.id AND ${LISTED}) AS "courseCount",
	(SELECT count(DISTINCT m.user_id)::int FROM memberships m JOIN runs r ON r.id = m.run_id
		JOIN courses c ON c.id = r.course_id WHERE c.school_id = s.id AND ${LISTED}) AS "learnerCount"`;

/** Listed courses of the collection `k` in order, with the progress of the viewer $2. */
const PATH = `
	SELECT coalesce(json_agg(json_build_object('slug', c.slug, 'title', c.title, 'kind', c.kind,
		'ownTerm', c.own_term, 'effort', c.effort, 'tasks', work.tasks, 'done', work.done) ORDER BY i.position), '[]')
	FROM collection_courses i JOIN courses c ON c.id = i.course_id
	CROSS JOIN LATERAL (
		SELECT count(*)::int AS tasks, count(d.id)::int AS done
		FROM tasks t LEFT JOIN completions d ON d.task_id = t.id AND d.user_id = $2 AND d.undone_at IS NULL
		WHERE t.course_id = c.id AND t.removed_at IS NULL
	) work
	WHERE i.collection_id = k.id AND ${LISTED}`;

const BADGES = `
	SELECT b.public_id AS "publicId", v.number, v.name, v.description, c.title AS "courseTitle"
	FROM badges b LEFT JOIN courses c ON c.id = b.course_id
	JOIN LATERAL (SELECT * FROM badge_versions v WHERE v.badge_id = b.id AND v.published_at IS NOT NULL
		ORDER BY v.number DESC LIMIT 1) v ON true
	WHERE b.school_id = s.id OR (c.school_id = s.id AND ${LISTED})
	ORDER BY b.school_id IS NULL, b.id DESC LIMIT ${BADGES_SHOWN}`;

@Injectable()
export class SchoolPagesQueries {
	constructor(private readonly db: Database) {}

	/** Schools, the most visited first. Ask for one more than you show. */
	list({ limit, offset }: Pick<Slice, 'limit' | 'offset'>): Promise<SchoolCardRow[]> {
		return this.db.query<SchoolCardRow>(
			`SELECT ${SCHOOL} FROM schools s ORDER BY "learnerCount" DESC, "courseCount" DESC, s.id LIMIT $1 OFFSET $2`,
			[limit, offset],
		);
	}

	/** Everything on a school's page but its course cards. */
	forPage(viewer: Viewer, slug: string): Promise<SchoolPageRow | undefined> {
		return this.db.one<SchoolPageRow>(
			`SELECT ${SCHOOL}, s.id, s.about_html AS "aboutHtml",
				(SELECT count(*)::int FROM awards a JOIN badges b ON b.id = a.badge_id JOIN courses c ON c.id = b.course_id
					WHERE c.school_id = s.id AND a.revoked_at IS NULL AND ${LISTED}) AS "awardCount",
				(SELECT coalesce(json_agg(${PERSON_JSON} ORDER BY o.since, u.id), '[]')
					FROM school_organisers o JOIN users u ON u.id = o.user_id WHERE o.school_id = s.id) AS organisers,
				(SELECT coalesce(json_agg(json_build_object('title', k.title, 'summary', k.summary, 'courses', (${PATH}))
						ORDER BY k.position, k.id), '[]')
					FROM collections k WHERE k.school_id = s.id) AS collections,
				(SELECT coalesce(json_agg(badge), '[]') FROM (${BADGES}) badge) AS badges,
				EXISTS (SELECT FROM school_organisers o WHERE o.school_id = s.id AND o.user_id = $2) AS "isOrganiser"
			FROM schools s WHERE s.slug = $1`,
			[slug, viewer.id],
		);
	}
}
