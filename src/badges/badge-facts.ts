import type { BadgeFacts, RubricCriterionFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';

/** A badge version as the formats need it. */
export interface VersionRow {
	publicId: string;
	number: number;
	name: string;
	description: string;
	criteriaMd: string;
	language: string;
	tags: string[];
	imageAlt: string;
	rubric: RubricCriterionFacts[];
}

/** SQL columns of a VersionRow for the aliases `b` (badges) and `v` (badge_versions). */
export const VERSION_COLUMNS = `b.public_id AS "publicId", v.number, v.name, v.description,
	v.criteria_md AS "criteriaMd", v.language, v.tags, v.image_alt AS "imageAlt", v.rubric`;

export function badgeFacts(origin: string, version: VersionRow): BadgeFacts {
	const urls = credentialUrls(origin);
	return {
		id: version.publicId,
		version: version.number,
		name: version.name,
		description: version.description,
		criteria: { url: urls.badgePage(version.publicId), narrative: version.criteriaMd },
		image: {
			url: urls.badgeImage(version.publicId, version.number, 'png'),
			caption: version.imageAlt,
		},
		tags: version.tags,
		language: version.language,
		...(version.rubric.length > 0 && { rubric: version.rubric }),
	};
}
