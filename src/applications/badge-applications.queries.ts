import { Injectable } from '@nestjs/common';
import type { Rule } from '../badges/badge.entity.js';
import { BARS_ANOTHER, ORGANISER_IDS, STANDING } from '../badges/badge-people.queries.js';
import { PRESENT_VERSION } from '../badges/badges.queries.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { ApplicationState } from './badge-application.entity.js';

export interface FileOfWork {
	id: string;
	name: string;
}

export interface WorkRow {
	id: number;
	number: number;
	url: string;
	bodyMd: string;
	bodyHtml: string;
	reflectionMd: string;
	reflectionHtml: string;
	contentHash: string | null;
	submittedAt: string | null;
	files: FileOfWork[];
}

/** A badge as it is for somebody who may apply for it. */
export interface ApplyRow {
	badgeId: number;
	publicId: string;
	versionId: number;
	number: number;
	name: string;
	description: string;
	imageAlt: string;
	colour: BadgeColour;
	language: string;
	criteriaHtml: string;
	rubric: RubricCriterionFacts[];
	quorum: number;
	rule: Rule;
	takesApplications: boolean;
	isRepeatable: boolean;
	isHeld: boolean;
	/** Prerequisites that the viewer does not hold. */
	missing: { publicId: string; name: string }[];
	/** The viewer's open application. */
	open: { id: number; state: ApplicationState; answeredAt: string | null } | null;
	/** What they wrote last for it, handed in or not. */
	work: WorkRow | null;
}

/** SQL of a WorkRow as JSON for the alias `w` (application_revisions). */
export const WORK_JSON = `json_build_object('id', w.id, 'number', w.number, 'url', w.url, 'bodyMd', w.body_md,
	'bodyHtml', w.body_html, 'reflectionMd', w.reflection_md, 'reflectionHtml', w.reflection_html,
	'contentHash', w.content_hash, 'submittedAt', w.submitted_at, 'files', (
		SELECT coalesce(json_agg(json_build_object('id', f.file_id, 'name', f.name) ORDER BY f.name, f.file_id), '[]')
		FROM application_files f WHERE f.revision_id = w.id))`;

@Injectable()
export class BadgeApplicationsQueries {
	constructor(private readonly db: Database) {}

	/** The badge, in the version that an open application of the viewer began with, else in the present one. */
	forApplying(viewer: Viewer, publicId: string): Promise<ApplyRow | undefined> {
		return this.db.one<ApplyRow>(
			`SELECT b.id AS "badgeId", b.public_id AS "publicId", v.id AS "versionId", v.number, v.name, v.description,
				v.image_alt AS "imageAlt", v.colour, v.language, v.criteria_html AS "criteriaHtml", v.rubric, v.quorum,
				b.rule, v.takes_applications AS "takesApplications", v.is_repeatable AS "isRepeatable",
				EXISTS (SELECT FROM awards a WHERE a.badge_id = b.id AND a.user_id = $1 AND ${BARS_ANOTHER}) AS "isHeld",
				(SELECT coalesce(json_agg(json_build_object('publicId', q.public_id, 'name', n.name) ORDER BY q.id), '[]')
					FROM badge_prerequisites p JOIN badges q ON q.id = p.badge_id
					JOIN LATERAL (SELECT name FROM badge_versions WHERE badge_id = q.id AND published_at IS NOT NULL
						ORDER BY number DESC LIMIT 1) n ON true
					WHERE p.badge_version_id = v.id AND NOT EXISTS (
						SELECT FROM awards a WHERE a.badge_id = q.id AND a.user_id = $1 AND ${STANDING})) AS missing,
				CASE WHEN o.id IS NOT NULL
					THEN json_build_object('id', o.id, 'state', o.state, 'answeredAt', o.answered_at) END AS open,
				(SELECT ${WORK_JSON} FROM application_revisions w
					WHERE w.application_id = o.id ORDER BY w.number DESC LIMIT 1) AS work
			FROM badges b ${PRESENT_VERSION.replace(') v ON true', ') present ON true')}
			LEFT JOIN badge_applications o ON o.badge_id = b.id AND o.user_id = $1
				AND o.state IN ('draft', 'submitted', 'needs-work')
			JOIN badge_versions v ON v.id = coalesce(o.badge_version_id, present.id)
			LEFT JOIN courses c ON c.id = b.course_id
			WHERE b.public_id = $2 AND (b.course_id IS NULL OR (c.deleted_at IS NULL AND
				(c.published_at IS NOT NULL OR $1 IN (${ORGANISER_IDS}))))`,
			[viewer.id, publicId],
		);
	}

	/** The public id of the badge that an application of the viewer's is for. */
	async badgeOf(viewer: Viewer, applicationId: number): Promise<string | undefined> {
		const row = await this.db.one<{ publicId: string }>(
			`SELECT b.public_id AS "publicId" FROM badge_applications a JOIN badges b ON b.id = a.badge_id
			WHERE a.id = $2 AND a.user_id = $1`,
			[viewer.id, applicationId],
		);
		return row?.publicId;
	}
}
