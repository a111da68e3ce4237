import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type BadgeDesign, badgePicture, titled } from '../credentials/badge-picture.js';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { type RuleSettings, SETTINGS_COLUMNS, USUAL } from './rule-settings.js';

export interface Design extends Omit<BadgeDesign, 'title'> {
	name: string;
	description: string;
	/** Markdown. */
	criteria: string;
	imageAlt: string;
	/** BCP 47 language of the texts. */
	language: string;
	tags?: readonly string[];
	/** A picture that was sent, or the one sent for the version before, instead of the drawn one. */
	upload?: UploadedPicture | 'kept';
}

/** Both checked and drawn anew, see src/designs. */
export interface UploadedPicture {
	svg: string;
	png: Buffer;
}

/** The version of a badge that is being made; whoever changes one holds the badge's row. */
@Injectable()
export class BadgeDrafts {
	/** Stores the draft of a badge, over the one there is. */
	async write(tx: EntityManager, badgeId: number, design: Design, settings: RuleSettings): Promise<void> {
		const { shape, colour, icon, imageAlt, ribbonColour = '', ribbonText = '', tags = [] } = design;
		const picture = await pictureOf(tx, badgeId, design);
		const [version] = await rows<{ id: number }>(
			tx,
			`INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
					shape, colour, icon, image_alt, image_svg, quorum, reviewers, patience_days, needed, is_repeatable,
					giver_limit, takes_applications, valid_months, rubric, ribbon_colour, ribbon_text, image_png, tags)
				SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
					$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24
				FROM badge_versions WHERE badge_id = $1
				ON CONFLICT (badge_id) WHERE published_at IS NULL DO UPDATE SET
					name = excluded.name, description = excluded.description, criteria_md = excluded.criteria_md,
					criteria_html = excluded.criteria_html, language = excluded.language, shape = excluded.shape,
					colour = excluded.colour, icon = excluded.icon, image_alt = excluded.image_alt,
					image_svg = excluded.image_svg, quorum = excluded.quorum, reviewers = excluded.reviewers,
					patience_days = excluded.patience_days, needed = excluded.needed,
					is_repeatable = excluded.is_repeatable, giver_limit = excluded.giver_limit,
					takes_applications = excluded.takes_applications, valid_months = excluded.valid_months,
					rubric = excluded.rubric, ribbon_colour = excluded.ribbon_colour, ribbon_text = excluded.ribbon_text,
					image_png = excluded.image_png, tags = excluded.tags, created_at = now()
				RETURNING id`,
			[
				...[badgeId, design.name, design.description, design.criteria, renderMarkdown(design.criteria)],
				...[design.language, shape, colour, icon, imageAlt],
				picture.svg,
				...[settings.quorum, settings.reviewers, settings.patienceDays, settings.needed],
				...[settings.isRepeatable, settings.giverLimit, settings.takesApplications, settings.validMonths],
				...[JSON.stringify(settings.rubric), ribbonColour, ribbonText, picture.png, tags],
			],
		);
		if (!version) throw new Error(`The draft of badge ${badgeId} was not stored.`);
		await this.link(tx, version.id, badgeId, settings);
	}

	/** Stores how the badge is earned in its draft, which is begun like the version before when there is none. */
	async settle(tx: EntityManager, badgeId: number, settings: RuleSettings): Promise<void> {
		await rows(
			tx,
			`INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language, tags,
				shape, colour, icon, image_alt, image_svg, ribbon_colour, ribbon_text, image_png)
			SELECT badge_id, number + 1, name, description, criteria_md, criteria_html, language, tags,
				shape, colour, icon, image_alt, image_svg, ribbon_colour, ribbon_text, image_png
			FROM badge_versions WHERE badge_id = $1 ORDER BY number DESC LIMIT 1
			ON CONFLICT (badge_id) WHERE published_at IS NULL DO NOTHING`,
			[badgeId],
		);
		const [draft] = await rows<{ id: number }>(
			tx,
			`UPDATE badge_versions SET quorum = $2, reviewers = $3, patience_days = $4, needed = $5, is_repeatable = $6,
				giver_limit = $7, takes_applications = $8, valid_months = $9, rubric = $10
			WHERE badge_id = $1 AND published_at IS NULL RETURNING id`,
			[
				...[badgeId, settings.quorum, settings.reviewers, settings.patienceDays, settings.needed],
				...[settings.isRepeatable, settings.giverLimit, settings.takesApplications, settings.validMonths],
				JSON.stringify(settings.rubric),
			],
		);
		if (!draft) throw new Error(`Badge ${badgeId} has no draft.`);
		await this.link(tx, draft.id, badgeId, settings);
	}

	/** A badge that waited for itself could never be earned. */
	private async link(
		tx: EntityManager,
		versionId: number,
		badgeId: number,
		{ prerequisites, parts, courses }: RuleSettings,
	): Promise<void> {
		for (const [table, column, ids] of [
			['badge_prerequisites', 'badge_id', prerequisites.filter((id) => id !== badgeId)],
			['badge_parts', 'badge_id', parts.filter((id) => id !== badgeId)],
			['badge_courses', 'course_id', courses],
		] as const) {
			await rows(tx, `DELETE FROM ${table} WHERE badge_version_id = $1`, [versionId]);
			await rows(
				tx,
				`INSERT INTO ${table} (badge_version_id, ${column}) SELECT DISTINCT $1::int, each FROM unnest($2::int[]) each`,
				[versionId, ids],
			);
		}
	}

	/** How the badge is earned in its latest version. */
	async settings(tx: EntityManager, badgeId: number): Promise<RuleSettings> {
		const [settings] = await rows<RuleSettings>(
			tx,
			`SELECT ${SETTINGS_COLUMNS} FROM badge_versions v WHERE v.badge_id = $1 ORDER BY v.number DESC LIMIT 1`,
			[badgeId],
		);
		return settings ?? USUAL;
	}
}

async function pictureOf(
	tx: EntityManager,
	badgeId: number,
	design: Design,
): Promise<{ svg: string; png: Buffer | null }> {
	const { upload, imageAlt: title } = design;
	if (upload && upload !== 'kept') return { svg: titled(upload.svg, title), png: upload.png };
	const [stored] = upload
		? await rows<UploadedPicture>(
				tx,
				`SELECT image_svg AS svg, image_png AS png FROM badge_versions
				WHERE badge_id = $1 AND image_png IS NOT NULL ORDER BY number DESC LIMIT 1`,
				[badgeId],
			)
		: [];
	if (stored) return { svg: titled(stored.svg, title), png: stored.png };
	return { svg: badgePicture({ ...design, title }), png: null };
}
