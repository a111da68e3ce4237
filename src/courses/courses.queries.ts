import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Kind, TaskEditing } from './course.entity.js';
import type { Pace, SignUp } from './run.entity.js';
import { type Phase, phaseOf } from './run-phase.js';

export interface RunRow {
	id: number;
	pace: Pace;
	/** YYYY-MM-DD in the run's time zone, as `endsOn`. */
	startsOn: string | null;
	endsOn: string | null;
	timeZone: string;
	signUp: SignUp;
	phase: Phase;
}

export interface CourseRow {
	id: number;
	slug: string;
	kind: Kind;
	ownTerm: string | null;
	title: string;
	summary: string;
	language: string;
	effort: string;
	accent: string;
	licence: string;
	taskEditing: TaskEditing;
	school: { id: number; slug: string; name: string } | null;
	publishedAt: Date | null;
	unlistedAt: Date | null;
	archivedAt: Date | null;
	deletedAt: Date | null;
	run: RunRow;
	/** Present participants; organisers are not among them. */
	peopleCount: number;
	organisers: PersonRow[];
	isOrganiser: boolean;
	/** The viewer's present stay. */
	membership: { id: number; runId: number; joinedAt: string; helperSince: string | null } | null;
}

export interface AboutRow {
	id: number;
	bodyMd: string;
	bodyHtml: string;
	/** False while it is still the outline that every new course begins with. */
	isWritten: boolean;
	createdAt: Date;
	author: PersonRow | null;
}

export interface ParticipantRow extends PersonRow {
	joinedAt: Date;
	isHelper: boolean;
}

const COURSE = `
	SELECT c.id, c.slug, c.kind, c.own_term AS "ownTerm", c.title, c.summary, c.language, c.effort, c.accent,
		c.licence, c.task_editing AS "taskEditing", c.published_at AS "publishedAt", c.unlisted_at AS "unlistedAt",
		c.archived_at AS "archivedAt", c.deleted_at AS "deletedAt",
		CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) END AS school,
		(SELECT json_build_object('id', r.id, 'pace', r.pace, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
				'timeZone', r.time_zone, 'signUp', r.sign_up)
			FROM runs r WHERE r.course_id = c.id ORDER BY r.id DESC LIMIT 1) AS run,
		(SELECT count(DISTINCT m.user_id)::int FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = c.id AND m.left_at IS NULL) AS "peopleCount",
		(SELECT coalesce(json_agg(${PERSON_JSON} ORDER BY o.since, u.id), '[]')
			FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = c.id) AS organisers,
		mine.is_organiser AS "isOrganiser",
		(SELECT json_build_object('id', m.id, 'runId', m.run_id, 'joinedAt', m.joined_at, 'helperSince', m.helper_since)
			FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = c.id AND m.user_id = $1 AND m.left_at IS NULL ORDER BY r.id DESC LIMIT 1) AS membership
	FROM courses c
	LEFT JOIN schools s ON s.id = c.school_id
	CROSS JOIN LATERAL (SELECT EXISTS (
		SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $1) AS is_organiser) mine`;

@Injectable()
export class CoursesQueries {
	constructor(
		private readonly db: Database,
		private readonly clock: Clock,
	) {}

	/** The course, if this viewer may know of it: drafts are their organisers' alone, deleted ones nobody's. */
	visibleTo(viewer: Viewer, slug: string): Promise<CourseRow | undefined> {
		return this.course(
			`${COURSE} WHERE c.slug = $2 AND c.deleted_at IS NULL AND (c.published_at IS NOT NULL OR mine.is_organiser)`,
			[viewer.id, slug],
		);
	}

	/** A deleted course that this viewer may still bring back. */
	recoverableBy(viewer: Viewer, slug: string): Promise<CourseRow | undefined> {
		return this.course(
			`${COURSE} WHERE c.slug = $2 AND c.deleted_at > now() - interval '30 days' AND mine.is_organiser`,
			[viewer.id, slug],
		);
	}

	/** The present text of the About page. */
	about(courseId: number): Promise<AboutRow | undefined> {
		return this.db.one<AboutRow>(
			`SELECT a.id, a.body_md AS "bodyMd", a.body_html AS "bodyHtml", a.parent_id IS NOT NULL AS "isWritten",
				a.created_at AS "createdAt", CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author
			FROM about_revisions a LEFT JOIN users u ON u.id = a.author_id
			WHERE a.course_id = $1 ORDER BY a.id DESC LIMIT 1`,
			[courseId],
		);
	}

	/** Present participants, helpers first, then whoever joined last. Ask for one more than you show. */
	participants(courseId: number, limit: number, offset = 0): Promise<ParticipantRow[]> {
		return this.db.query<ParticipantRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId",
				m.joined_at AS "joinedAt", m.helper_since IS NOT NULL AS "isHelper"
			FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
			WHERE r.course_id = $1 AND m.left_at IS NULL
			ORDER BY (m.helper_since IS NULL), m.joined_at DESC, m.id DESC LIMIT $2 OFFSET $3`,
			[courseId, limit, offset],
		);
	}

	private async course(sql: string, params: readonly unknown[]): Promise<CourseRow | undefined> {
		const row = await this.db.one<CourseRow>(sql, params);
		return row && { ...row, run: { ...row.run, phase: phaseOf(row.run, this.clock.now()) } };
	}
}
