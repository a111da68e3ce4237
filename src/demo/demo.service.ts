import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BadgeRules } from '../badges/badge-rules.service.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
import { SearchIndex } from '../catalogue/search-index.service.js';
import { Database, rows } from '../platform/database/database.js';
import { demo } from './content/content.js';
import type { DemoCourse } from './content/types.js';
import { DemoBadges } from './demo-badges.service.js';
import { loadRows } from './demo-rows.js';
import { DemoSteps } from './demo-steps.service.js';

/** Fills an empty site with the School of Webcraft: once, and where it was left if it was interrupted. */
@Injectable()
export class Demo {
	constructor(
		private readonly db: Database,
		private readonly steps: DemoSteps,
		private readonly badges: DemoBadges,
		private readonly designs: BadgeDesigns,
		private readonly rules: BadgeRules,
		private readonly search: SearchIndex,
	) {}

	async load(): Promise<void> {
		await this.steps.once('rows', (tx) => loadRows(tx, demo));
		for (const course of demo.courses) await this.loadBadge(course);
		for (const badge of demo.badges) await this.badges.load(badge);
		await this.search.indexMissing();
	}

	private async loadBadge({ slug, language, tags, badge }: DemoCourse): Promise<void> {
		const step = `badge ${slug}`;
		if (await this.steps.isDone(step)) return;
		const course = await this.db.one<{ id: number; createdBy: number }>(
			'SELECT id, created_by AS "createdBy" FROM courses WHERE slug = $1',
			[slug],
		);
		if (!course) return;
		const { name, description, criteria, imageAlt, design } = badge;
		const by = { id: course.createdBy };
		const words = { name, description, criteria, imageAlt, language, tags };
		await this.designs.save(by, course.id, { ...words, ...design });
		await this.designs.publish(by, course.id);
		await this.steps.once(step, (tx) => this.giveAwards(tx, slug, course.id));
	}

	/** Those who did everything hold the badge since the day they did the last task, and show it as the story says. */
	private async giveAwards(tx: EntityManager, slug: string, courseId: number): Promise<void> {
		const members = demo.stories.find(({ course }) => course === slug)?.members ?? [];
		for (const { who, award, completions } of members) {
			if (!award) continue;
			const [person] = await rows<{ id: number }>(tx, 'SELECT id FROM users WHERE username = $1', [who]);
			if (!person) continue;
			await this.rules.completed(tx, courseId, person.id);
			const daysAgo = Math.min(...completions.map((completion) => completion.daysAgo));
			await rows(
				tx,
				`UPDATE awards a SET visibility = $3, awarded_at = now() - $4::float * interval '1 day'
				FROM badges b WHERE b.id = a.badge_id AND b.course_id = $1 AND a.user_id = $2`,
				[courseId, person.id, award, daysAgo],
			);
		}
	}
}
