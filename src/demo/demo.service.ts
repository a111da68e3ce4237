import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BadgeRules } from '../badges/badge-rules.service.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
import { SearchIndex } from '../catalogue/search-index.service.js';
import { Database, rows } from '../platform/database/database.js';
import { demo } from './content/content.js';
import type { DemoCourse } from './content/types.js';
import { loadRows } from './demo-rows.js';

/** Fills an empty site with the School of Webcraft: once, and where it was left if it was interrupted. */
@Injectable()
export class Demo {
	constructor(
		private readonly db: Database,
		private readonly designs: BadgeDesigns,
		private readonly rules: BadgeRules,
		private readonly search: SearchIndex,
	) {}

	async load(): Promise<void> {
		await this.once('rows', (tx) => loadRows(tx, demo));
		for (const course of demo.courses) await this.loadBadge(course);
		await this.search.indexMissing();
	}

	/** Runs a step and remembers it in the same transaction. */
	private async once(step: string, work: (tx: EntityManager) => Promise<void>): Promise<void> {
		const done = await this.db.one('SELECT step FROM demo_loads WHERE step = $1', [step]);
		if (done) return;
		await this.db.transaction(async (tx) => {
			const [first] = await rows(
				tx,
				'INSERT INTO demo_loads (step) VALUES ($1) ON CONFLICT DO NOTHING RETURNING step',
				[step],
			);
			if (first) await work(tx);
		});
	}

	private async loadBadge({ slug, language, badge }: DemoCourse): Promise<void> {
		const step = `badge ${slug}`;
		const done = await this.db.one('SELECT step FROM demo_loads WHERE step = $1', [step]);
		const course = await this.db.one<{ id: number; createdBy: number }>(
			'SELECT id, created_by AS "createdBy" FROM courses WHERE slug = $1',
			[slug],
		);
		if (done || !course) return;
		const { name, description, criteria, imageAlt, design } = badge;
		const by = { id: course.createdBy };
		await this.designs.save(by, course.id, { name, description, criteria, imageAlt, language, ...design });
		await this.designs.publish(by, course.id);
		await this.once(step, (tx) => this.giveAwards(tx, slug, course.id));
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
