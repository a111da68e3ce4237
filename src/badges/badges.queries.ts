import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import type { BadgeIcon } from '../credentials/badge-icons.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { BadgeShape } from '../credentials/badge-shapes.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Rule } from './badge.entity.js';
import { BARS_ANOTHER, isPeer, ORGANISER_IDS, STANDING } from './badge-people.queries.js';
import { type RuleSettings, SETTINGS_COLUMNS } from './rule-settings.js';

/** A published badge, as it is awarded at present. */
export interface BadgeRow {
	publicId: string;
	number: number;
	name: string;
	description: string;
	imageAlt: string;
	colour: BadgeColour;
	/** Of its texts, BCP 47. */
	language: string;
	/** People whose award stands, whoever may see it. */
	holders: number;
}

export interface CourseBadgeRow extends BadgeRow {
	rule: Rule;
	/** The viewer's award; not yet issued while it is being signed. */
	mine: {
		id: string;
		issuedAt: string | null;
		revokedAt: string | null;
		stands: boolean;
		/** As it was when it was awarded. */
		version: Pick<BadgeRow, 'number' | 'name' | 'description' | 'imageAlt'>;
	} | null;
}

export interface ListedBadgeRow extends BadgeRow {
	/** Whose it is; neither of a badge of the site. */
	course: { slug: string; title: string } | null;
	school: { slug: string; name: string } | null;
}

export interface DesignRow {
	publicId: string;
	number: number;
	name: string;
	description: string;
	criteriaMd: string;
	tags: string[];
	shape: BadgeShape;
	colour: BadgeColour;
	icon: BadgeIcon;
	ribbonColour: BadgeColour | '';
	ribbonText: string;
	imageAlt: string;
	isUploaded: boolean;
	language: string;
	publishedAt: Date | null;
}

/** SQL columns of a DesignRow for the aliases `b` (badges) and `v` (badge_versions). */
export const DESIGN = `b.public_id AS "publicId", v.number, v.name, v.description, v.criteria_md AS "criteriaMd", v.tags,
	v.shape, v.colour, v.icon, v.ribbon_colour AS "ribbonColour", v.ribbon_text AS "ribbonText", v.image_alt AS "imageAlt",
	v.image_png IS NOT NULL AS "isUploaded", v.language, v.published_at AS "publishedAt"`;

export interface BadgePageRow extends BadgeRow {
	id: number;
	criteriaHtml: string;
	tags: string[];
	versions: { number: number; publishedAt: string }[];
	/** Null for those who may not see the course. */
	course: { slug: string; title: string; accent: string } | null;
	courseId: number | null;
	school: { slug: string; name: string } | null;
	rule: Rule;
	isOrganiser: boolean;
	/** The viewer belongs to those among whom it is given by peers. */
	isPeer: boolean;
	settings: RuleSettings;
	/** Its prerequisites, its parts, and the courses to complete besides its own, that are there for everybody. */
	links: { prerequisites: LinkedBadge[]; parts: LinkedBadge[]; courses: { slug: string; title: string }[] };
	publicHolders: { awardId: string; person: PersonRow }[];
	/** The viewer's latest award, of those that stand the latest. */
	mine: {
		id: string;
		stands: boolean;
		/** Its time is over, and so the badge can be earned again. */
		isOver: boolean;
		awardedAt: string;
		validUntil: string | null;
	} | null;
}

export interface NamedBadge {
	publicId: string;
	name: string;
}

/** A badge that another one asks for. */
export interface LinkedBadge extends NamedBadge {
	/** The viewer holds it. */
	isHeld: boolean;
	/** The viewer held it, and does not any more. */
	isOver: boolean;
}

const HOLDERS_SHOWN = 60;

/** SQL of the LinkedBadges of the viewer ($1) that a table links to the version `v`. */
function linked(table: 'badge_prerequisites' | 'badge_parts'): string {
	return `(SELECT coalesce(json_agg(json_build_object('publicId', q.public_id, 'name', n.name,
			'isHeld', coalesce(h.stands, false), 'isOver', coalesce(NOT h.stands, false)) ORDER BY q.id), '[]')
		FROM ${table} k JOIN badges q ON q.id = k.badge_id
		JOIN LATERAL (SELECT name FROM badge_versions WHERE badge_id = q.id AND published_at IS NOT NULL
			ORDER BY number DESC LIMIT 1) n ON true
		CROSS JOIN LATERAL (SELECT bool_or(${STANDING}) AS stands FROM awards a
			WHERE a.badge_id = q.id AND a.user_id = $1) h
		WHERE k.badge_version_id = v.id)`;
}

/** Columns of a BadgeRow for the aliases `b` (badges) and `v` (badge_versions). */
const BADGE = `b.public_id AS "publicId", v.number, v.name, v.description, v.image_alt AS "imageAlt", v.colour, v.language,
	(SELECT count(DISTINCT a.user_id)::int FROM awards a WHERE a.badge_id = b.id AND ${STANDING}) AS holders`;

/** The latest published version, as `v`, of the badge `b`. */
export const PRESENT_VERSION = `JOIN LATERAL (
	SELECT * FROM badge_versions v WHERE v.badge_id = b.id AND v.published_at IS NOT NULL
	ORDER BY v.number DESC LIMIT 1) v ON true`;

@Injectable()
export class BadgesQueries {
	constructor(private readonly db: Database) {}

