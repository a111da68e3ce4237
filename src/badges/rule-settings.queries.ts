import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Rule } from './badge.entity.js';
import { ORGANISER_IDS } from './badge-people.queries.js';
import type { NamedBadge } from './badges.queries.js';
import { type RuleSettings, SETTINGS_COLUMNS } from './rule-settings.js';

export interface SettingsRow {
	id: number;
	publicId: string;
	rule: Rule;
	name: string;
	settings: RuleSettings;
	/** Usernames of the named reviewers. */
	named: string[];
	/** Badges that this one can ask for: published, of the same course, of its school, of the site. */
	offers: (NamedBadge & { id: number })[];
	isOrganiser: boolean;
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
						JOIN LATERAL (SELECT name FROM badge_versions WHERE badge_id = q.id AND published_at IS NOT NULL
							ORDER BY number DESC LIMIT 1) p ON true
						LEFT JOIN courses d ON d.id = q.course_id
						WHERE q.id <> b.id AND d.deleted_at IS NULL AND (q.course_id = b.course_id
							OR coalesce(q.school_id, d.school_id) = coalesce(b.school_id, c.school_id)
							OR (q.course_id IS NULL AND q.school_id IS NULL))
						ORDER BY q.id DESC LIMIT 100) o) AS offers,
				mine.organises AS "isOrganiser"
			FROM badges b LEFT JOIN courses c ON c.id = b.course_id
			JOIN LATERAL (SELECT * FROM badge_versions WHERE badge_id = b.id ORDER BY number DESC LIMIT 1) v ON true
			CROSS JOIN LATERAL (SELECT $1 IN (${ORGANISER_IDS}) AS organises) mine
			WHERE b.public_id = $2 AND c.deleted_at IS NULL AND (mine.organises
				OR (v.published_at IS NOT NULL AND (b.course_id IS NULL OR c.published_at IS NOT NULL)))`,
			[viewer.id, publicId],
		);
	}
}
