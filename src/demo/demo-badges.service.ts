import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Words } from '../badges/award.entity.js';
import { Awards } from '../badges/awards.service.js';
import { BadgeDesigns, type Owner } from '../badges/badge-designs.service.js';
import { BadgeRules } from '../badges/badge-rules.service.js';
import { Database, rows } from '../platform/database/database.js';
import { Reviews } from '../reviews/reviews.service.js';
import type { DemoGift, DemoOtherBadge } from './content/badge-types.js';
import type { Visibility } from './content/types.js';
import { AGO } from './demo-ids.js';
import { addBadgeApplication } from './demo-reviews.js';
import { DemoSteps } from './demo-steps.service.js';

interface Loaded {
	badgeId: number;
	versionId: number;
	/** Ids of everybody by username. */
	people: ReadonlyMap<string, number>;
}

/** Badges by the other rules, with what led to them: work and reviews, words of peers, other badges. */
@Injectable()
export class DemoBadges {
	constructor(
		private readonly db: Database,
		private readonly steps: DemoSteps,
		private readonly designs: BadgeDesigns,
		private readonly awards: Awards,
		private readonly rules: BadgeRules,
		private readonly reviews: Reviews,
	) {}

	/** Leaves it where somebody deleted what it belongs to since. */
	async load(badge: DemoOtherBadge): Promise<void> {
		const step = `badge ${badge.name}`;
		if (await this.steps.isDone(step)) return;
		const people = await this.people(badge);
		const owner = await this.owner(badge.owner);
		const by = people?.get(badge.by);
		if (!people || !owner || by === undefined) return;
		const badgeId = await this.published(badge, owner, { id: by });
		await this.steps.once(step, async (tx) => {
			const [version] = await rows<{ id: number }>(
				tx,
				`UPDATE badge_versions SET published_at = ${AGO(2)}, created_at = ${AGO(2)} WHERE badge_id = $1 RETURNING id`,
				[badgeId, badge.publishedDaysAgo],
			);
			await this.fill(tx, badge, { badgeId, versionId: version?.id ?? 0, people });
		});
	}

	/** Made before, perhaps, by a process that was killed then. */
	private async published(badge: DemoOtherBadge, owner: Owner, by: { id: number }): Promise<number> {
		const { name, description, criteria, imageAlt, design, rule } = badge;
		const { quorum = 3, reviewers = 'holders', giverLimit = null, needed = null, rubric = [] } = badge;
		const before = await this.badgeCalled(name);
		const parts: number[] = [];
		for (const part of badge.parts ?? []) parts.push((await this.badgeCalled(part)) ?? 0);
		const settings = { quorum, reviewers, giverLimit, needed, rubric, parts };
		const { id } =
			before === undefined
				? await this.designs.create(
						by,
						owner,
						rule,
						{ name, description, criteria, imageAlt, language: 'en', ...design },
						{ ...settings, isRepeatable: badge.isRepeatable ?? false },
					)
				: { id: before };
		await this.designs.publishBadge(by, id);
		return id;
	}

	private async fill(tx: EntityManager, badge: DemoOtherBadge, loaded: Loaded): Promise<void> {
		const { badgeId, people } = loaded;
		for (const application of badge.applications ?? []) {
			const id = await addBadgeApplication(tx, application, { ...loaded, quorum: badge.quorum ?? 3 });
			const reviews = application.revisions.at(-1)?.reviews ?? [];
			// Decides what the reviews decide, as if the last of them had come just now.
			await this.reviews.settleEscalated(tx, id);
			const userId = people.get(application.who) ?? 0;
			const daysAgo = Math.min(...reviews.map((review) => review.daysAgo));
			await rows(
				tx,
				`UPDATE badge_applications SET answered_at = CASE WHEN answered_at IS NOT NULL THEN ${AGO(2)} END,
					decided_at = CASE WHEN decided_at IS NOT NULL THEN ${AGO(3)} END WHERE id = $1`,
				[id, Math.max(0, ...reviews.map((review) => review.daysAgo)), reviews.length > 0 ? daysAgo : 0],
			);
			if (application.award) await show(tx, badgeId, userId, application.award, daysAgo);
		}
		for (const gift of badge.gifts ?? []) await this.give(tx, gift, loaded);
		for (const { who, award, daysAgo } of badge.earners ?? []) {
			const userId = people.get(who) ?? 0;
			await this.rules.evaluate(tx, badgeId, userId);
			await show(tx, badgeId, userId, award, daysAgo);
		}
	}

