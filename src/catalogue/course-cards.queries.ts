import { Injectable } from '@nestjs/common';
import type { Kind } from '../courses/course.entity.js';
import type { RunRow } from '../courses/courses.queries.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';

export interface CourseCardRow {
	id: number;
	slug: string;
	kind: Kind;
	ownTerm: string | null;
	title: string;
	summary: string;
	language: string;
	effort: string;
	accent: string;
	school: string | null;
	publishedAt: Date;
	archivedAt: Date | null;
	/** The next run to join, else the latest; `taken` is counted only where seats are limited. */
	run: Omit<RunRow, 'waiting'>;
	/** Present participants; organisers are not among them. */
	peopleCount: number;
	hasBadge: boolean;
}

/** Condition on courses `c`: anybody may come across it. */
export const LISTED =
	'c.published_at IS NOT NULL AND c.unlisted_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL';

/**
 * Joins the run of the course `c` that is next to join, else its latest, as `r`, with its phase (as
 * run-phase.ts has it) and `readiness`: 2 takes people and has begun, 1 takes people for later, 0 takes nobody. $1 is the present moment.
 */
export const PRESENT_RUN = `
	CROSS JOIN LATERAL (
		SELECT standing.*, CASE WHEN phase = 'ended' OR sign_up = 'closed' OR taken >= seats THEN 0
			WHEN phase IN ('unset', 'upcoming') THEN 1 ELSE 2 END AS readiness
		FROM (
			SELECT runs.*, CASE
				WHEN pace = 'rolling' THEN 'always'
				WHEN ends_on < today THEN 'ended'
				WHEN starts_on IS NULL THEN 'unset'
				WHEN today < starts_on THEN 'upcoming'
				ELSE 'running' END AS phase,
				CASE WHEN seats IS NOT NULL THEN (
					SELECT count(*)::int FROM memberships m WHERE m.run_id = runs.id AND m.left_at IS NULL) ELSE 0 END AS taken
			FROM runs CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE time_zone)::date AS today) calendar
			WHERE course_id = c.id
		) standing
		ORDER BY readiness DESC, sign_up = 'closed' OR phase = 'ended',
			CASE WHEN sign_up <> 'closed' AND phase <> 'ended' THEN starts_on END, id DESC LIMIT 1
	) r`;

/** Columns of a CourseCardRow from the course `c` and its run `r`. */
export const CARD = `
	c.id, c.slug, c.kind, c.own_term AS "ownTerm", c.title, c.summary, c.language, c.effort, c.accent,
	c.published_at AS "publishedAt", c.archived_at AS "archivedAt",
	(SELECT s.name FROM schools s WHERE s.id = c.school_id) AS school,
	json_build_object('id', r.id, 'pace', r.pace, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
		'timeZone', r.time_zone, 'signUp', r.sign_up, 'phase', r.phase, 'seats', r.seats, 'taken', r.taken) AS run,
	(SELECT count(DISTINCT m.user_id)::int FROM memberships m JOIN runs ON runs.id = m.run_id
		WHERE runs.course_id = c.id AND m.left_at IS NULL) AS "peopleCount",
	EXISTS (SELECT FROM badges b JOIN badge_versions v ON v.badge_id = b.id
		WHERE b.course_id = c.id AND v.published_at IS NOT NULL) AS "hasBadge"`;

@Injectable()
export class CourseCards {
	constructor(
		private readonly db: Database,
		private readonly clock: Clock,
	) {}

	/** What somebody could join today, most alive first: by people who came in the last weeks, then the newest. */
	openNow(limit: number): Promise<CourseCardRow[]> {
		return this.cards(
			`r.readiness = 2 ORDER BY (SELECT count(*) FROM memberships m
				WHERE m.run_id = r.id AND m.left_at IS NULL AND m.joined_at > $1::timestamptz - interval '60 days') DESC,
				c.published_at DESC, c.id DESC LIMIT $2`,
			[limit],
		);
	}

	/** Courses of a school, open ones first. */
	ofSchool(schoolId: number, limit: number): Promise<CourseCardRow[]> {
		return this.cards('c.school_id = $2 ORDER BY r.readiness DESC, c.published_at DESC, c.id DESC LIMIT $3', [
			schoolId,
			limit,
		]);
	}

	/** Courses that a person organises or takes part in, their own first. */
	ofPerson(userId: number, limit: number): Promise<(CourseCardRow & { isOrganiser: boolean })[]> {
		return this.cards<CourseCardRow & { isOrganiser: boolean }>(
			`(o.user_id IS NOT NULL OR EXISTS (SELECT FROM memberships m JOIN runs ON runs.id = m.run_id
				WHERE runs.course_id = c.id AND m.user_id = $2 AND m.left_at IS NULL))
			ORDER BY o.since, r.readiness DESC, c.published_at DESC, c.id DESC LIMIT $3`,
			[userId, limit],
			{
				columns: ', o.user_id IS NOT NULL AS "isOrganiser"',
				joins: 'LEFT JOIN course_organisers o ON o.course_id = c.id AND o.user_id = $2',
			},
		);
	}

	private cards<Row extends CourseCardRow>(
		where: string,
		params: readonly unknown[],
		{ columns = '', joins = '' } = {},
	): Promise<Row[]> {
		return this.db.query<Row>(
			`SELECT ${CARD}${columns} FROM courses c ${PRESENT_RUN} ${joins} WHERE ${LISTED} AND ${where}`,
			[this.clock.now(), ...params],
		);
	}
}
