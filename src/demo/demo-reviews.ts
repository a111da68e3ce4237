import type { EntityManager } from 'typeorm';
import { contentHash } from '../applications/badge-applications.service.js';
import { ORGANISER_IDS } from '../badges/badge-people.queries.js';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { DemoBadgeApplication, DemoReview, DemoRevision } from './content/badge-types.js';
import { AGO, idOf, known } from './demo-ids.js';

interface Place {
	badgeId: number;
	versionId: number;
	quorum: number;
	people: ReadonlyMap<string, number>;
}

/** What somebody handed in for a badge, with the reviews that it got; gives the id of the application, still undecided. */
export async function addBadgeApplication(
	tx: EntityManager,
	{ who, revisions, escalatedDaysAgo }: DemoBadgeApplication,
	{ badgeId, versionId, quorum, people }: Place,
): Promise<number> {
	const first = revisions[0]?.daysAgo ?? 0;
	const last = revisions.at(-1)?.daysAgo ?? 0;
	const isEscalated = escalatedDaysAgo !== undefined;
	const applicationId = await idOf(
		tx,
		`INSERT INTO badge_applications (badge_id, badge_version_id, user_id, state, created_at, submitted_at, asked_at,
			rounds, escalated_at)
		VALUES ($1, $2, $3, 'submitted', ${AGO(4)}, ${AGO(5)}, ${AGO(6)}, $7, ${AGO(8)}) RETURNING id`,
		[
			...[badgeId, versionId, known(people, who), first, last],
			...[isEscalated ? escalatedDaysAgo + 5 : last, isEscalated ? 2 : 1, escalatedDaysAgo ?? null],
		],
	);
	for (const [index, revision] of revisions.entries()) {
		const revisionId = await addRevision(tx, revision, applicationId, index + 1);
		for (const review of revision.reviews) await addReview(tx, review, revisionId, badgeId, people);
	}
	await rows(
		tx,
		`INSERT INTO review_requests (application_id, user_id, asked_at)
		SELECT $1, o.user_id, ${AGO(3)} FROM badges b, LATERAL (${ORGANISER_IDS}) o WHERE b.id = $2 LIMIT $4`,
		[applicationId, badgeId, last, quorum],
	);
	return applicationId;
}

function addRevision(
	tx: EntityManager,
	{ url, body, reflection, daysAgo }: DemoRevision,
	applicationId: number,
	number: number,
): Promise<number> {
	return idOf(
		tx,
		`INSERT INTO application_revisions (application_id, number, url, body_md, body_html, reflection_md, reflection_html,
			content_hash, created_at, submitted_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ${AGO(9)}, ${AGO(9)}) RETURNING id`,
		[
			...[applicationId, number, url, body, renderMarkdown(body), reflection, renderMarkdown(reflection)],
			...[contentHash({ url, body, reflection }, []), daysAgo],
		],
	);
}

async function addReview(
	tx: EntityManager,
	{ by, levels, verdict, comment, isQuotable = false, daysAgo }: DemoReview,
	revisionId: number,
	badgeId: number,
	people: ReadonlyMap<string, number>,
): Promise<void> {
	await rows(
		tx,
		`INSERT INTO reviews (revision_id, reviewer_id, levels, verdict, comment_md, comment_html, is_quotable, counts,
			by_organiser, created_at)
		SELECT $1, $2, $3, $4, $5, $6, $7, true, $2 IN (${ORGANISER_IDS}), ${AGO(9)} FROM badges b WHERE b.id = $8`,
		[
			...[revisionId, known(people, by), JSON.stringify(levels), verdict],
			...[comment, renderMarkdown(comment), isQuotable, badgeId, daysAgo],
		],
	);
}