	private async give(
		tx: EntityManager,
		gift: DemoGift,
		{ badgeId, versionId, people }: Loaded,
	): Promise<void> {
		const [giverId, userId] = [people.get(gift.by) ?? 0, people.get(gift.to) ?? 0];
		const { firing, words } = gift.words
			? await addGift(tx, badgeId, giverId, userId, gift.words, gift.daysAgo)
			: { firing: '', words: [] };
		await this.awards.give(tx, { badgeId, versionId, userId, firing, words, givenBy: giverId });
		await show(tx, badgeId, userId, gift.award, gift.daysAgo);
	}

	private async owner(owner: DemoOtherBadge['owner']): Promise<Owner | undefined> {
		const found =
			'course' in owner
				? await this.db.one<{ courseId: number }>('SELECT id AS "courseId" FROM courses WHERE slug = $1', [
						owner.course,
					])
				: await this.db.one<{ schoolId: number }>('SELECT id AS "schoolId" FROM schools WHERE slug = $1', [
						owner.school,
					]);
		return found;
	}

	private async badgeCalled(name: string): Promise<number | undefined> {
		const badge = await this.db.one<{ id: number }>(
			'SELECT badge_id AS id FROM badge_versions WHERE name = $1 ORDER BY badge_id LIMIT 1',
			[name],
		);
		return badge?.id;
	}

	/** Everybody whom the badge names; undefined when one of them is gone. */
	private async people(badge: DemoOtherBadge): Promise<Map<string, number> | undefined> {
		const names = new Set([badge.by]);
		for (const { who, revisions } of badge.applications ?? []) {
			names.add(who);
			for (const { reviews } of revisions) for (const { by } of reviews) names.add(by);
		}
		for (const { by, to } of badge.gifts ?? []) names.add(by).add(to);
		for (const { who } of badge.earners ?? []) names.add(who);
		const found = await this.db.query<{ id: number; username: string }>(
			'SELECT id, username FROM users WHERE username = ANY($1)',
			[[...names]],
		);
		return found.length === names.size ? new Map(found.map(({ id, username }) => [username, id])) : undefined;
	}
}

/** Dates an award back, and shows it as the story says. */
async function show(
	tx: EntityManager,
	badgeId: number,
	userId: number,
	visibility: Visibility,
	daysAgo: number,
): Promise<void> {
	await rows(
		tx,
		`UPDATE awards SET visibility = $3, awarded_at = ${AGO(4)} WHERE badge_id = $1 AND user_id = $2`,
		[badgeId, userId, visibility, daysAgo],
	);
}

/** What a peer says who gives a badge. */
async function addGift(
	tx: EntityManager,
	badgeId: number,
	giverId: number,
	userId: number,
	text: string,
	daysAgo: number,
): Promise<{ firing: string; words: Words[] }> {
	const said = await rows<{ id: number; name: string; at: Date }>(
		tx,
		`WITH given AS (INSERT INTO gifts (badge_id, giver_id, user_id, comment, created_at)
			VALUES ($1, $2, $3, $4, ${AGO(5)}) RETURNING id, created_at)
		SELECT given.id, u.display_name AS name, given.created_at AS at FROM given, users u WHERE u.id = $2`,
		[badgeId, giverId, userId, text, daysAgo],
	);
	return {
		firing: said.map(({ id }) => `gift:${id}`).join(),
		words: said.map(({ name, at }) => ({ userId: giverId, name, text, saidAt: at.toISOString() })),
	};
}
