import { Injectable } from '@nestjs/common';
import type { Rule } from '../badges/badge.entity.js';
import { ORGANISER_IDS, STANDING } from '../badges/badge-people.queries.js';
import { DESIGN, type DesignRow } from '../badges/badges.queries.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';

export interface SchoolRow {
	id: number;
	slug: string;
	name: string;
	accent: string;
	isOrganiser: boolean;
}

/** A badge as its latest version has it, published or not, with whose it is. */
export interface WorkRow extends DesignRow {
	id: number;
	rule: Rule;
	/** When the draft was last saved, for its picture's address. */
	savedAt: Date;
	isOrganiser: boolean;
	course: { slug: string; title: string; accent: string; language: string } | null;
	school: { slug: string; name: string; accent: string } | null;
}

export interface VersionRow {
	number: number;
	name: string;
	description: string;
	imageAlt: string;
	language: string;
	publishedAt: string;
	holders: number;
}

const WORK = `SELECT ${DESIGN}, b.id, b.rule, v.created_at AS "savedAt",
	CASE WHEN c.id IS NOT NULL THEN json_build_object('slug', c.slug, 'title', c.title, 'accent', c.accent,
		'language', c.language) END AS course,
	CASE WHEN s.id IS NOT NULL THEN json_build_object('slug', s.slug, 'name', s.name, 'accent', s.accent) END AS school,
	mine.is_organiser AS "isOrganiser"
	FROM badges b
	JOIN LATERAL (SELECT * FROM badge_versions WHERE badge_id = b.id ORDER BY number DESC LIMIT 1) v ON true
	LEFT JOIN courses c ON c.id = b.course_id LEFT JOIN schools s ON s.id = b.school_id
	CROSS JOIN LATERAL (SELECT $1 IN (${ORGANISER_IDS}) AS is_organiser) mine`;

@Injectable()
export class DesignsQueries {
	constructor(private readonly db: Database) {}

	school(viewer: Viewer, slug: string): Promise<SchoolRow | undefined> {
		return this.db.one<SchoolRow>(
			`SELECT s.id, s.slug, s.name, s.accent, EXISTS (
				SELECT FROM school_organisers o WHERE o.school_id = s.id AND o.user_id = $2) AS "isOrganiser"
			FROM schools s WHERE s.slug = $1`,
			[slug, viewer.id],
		);
	}

	/** A badge for its organisers; to others it exists once it is published. */
	badge(viewer: Viewer, publicId: string): Promise<WorkRow | undefined> {
		return this.db.one<WorkRow>(
			`${WORK} WHERE b.public_id = $2 AND c.deleted_at IS NULL AND (mine.is_organiser OR (
				(b.course_id IS NULL OR c.published_at IS NOT NULL)
				AND EXISTS (SELECT FROM badge_versions o WHERE o.badge_id = b.id AND o.published_at IS NOT NULL)))`,
			[viewer.id, publicId],
		);
	}

	/** All badges of a school, or of the site for null, for their organisers. */
	belonging(viewer: Viewer, schoolId: number | null): Promise<WorkRow[]> {
		return this.db.query<WorkRow>(
			`${WORK} WHERE b.course_id IS NULL AND b.school_id IS NOT DISTINCT FROM $2
				AND mine.is_organiser ORDER BY b.id`,
			[viewer.id, schoolId],
		);
	}

	/** All badges of a course for its organisers. */
	ofCourse(viewer: Viewer, courseId: number): Promise<WorkRow[]> {
		return this.db.query<WorkRow>(`${WORK} WHERE b.course_id = $2 AND mine.is_organiser ORDER BY b.id`, [
			viewer.id,
			courseId,
		]);
	}

	/** What was published of a badge, the latest first. */
	versions(badgeId: number): Promise<VersionRow[]> {
		return this.db.query<VersionRow>(
			`SELECT v.number, v.name, v.description, v.image_alt AS "imageAlt", v.language, v.published_at AS "publishedAt",
				(SELECT count(DISTINCT a.user_id)::int FROM awards a
					WHERE a.badge_version_id = v.id AND ${STANDING}) AS holders
			FROM badge_versions v WHERE v.badge_id = $1 AND v.published_at IS NOT NULL ORDER BY v.number DESC`,
			[badgeId],
		);
	}

	/** The SVG of the latest version. */
	async draftPicture(badgeId: number): Promise<string | undefined> {
		const version = await this.db.one<{ svg: string }>(
			'SELECT image_svg AS svg FROM badge_versions WHERE badge_id = $1 ORDER BY number DESC LIMIT 1',
			[badgeId],
		);
		return version?.svg;
	}
}
