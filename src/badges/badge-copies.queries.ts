import type { Rule } from './badge.entity.js';
import type { DesignRow } from './badges.queries.js';
import { type RuleSettings, SETTINGS_COLUMNS } from './rule-settings.js';

/** A badge as its organisers made it, to be made again elsewhere. */
export interface AuthoredBadge
	extends Omit<DesignRow, 'publicId' | 'number' | 'isUploaded' | 'language' | 'publishedAt'> {
	id: number;
	versionId: number;
	rule: Rule;
	/** What an uploaded picture was; null for a drawn one. */
	uploaded: 'png' | 'svg' | null;
	settings: RuleSettings;
}

/**
 * SQL of the AuthoredBadges of the course `c`, the oldest first, each in its latest version; drafts only where the
 * boolean `drafts` is true.
 */
export function authoredBadges(drafts: string): string {
	return `(SELECT coalesce(json_agg(json_build_object('id', b.id, 'versionId', v.id, 'rule', b.rule, 'name', v.name,
			'description', v.description, 'tags', v.tags, 'criteriaMd', v.criteria_md, 'shape', v.shape, 'colour', v.colour,
			'icon', v.icon, 'ribbonColour', v.ribbon_colour, 'ribbonText', v.ribbon_text, 'imageAlt', v.image_alt,
			'uploaded', CASE WHEN v.image_png IS NULL THEN NULL WHEN v.image_svg LIKE '%<image %' THEN 'png' ELSE 'svg' END,
			'settings', (SELECT to_json(s) FROM (SELECT ${SETTINGS_COLUMNS}) s)) ORDER BY b.id), '[]')
		FROM badges b JOIN LATERAL (SELECT * FROM badge_versions WHERE badge_id = b.id
			AND (${drafts} OR published_at IS NOT NULL) ORDER BY number DESC LIMIT 1) v ON true
		WHERE b.course_id = c.id)`;
}
