import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { Rule } from './badge.entity.js';
import { BadgeDesigns } from './badge-designs.service.js';
import type { Design, UploadedPicture } from './badge-drafts.service.js';
import { PRESENT_VERSION } from './badges.queries.js';
import { type RuleSettings, USUAL } from './rule-settings.js';

/** A badge of a course that comes from elsewhere; the badges it asks for by their places in the list. */
export interface CopiedBadge {
	rule: Rule;
	design: Design;
	settings: Omit<RuleSettings, 'prerequisites' | 'parts' | 'courses'>;
	prerequisites: readonly number[];
	parts: readonly number[];
}

@Injectable()
export class BadgeCopies {
	constructor(
		private readonly db: Database,
		private readonly designs: BadgeDesigns,
	) {}

	/** Drafts of the badges, in their order, for the organisers to publish. Only one is for completing the course. */
	async add(
		tx: EntityManager,
		author: { id: number },
		courseId: number,
		badges: readonly CopiedBadge[],
	): Promise<void> {
		const ids: number[] = [];
		const first = badges.findIndex(({ rule }) => rule === 'completion');
		for (const [place, { rule, design, settings }] of badges.entries()) {
			if (rule === 'completion' && place !== first) {
				ids.push(0);
				continue;
			}
			const { id } = await this.designs.add(tx, author, { courseId }, rule, design, settings);
			ids.push(id);
		}
		for (const [place, { settings, prerequisites, parts }] of badges.entries()) {
			if (!ids[place] || prerequisites.length + parts.length === 0) continue;
			const idsAt = (places: readonly number[]) => places.flatMap((each) => ids[each] || []);
			const links = { prerequisites: idsAt(prerequisites), parts: idsAt(parts) };
			await this.designs.settle(tx, ids[place], { ...USUAL, ...settings, ...links });
		}
	}

	/** What the published badges of a course ask for that is not its own, and so does not come along. */
	async leftBehind(courseId: number): Promise<string[]> {
		const asked = await this.db.query<{ name: string }>(
			`SELECT DISTINCT asked.name FROM badges b ${PRESENT_VERSION}
			CROSS JOIN LATERAL (
				SELECT p.name FROM (SELECT badge_version_id, badge_id FROM badge_prerequisites
					UNION SELECT badge_version_id, badge_id FROM badge_parts) l
				JOIN badges o ON o.id = l.badge_id
				JOIN LATERAL (SELECT name FROM badge_versions WHERE badge_id = o.id AND published_at IS NOT NULL
					ORDER BY number DESC LIMIT 1) p ON true
				WHERE l.badge_version_id = v.id AND o.course_id IS DISTINCT FROM b.course_id
				UNION SELECT c.title FROM badge_courses k JOIN courses c ON c.id = k.course_id
				WHERE k.badge_version_id = v.id AND c.published_at IS NOT NULL AND c.unlisted_at IS NULL
					AND c.deleted_at IS NULL) asked
			WHERE b.course_id = $1 ORDER BY 1`,
			[courseId],
		);
		return asked.map(({ name }) => name);
	}

	/** The uploaded picture of a version. */
	picture(versionId: number): Promise<UploadedPicture | undefined> {
		return this.db.one<UploadedPicture>(
			'SELECT image_svg AS svg, image_png AS png FROM badge_versions WHERE id = $1 AND image_png IS NOT NULL',
			[versionId],
		);
	}
}