	/** What can be earned in a course, with the viewer's own award. */
	ofCourse(courseId: number, viewerId = 0): Promise<CourseBadgeRow[]> {
		return this.db.query<CourseBadgeRow>(
			`SELECT ${BADGE}, b.rule,
				(SELECT json_build_object('id', a.id, 'issuedAt', a.issued_at, 'revokedAt', a.revoked_at,
						'stands', ${STANDING}, 'version', json_build_object('number', w.number, 'name', w.name,
							'description', w.description, 'imageAlt', w.image_alt))
					FROM awards a JOIN badge_versions w ON w.id = a.badge_version_id
					WHERE a.badge_id = b.id AND a.user_id = $2
					ORDER BY ${STANDING} DESC, a.revoked_at IS NULL DESC, a.awarded_at DESC LIMIT 1) AS mine
			FROM badges b ${PRESENT_VERSION} WHERE b.course_id = $1 ORDER BY b.id`,
			[courseId, viewerId],
		);
	}

	/**
	 * Badges of schools, of the site and of the courses that the catalogue lists, or of the site alone; most held first.
	 * Ask for one more than you show.
	 */
	listed({ limit, offset }: Pick<Slice, 'limit' | 'offset'>, ofSite = false): Promise<ListedBadgeRow[]> {
		return this.db.query<ListedBadgeRow>(
			`SELECT ${BADGE},
				CASE WHEN c.id IS NOT NULL THEN json_build_object('slug', c.slug, 'title', c.title) END AS course,
				CASE WHEN s.id IS NOT NULL THEN json_build_object('slug', s.slug, 'name', s.name) END AS school
			FROM badges b ${PRESENT_VERSION} LEFT JOIN courses c ON c.id = b.course_id LEFT JOIN schools s ON s.id = b.school_id
			WHERE CASE WHEN $3 THEN b.course_id IS NULL AND b.school_id IS NULL ELSE b.course_id IS NULL
				OR c.published_at IS NOT NULL AND c.unlisted_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL END
			ORDER BY holders DESC, b.id DESC LIMIT $1 OFFSET $2`,
			[limit, offset, ofSite],
		);
	}

	/** The latest version of the course's completion badge, published or not, for its designers. */
	designOf(courseId: number): Promise<DesignRow | undefined> {
		return this.db.one<DesignRow>(
			`SELECT ${DESIGN}
			FROM badges b JOIN badge_versions v ON v.badge_id = b.id
			WHERE b.course_id = $1 AND b.rule = 'completion' ORDER BY v.number DESC LIMIT 1`,
			[courseId],
		);
	}

	/** Titles of a course's tasks, to begin the criteria of its badge with. */
	async taskTitles(courseId: number): Promise<string[]> {
		const tasks = await this.db.query<{ title: string }>(
			'SELECT title FROM tasks WHERE course_id = $1 AND removed_at IS NULL ORDER BY position, id',
			[courseId],
		);
		return tasks.map(({ title }) => title);
	}

	/**
	 * A badge's page. It outlives its course, for awards lead here; while the course is a draft, only its
	 * organisers know of it.
	 */
	visibleTo(viewer: Viewer, publicId: string): Promise<BadgePageRow | undefined> {
		return this.db.one<BadgePageRow>(
			`SELECT ${BADGE}, b.id, b.rule, (SELECT to_json(s) FROM (SELECT ${SETTINGS_COLUMNS}) s) AS settings,
				json_build_object('prerequisites', ${linked('badge_prerequisites')}, 'parts', ${linked('badge_parts')}, 'courses', (
					SELECT coalesce(json_agg(json_build_object('slug', q.slug, 'title', q.title) ORDER BY q.id), '[]')
					FROM badge_courses k JOIN courses q ON q.id = k.course_id WHERE k.badge_version_id = v.id
						AND q.published_at IS NOT NULL AND q.deleted_at IS NULL)) AS links,
				v.criteria_html AS "criteriaHtml", v.tags, c.id AS "courseId",
				(SELECT json_build_object('slug', s.slug, 'name', s.name) FROM schools s WHERE s.id = b.school_id) AS school,
				CASE WHEN c.id IS NOT NULL AND c.deleted_at IS NULL
					THEN json_build_object('slug', c.slug, 'title', c.title, 'accent', c.accent) END AS course,
				(SELECT json_agg(json_build_object('number', o.number, 'publishedAt', o.published_at) ORDER BY o.number DESC)
					FROM badge_versions o WHERE o.badge_id = b.id AND o.published_at IS NOT NULL) AS versions,
				(SELECT coalesce(json_agg(json_build_object('awardId', h.id, 'person', h.person)), '[]') FROM (
					SELECT a.id, ${PERSON_JSON} AS person FROM awards a JOIN users u ON u.id = a.user_id
					WHERE a.badge_id = b.id AND a.visibility = 'public' AND ${STANDING} AND a.issued_at IS NOT NULL
					ORDER BY a.awarded_at DESC LIMIT ${HOLDERS_SHOWN}) h) AS "publicHolders",
				(SELECT json_build_object('id', a.id, 'stands', ${STANDING}, 'isOver', NOT ${BARS_ANOTHER},
						'awardedAt', a.awarded_at, 'validUntil', a.valid_until) FROM awards a
					WHERE a.badge_id = b.id AND a.user_id = $1
					ORDER BY ${STANDING} DESC, ${BARS_ANOTHER} DESC, a.awarded_at DESC LIMIT 1) AS mine,
				mine.is_organiser AS "isOrganiser",
				b.rule = 'peer' AND ${isPeer('$1::int')} AS "isPeer"
			FROM badges b ${PRESENT_VERSION} LEFT JOIN courses c ON c.id = b.course_id
			CROSS JOIN LATERAL (SELECT $1 IN (${ORGANISER_IDS}) AS is_organiser) mine
			WHERE b.public_id = $2 AND (b.course_id IS NULL OR c.published_at IS NOT NULL OR mine.is_organiser)`,
			[viewer.id, publicId],
		);
	}
}
