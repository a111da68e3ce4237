import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Kind, Provenance, TaskEditing } from './course.entity.js';
import { phaseOf } from './runs/run-phase.js';
import { presentRun, type RunRow } from './runs/run.policy.js';

export type { RunRow };

/** What a course is to everybody. */
export interface CourseFacts {
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
	school: { id: number; slug: string; name: string } | null;
	/** Present participants; organisers are not among them. */
	peopleCount: number;
	organisers: readonly PersonRow[];
}

/** How it stands, and how the viewer stands to it. */
interface Standing {
	id: number;
	publishedAt: Date | null;
	unlistedAt: Date | null;
	archivedAt: Date | null;
	deletedAt: Date | null;
	taskEditing: TaskEditing;
	isOrganiser: boolean;
	/** The viewer watches it, whether they are in it or not. */
	isFollowed: boolean;
	/** The viewer's present stay. */
	membership: { id: number; runId: number; joinedAt: string; helperSince: string | null } | null;
	/** The viewer's place on the waiting list, counted from 1. */
	waiting: { runId: number; position: number } | null;
}

export interface CourseRow extends CourseFacts, Standing {
	/** The run that concerns this viewer, as run.policy.ts chooses it. */
	run: RunRow;
	/** All of them, the oldest first. */
	runs: readonly RunRow[];
	/** The same object for all, while nothing changes. */
	facts: CourseFacts;
}

type FactsRow = CourseFacts & { runs: readonly Omit<RunRow, 'phase'>[] };

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

/** How long a deleted course can be brought back. */
export const RECOVERY_DAYS = 30;

const isPublic = (alias: string) =>
	`${alias}.published_at IS NOT NULL AND ${alias}.unlisted_at IS NULL AND ${alias}.deleted_at IS NULL`;

const FACTS = `
	SELECT c.id, c.slug, c.kind, c.own_term AS "ownTerm", c.title, c.summary, c.language, c.effort, c.accent,
		c.licence, c.attribution,
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
		(SELECT count(*)::int FROM courses f WHERE f.forked_from = c.id AND ${isPublic('f')}) AS copies
	FROM courses c LEFT JOIN schools s ON s.id = c.school_id
	WHERE c.slug = $1`;

const STANDING = `
	SELECT c.id, c.published_at AS "publishedAt", c.unlisted_at AS "unlistedAt", c.archived_at AS "archivedAt",
		c.deleted_at AS "deletedAt", c.task_editing AS "taskEditing", mine.is_organiser AS "isOrganiser",
		EXISTS (SELECT FROM course_followers f WHERE f.course_id = c.id AND f.user_id = $1) AS "isFollowed",
		(SELECT json_build_object('id', m.id, 'runId', m.run_id, 'joinedAt', m.joined_at, 'helperSince', m.helper_since)
			FROM memberships m JOIN runs r ON r.id = m.run_id
			WHERE r.course_id = c.id AND m.user_id = $1 AND m.left_at IS NULL ORDER BY r.id DESC LIMIT 1) AS membership,
		(SELECT json_build_object('runId', w.run_id, 'position', (
				SELECT count(*) FROM waiting_places before WHERE before.run_id = w.run_id AND before.id <= w.id))
			FROM waiting_places w JOIN runs r ON r.id = w.run_id
			WHERE r.course_id = c.id AND w.user_id = $1 ORDER BY w.id DESC LIMIT 1) AS waiting
	FROM courses c
	CROSS JOIN LATERAL (SELECT EXISTS (
		SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $1) AS is_organiser) mine`;

const VISIBLE = `${STANDING} WHERE c.slug = $2 AND c.deleted_at IS NULL AND (c.published_at IS NOT NULL OR mine.is_organiser)`;

@Injectable()
export class CoursesQueries {
	constructor(
		private readonly db: Database,
		private readonly clock: Clock,
	) {}

	/** The course, if this viewer may know of it: drafts are their organisers' alone, deleted ones nobody's. */
	visibleTo(viewer: Viewer, slug: string): Promise<CourseRow | undefined> {
		return this.course(VISIBLE, viewer, slug);
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
			`${STANDING} WHERE c.slug = $2 AND c.deleted_at > now() - interval '${RECOVERY_DAYS} days' AND mine.is_organiser`,
			viewer,
			slug,
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

	/** What is the same for all is remembered; who may see it, and who they are here, is asked each time. */
	private async course(sql: string, viewer: Viewer, slug: string): Promise<CourseRow | undefined> {
		const [standing, [facts]] = await Promise.all([
			this.db.one<Standing>(sql, [viewer.id, slug]),
			this.db.remembered<FactsRow>(FACTS, [slug]),
		]);
		if (!standing || facts?.id !== standing.id) return undefined;
		const now = this.clock.now();
		const runs = facts.runs.map((run) => ({ ...run, phase: phaseOf(run, now) }));
		const run = presentRun(runs, [standing.membership?.runId, standing.waiting?.runId]);
		if (!run) throw new Error(`The course ${slug} has no run.`);
		return { ...facts, ...standing, runs, run, facts };
	}
}
