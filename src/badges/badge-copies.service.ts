import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { Rule } from './badge.entity.js';
import { BadgeDesigns, type Design, type UploadedPicture } from './badge-designs.service.js';
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

	/** The uploaded picture of a version. */
	picture(versionId: number): Promise<UploadedPicture | undefined> {
		return this.db.one<UploadedPicture>(
			'SELECT image_svg AS svg, image_png AS png FROM badge_versions WHERE id = $1 AND image_png IS NOT NULL',
			[versionId],
		);
	}
}
