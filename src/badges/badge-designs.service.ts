import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type BadgeDesign, badgePicture, titled } from '../credentials/badge-picture.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { Rule } from './badge.entity.js';
import { BadgePublished } from './badge.events.js';
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

/** Whose a badge is: a course's, a school's, or with neither the site's. */
export type Owner = { courseId: number } | { schoolId: number } | 'site';

/** Out of reach is a badge that asks for fewer badges or courses than it takes, such as none at all. */
type Publication = 'published' | 'nothing-to-publish' | 'out-of-reach';

@Injectable()
export class BadgeDesigns {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** A new badge with its first draft; gives its ids. */
	create(
		by: { id: number },
		owner: Owner,
		rule: Rule,
		design: Design,
		settings: Partial<RuleSettings> = {},
	): Promise<{ id: number; publicId: string }> {
		return this.db.transaction((tx) => this.add(tx, by, owner, rule, design, settings));
	}

	/** As create, as a part of `tx`. */
	async add(
		tx: EntityManager,
		by: { id: number },
		owner: Owner,
		rule: Rule,
		design: Design,
		settings: Partial<RuleSettings>,
	): Promise<{ id: number; publicId: string }> {
		const [badge] = await rows<{ id: number; publicId: string }>(
			tx,
			`INSERT INTO badges (course_id, school_id, rule, created_by) VALUES ($1, $2, $3, $4)
			RETURNING id, public_id AS "publicId"`,
			[
				owner !== 'site' && 'courseId' in owner ? owner.courseId : null,
				owner !== 'site' && 'schoolId' in owner ? owner.schoolId : null,
				rule,
				by.id,
			],
		);
		if (!badge) throw new Error('No badge was made.');
		await this.write(tx, badge.id, design, { ...USUAL, ...settings });
		return badge;
	}

	/** Stores the draft of a badge; settings that are not given stay as they were. */
	revise(badgeId: number, design: Design, settings: Partial<RuleSettings> = {}): Promise<void> {
		return this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT id FROM badges WHERE id = $1 FOR NO KEY UPDATE', [badgeId]);
			await this.write(tx, badgeId, design, { ...(await settingsOf(tx, badgeId)), ...settings });
		});
	}

	/** Stores how a badge shall be earned in its draft, which is begun like the version before when there is none. */
	async settle(tx: EntityManager, badgeId: number, settings: RuleSettings): Promise<void> {
		await rows(tx, 'SELECT id FROM badges WHERE id = $1 FOR NO KEY UPDATE', [badgeId]);
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

	/** Stores what the course's completion badge shall be as a draft; the published version stays as it is. */
	save(by: { id: number }, courseId: number, design: Design): Promise<void> {
		return this.db.transaction(async (tx) => {
			const badgeId = await this.badgeOf(tx, courseId, by.id);
			await this.write(tx, badgeId, design, await settingsOf(tx, badgeId));
		});
	}

	/** Freezes the draft of the course's completion badge as the version that is awarded from now on. */
	async publish(by: { id: number }, courseId: number): Promise<Publication> {
		const badge = await this.db.one<{ id: number }>(
			`SELECT id FROM badges WHERE course_id = $1 AND rule = 'completion'`,
			[courseId],
		);
		return badge ? this.publishBadge(by, badge.id) : 'nothing-to-publish';
	}

	/** Freezes the draft of a badge. */
	publishBadge(by: { id: number }, badgeId: number): Promise<Publication> {
		return this.db.transaction(async (tx) => {
			const [version] = await rows<{ id: number; courseId: number | null; isOutOfReach: boolean }>(
				tx,
				`SELECT v.id, b.course_id AS "courseId", b.rule IN ('badges', 'completion') AND
					(SELECT count(*) FROM badge_parts WHERE badge_version_id = v.id)
					+ (SELECT count(*) FROM badge_courses WHERE badge_version_id = v.id)
					< coalesce(v.needed, (b.rule = 'badges' OR b.course_id IS NULL)::int) AS "isOutOfReach"
				FROM badge_versions v JOIN badges b ON b.id = v.badge_id
				WHERE b.id = $1 AND v.published_at IS NULL FOR UPDATE OF v`,
				[badgeId],
			);
			if (!version) return 'nothing-to-publish';
			const { id: versionId, courseId, isOutOfReach } = version;
			if (isOutOfReach) return 'out-of-reach';
			await rows(tx, 'UPDATE badge_versions SET published_at = now() WHERE id = $1', [versionId]);
			await this.events.record(tx, BadgePublished, { badgeId, versionId, courseId }, by.id);
			return 'published';
		});
	}

	private async write(
		tx: EntityManager,
		badgeId: number,
		design: Design,
		settings: RuleSettings,
	): Promise<void> {
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

	/** The id of the course's badge, made when it is missing; its row stays locked, so that saves queue up. */
	private async badgeOf(tx: EntityManager, courseId: number, userId: number): Promise<number> {
		await rows(
			tx,
			`INSERT INTO badges (course_id, rule, created_by) VALUES ($1, 'completion', $2)
			ON CONFLICT (course_id) WHERE rule = 'completion' DO NOTHING`,
			[courseId, userId],
		);
		const [badge] = await rows<{ id: number }>(
			tx,
			`SELECT id FROM badges WHERE course_id = $1 AND rule = 'completion' FOR UPDATE`,
			[courseId],
		);
		if (!badge) throw new Error(`Course ${courseId} has no badge.`);
		return badge.id;
	}
}

async function settingsOf(tx: EntityManager, badgeId: number): Promise<RuleSettings> {
	const [settings] = await rows<RuleSettings>(
		tx,
		`SELECT ${SETTINGS_COLUMNS} FROM badge_versions v WHERE v.badge_id = $1 ORDER BY v.number DESC LIMIT 1`,
		[badgeId],
	);
	return settings ?? USUAL;
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
