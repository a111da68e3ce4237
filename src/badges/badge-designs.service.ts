import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type BadgeDesign, badgePicture } from '../credentials/badge-picture.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { BadgePublished } from './badge.events.js';

export interface Design extends Omit<BadgeDesign, 'title'> {
	name: string;
	description: string;
	/** Markdown. */
	criteria: string;
	imageAlt: string;
	/** BCP 47 language of the texts. */
	language: string;
}

@Injectable()
export class BadgeDesigns {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	/** Stores what the course's completion badge shall be as a draft; the published version stays as it is. */
	save(by: { id: number }, courseId: number, design: Design): Promise<void> {
		return this.db.transaction((tx) => this.draft(tx, by, courseId, design));
	}

	/** As save, as a part of `tx`. */
	async draft(tx: EntityManager, by: { id: number }, courseId: number, design: Design): Promise<void> {
		const badgeId = await this.badgeOf(tx, courseId, by.id);
		const { shape, colour, icon, imageAlt } = design;
		await rows(
			tx,
			`INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
					shape, colour, icon, image_alt, image_svg)
				SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
				FROM badge_versions WHERE badge_id = $1
				ON CONFLICT (badge_id) WHERE published_at IS NULL DO UPDATE SET
					name = excluded.name, description = excluded.description, criteria_md = excluded.criteria_md,
					criteria_html = excluded.criteria_html, language = excluded.language, shape = excluded.shape,
					colour = excluded.colour, icon = excluded.icon, image_alt = excluded.image_alt,
					image_svg = excluded.image_svg, created_at = now()`,
			[
				badgeId,
				design.name,
				design.description,
				design.criteria,
				renderMarkdown(design.criteria),
				design.language,
				shape,
				colour,
				icon,
				imageAlt,
				badgePicture({ shape, colour, icon, title: imageAlt }),
			],
		);
	}

	/** Freezes the draft as the version that is awarded from now on. */
	async publish(by: { id: number }, courseId: number): Promise<'published' | 'nothing-to-publish'> {
		return this.db.transaction(async (tx) => {
			const [version] = await rows<{ id: number; badgeId: number }>(
				tx,
				`UPDATE badge_versions v SET published_at = now() FROM badges b
				WHERE b.id = v.badge_id AND b.course_id = $1 AND b.rule = 'completion' AND v.published_at IS NULL
				RETURNING v.id, v.badge_id AS "badgeId"`,
				[courseId],
			);
			if (!version) return 'nothing-to-publish';
			const { id: versionId, badgeId } = version;
			await this.events.record(tx, BadgePublished, { badgeId, versionId, courseId }, by.id);
			return 'published';
		});
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
