import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Kind, Provenance, TaskEditing } from './course.entity.js';
import { phaseOf } from './run-phase.js';
import { presentRun, type RunRow } from './run.policy.js';

export type { RunRow };

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
	/** Whom the licence asks to be named; '' for the organisers. */
	attribution: string;
	/** Of a copy, its source, as it was then; `slug` while it is on this site for everybody to see. */
	basedOn: (Provenance & { slug: string | null }) | null;
	/** Public copies. */
	copies: number;
	taskEditing: TaskEditing;
	school: { id: number; slug: string; name: string } | null;
	publishedAt: Date | null;
	unlistedAt: Date | null;
	archivedAt: Date | null;
	deletedAt: Date | null;
	/** The run that concerns this viewer, as run.policy.ts chooses it. */
	run: RunRow;
	/** All of them, the oldest first. */
	runs: readonly RunRow[];
	/** Present participants; organisers are not among them. */
	peopleCount: number;
	organisers: PersonRow[];
	isOrganiser: boolean;
	/** The viewer watches it, whether they are in it or not. */
	isFollowed: boolean;
	/** The viewer's present stay. */
	membership: { id: number; runId: number; joinedAt: string; helperSince: string | null } | null;
	/** The viewer's place on the waiting list, counted from 1. */
	waiting: { runId: number; position: number } | null;
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

export interface DeletedRow {
	slug: string;
	title: string;
	language: string;
	deletedAt: Date;
	/** Until when it can be brought back. */
	goneAt: Date;
}

export interface FaceRow extends PersonRow {
	isHelper: boolean;
}

export interface FrontRow extends AboutRow {
	people: FaceRow[];
}

/** How long a deleted course can be brought back. */
export const RECOVERY_DAYS = 30;

const isPublic = (alias: string) =>
	`${alias}.published_at IS NOT NULL AND ${alias}.unlisted_at IS NULL AND ${alias}.deleted_at IS NULL`;

const COURSE = `
	SELECT c.id, c.slug, c.kind, c.own_term AS "ownTerm", c.title, c.summary, c.language, c.effort, c.accent,
		c.licence, c.attribution, c.task_editing AS "taskEditing", c.published_at AS "publishedAt", c.unlisted_at AS "unlistedAt",
		c.archived_at AS "archivedAt", c.deleted_at AS "deletedAt",
		CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) END AS school,
		(SELECT json_agg(json_build_object('id', r.id, 'pace', r.pace, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
				'timeZone', r.time_zone, 'signUp', r.sign_up, 'seats', r.seats,
				'taken', (SELECT count(*) FROM memberships m WHERE m.run_id = r.id AND m.left_at IS NULL),
				'waiting', (SELECT count(*) FROM waiting_places w WHERE w.run_id = r.id)) ORDER BY r.id)
			FROM runs r WHERE r.course_id = c.id) AS runs,
		(SELECT count(DISTINCT m.user_id)::int FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = c.id AND m.left_at IS NULL) AS "peopleCount",
		(SELECT coalesce(json_agg(${PERSON_JSON} ORDER BY o.since, u.id), '[]')
			FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = c.id) AS organisers,
		CASE WHEN c.provenance IS NOT NULL THEN c.provenance || jsonb_build_object('slug',
			(SELECT f.slug FROM courses f WHERE f.id = c.forked_from AND ${isPublic('f')})) END AS "basedOn",
		(SELECT count(*)::int FROM courses f WHERE f.forked_from = c.id AND ${isPublic('f')}) AS copies,
		mine.is_organiser AS "isOrganiser",
		EXISTS (SELECT FROM course_followers f WHERE f.course_id = c.id AND f.user_id = $1) AS "isFollowed",
		(SELECT json_build_object('id', m.id, 'runId', m.run_id, 'joinedAt', m.joined_at, 'helperSince', m.helper_since)
			FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = c.id AND m.user_id = $1 AND m.left_at IS NULL ORDER BY r.id DESC LIMIT 1) AS membership,
		(SELECT json_build_object('runId', w.run_id, 'position', (
				SELECT count(*) FROM waiting_places before WHERE before.run_id = w.run_id AND before.id <= w.id))
			FROM waiting_places w JOIN runs r ON r.id = w.run_id
			WHERE r.course_id = c.id AND w.user_id = $1 ORDER BY w.id DESC LIMIT 1) AS waiting
	FROM courses c
	LEFT JOIN schools s ON s.id = c.school_id
	CROSS JOIN LATERAL (SELECT EXISTS (
		SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $1) AS is_organiser) mine`;

const ABOUT = `
	SELECT a.id, a.body_md AS "bodyMd", a.body_html AS "bodyHtml", a.parent_id IS NOT NULL AS "isWritten",
		a.created_at AS "createdAt", CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author
	FROM about_revisions a LEFT JOIN users u ON u.id = a.author_id
	WHERE a.course_id = $1`;

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

	/** What this viewer deleted, or another organiser did, and may still bring back; the latest first. */
	deletedOf(viewer: Viewer): Promise<DeletedRow[]> {
		return this.db.query<DeletedRow>(
			`SELECT c.slug, c.title, c.language, c.deleted_at AS "deletedAt",
				c.deleted_at + interval '${RECOVERY_DAYS} days' AS "goneAt"
			FROM courses c JOIN course_organisers o ON o.course_id = c.id
			WHERE o.user_id = $1 AND c.deleted_at > now() - interval '${RECOVERY_DAYS} days'
			ORDER BY c.deleted_at DESC, c.id DESC`,
			[viewer.id],
		);
	}

	/** A deleted course that this viewer may still bring back. */
	recoverableBy(viewer: Viewer, slug: string): Promise<CourseRow | undefined> {
		return this.course(
			`${COURSE} WHERE c.slug = $2 AND c.deleted_at > now() - interval '${RECOVERY_DAYS} days' AND mine.is_organiser`,
			[viewer.id, slug],
		);
	}

	/** The present text of the About page. */
	about(courseId: number): Promise<AboutRow | undefined> {
		return this.db.one<AboutRow>(`${ABOUT} ORDER BY a.id DESC LIMIT 1`, [courseId]);
	}

	/** The same, with the faces of some participants: helpers first, then whoever joined last. */
	front(courseId: number, faces: number): Promise<FrontRow | undefined> {
		return this.db.one<FrontRow>(
			`SELECT about.*, (
				SELECT coalesce(json_agg(face ORDER BY is_helper DESC, joined_at DESC, place DESC), '[]') FROM (
					SELECT count(m.helper_since) > 0 AS is_helper, max(m.joined_at) AS joined_at, max(m.id) AS place,
						${PERSON_JSON}::jsonb || jsonb_build_object('isHelper', count(m.helper_since) > 0) AS face
					FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
					WHERE r.course_id = $1 AND m.left_at IS NULL GROUP BY u.id
					ORDER BY is_helper DESC, joined_at DESC, place DESC LIMIT $2
				) shown) AS people
			FROM (${ABOUT} ORDER BY a.id DESC LIMIT 1) about`,
			[courseId, faces],
		);
	}

	private async course(sql: string, params: readonly unknown[]): Promise<CourseRow | undefined> {
		const row = await this.db.one<CourseRow>(sql, params);
		if (!row) return undefined;
		const now = this.clock.now();
		const runs = row.runs.map((run) => ({ ...run, phase: phaseOf(run, now) }));
		const run = presentRun(runs, [row.membership?.runId, row.waiting?.runId]);
		if (!run) throw new Error(`The course ${row.slug} has no run.`);
		return { ...row, runs, run };
	}
}
