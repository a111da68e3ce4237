import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Rule } from './badge.entity.js';
import { ORGANISER_IDS } from './badge-people.queries.js';
import type { NamedBadge } from './badges.queries.js';
import { COURSES_LIMIT } from './rule.form.js';
import { type RuleSettings, SETTINGS_COLUMNS } from './rule-settings.js';

export interface SettingsRow {
	id: number;
	publicId: string;
	rule: Rule;
	name: string;
	settings: RuleSettings;
	/** Usernames of the named reviewers. */
	named: string[];
	/** Badges that this one can ask for: of the same course, and published ones of its school and of the site. */
	offers: (NamedBadge & { id: number })[];
	/** Its own, which a badge for completing courses always asks for. */
	course: { slug: string; title: string } | null;
	school: { slug: string } | null;
	isPublished: boolean;
	isOrganiser: boolean;
}

/** A published course that a badge may ask for. */
export interface CourseOffer {
	id: number;
	slug: string;
	title: string;
}

@Injectable()
export class RuleSettingsQueries {
	constructor(private readonly db: Database) {}

	/** The latest version of a badge, published or not, as its organisers set it. */
	forOrganisers(viewer: Viewer, publicId: string): Promise<SettingsRow | undefined> {
		return this.db.one<SettingsRow>(
			`SELECT b.id, b.public_id AS "publicId", b.rule, v.name,
				(SELECT to_json(s) FROM (SELECT ${SETTINGS_COLUMNS}) s) AS settings,
				ARRAY(SELECT u.username FROM badge_reviewers n JOIN users u ON u.id = n.user_id WHERE n.badge_id = b.id
					ORDER BY 1) AS named,
				(SELECT coalesce(json_agg(json_build_object('id', o.id, 'publicId', o.public_id, 'name', o.name) ORDER BY o.name), '[]')
					FROM (SELECT q.id, q.public_id, p.name FROM badges q
						JOIN LATERAL (SELECT name FROM badge_versions WHERE badge_id = q.id
							AND (published_at IS NOT NULL OR q.course_id = b.course_id)
							ORDER BY published_at IS NULL, number DESC LIMIT 1) p ON true
						LEFT JOIN courses d ON d.id = q.course_id
						WHERE q.id <> b.id AND d.deleted_at IS NULL AND (q.course_id = b.course_id
							OR coalesce(q.school_id, d.school_id) = coalesce(b.school_id, c.school_id)
							OR (q.course_id IS NULL AND q.school_id IS NULL))
						ORDER BY q.id DESC LIMIT 100) o) AS offers,
				CASE WHEN c.id IS NOT NULL THEN json_build_object('slug', c.slug, 'title', c.title) END AS course,
				(SELECT json_build_object('slug', slug) FROM schools WHERE id = b.school_id) AS school,
				(v.number > 1 OR v.published_at IS NOT NULL) AS "isPublished", mine.organises AS "isOrganiser"
			FROM badges b LEFT JOIN courses c ON c.id = b.course_id
			JOIN LATERAL (SELECT * FROM badge_versions WHERE badge_id = b.id ORDER BY number DESC LIMIT 1) v ON true
			CROSS JOIN LATERAL (SELECT $1 IN (${ORGANISER_IDS}) AS organises) mine
			WHERE b.public_id = $2 AND c.deleted_at IS NULL AND (mine.organises
				OR (v.published_at IS NOT NULL AND (b.course_id IS NULL OR c.published_at IS NOT NULL)))`,
			[viewer.id, publicId],
		);
	}

	/**
	 * Courses that a badge asks for already or that are `chosen`, and others it may ask for: whose titles hold the words,
	 * without words those of its school and the viewer's own. What is not in the catalogue is only for its organisers to name.
	 */
	coursesFor(
		viewer: Viewer,
		badgeId: number,
		chosen: readonly string[],
		words: string,
	): Promise<CourseOffer[]> {
		return this.db.query<CourseOffer>(
			`SELECT c.id, c.slug, c.title FROM courses c
			JOIN badges b ON b.id = $2 LEFT JOIN courses own ON own.id = b.course_id
			CROSS JOIN LATERAL (SELECT c.slug = ANY($3) AS chosen,
				EXISTS (SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $1) AS mine,
				c.id IN (SELECT k.course_id FROM badge_courses k JOIN badge_versions v ON v.id = k.badge_version_id
					WHERE v.badge_id = b.id) AS named) is_it
			WHERE c.id IS DISTINCT FROM b.course_id AND c.published_at IS NOT NULL AND c.deleted_at IS NULL
				AND (is_it.named OR is_it.mine OR (c.unlisted_at IS NULL AND c.archived_at IS NULL))
				AND (is_it.named OR is_it.chosen OR CASE WHEN $4 = '' THEN is_it.mine
					OR c.school_id = coalesce(b.school_id, own.school_id) ELSE c.title ILIKE '%' || $4 || '%' END)
			ORDER BY is_it.chosen OR is_it.named DESC, c.title, c.id LIMIT ${COURSES_LIMIT * 2}`,
			[viewer.id, badgeId, chosen, words.replace(/[\\%_]/g, '\\$&')],
		);
	}
}
