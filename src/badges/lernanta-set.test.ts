import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { someDesign } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { Awards } from './awards.service.js';
import type { Rule } from './badge.entity.js';
import { BadgeDesigns } from './badge-designs.service.js';

const FILE = join(process.cwd(), '../shared/data/lernanta/sow_badges.json');

interface OldBadge {
	model: 'badges.badge';
	pk: number;
	fields: { name: string; description: string; logic: number; prerequisites: number[]; rubrics: number[] };
}
interface OldQuestion {
	model: 'badges.rubric';
	pk: number;
	fields: { question: string };
}

/** What Lernanta called its logics, in the order of their numbers. */
const LOGICS: Readonly<Record<number, string>> = {
	1: 'skill',
	2: 'community',
	3: 'peer',
	4: 'stealth',
	5: 'staff',
};
const LEVELS = ['Never', 'Sometimes', 'Most of the time', 'Always'];

function ruleOf({ fields: { logic, prerequisites } }: OldBadge): Rule {
	if (logic === 4) return prerequisites.length > 0 ? 'badges' : 'completion';
	if (logic === 1) return 'review';
	return logic === 5 ? 'organiser' : 'peer';
}

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

const present = existsSync(FILE);

test(`the badges of Lernanta's School of Webcraft can be expressed${present ? '' : ' (not checked: their file is not here)'}`, async () => {
	if (!present) return;
	const old = JSON.parse(readFileSync(FILE, 'utf8')) as (OldBadge | OldQuestion)[];
	const questions = new Map(
		old.flatMap((each) =>
			each.model === 'badges.rubric' ? [[each.pk, each.fields.question.trim()] as const] : [],
		),
	);
	const badges = old.flatMap((each) => (each.model === 'badges.badge' ? [each] : []));
	expect([badges.length, questions.size]).toEqual([22, 8]);
	expect(new Set(badges.map(({ fields }) => LOGICS[fields.logic])).size).toBe(5);
	const designs = site.app.get(BadgeDesigns);
	const course = await publishedCourse(site, ana, { title: 'Webmaking 101' });
	const made = new Map<number, number>();
	for (const badge of badges) {
		const { name, description, logic, rubrics } = badge.fields;
		const rule = ruleOf(badge);
		const before = badge.fields.prerequisites.map((pk) => made.get(pk) ?? 0);
		const { id } = await designs.create(
			ana,
			'site',
			rule,
			{ ...someDesign(name), description: description.slice(0, 225) },
			{
				rubric: rubrics.map((pk) => ({ name: questions.get(pk) ?? '', levels: LEVELS, required: 2 })),
				...(rule === 'badges' ? { parts: before } : { prerequisites: before }),
				...(rule === 'completion' && { courses: [course.id] }),
				isRepeatable: logic === 2,
			},
		);
		made.set(badge.pk, id);
		expect(await designs.publishBadge(ana, id)).toBe('published');
	}
	const stored = await site.db.query<{ rule: Rule; count: number }>(
		'SELECT rule, count(*)::int AS count FROM badges GROUP BY rule ORDER BY rule',
	);
	expect(stored.reduce((sum, { count }) => sum + count, 0)).toBe(22);
	const asked = await site.db.query<{ count: number }>(
		'SELECT sum(jsonb_array_length(rubric))::int AS count FROM badge_versions',
	);
	expect(asked).toEqual([{ count: 8 }]);

	const basic = badges.find(({ fields }) => fields.prerequisites.length === 7);
	for (const pk of basic?.fields.prerequisites ?? []) {
		const badgeId = made.get(pk) ?? 0;
		const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
			badgeId,
		]);
		await site.db.transaction((tx) =>
			site.app.get(Awards).give(tx, { badgeId, versionId: version?.id ?? 0, userId: ben.id }),
		);
	}
	await site.drainJobs();
	const held = await site.db.query<{ name: string }>(
		`SELECT v.name FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
		WHERE a.user_id = $1 AND a.issued_at IS NOT NULL`,
		[ben.id],
	);
	expect(held).toHaveLength(8);
	expect(held).toContainEqual({ name: basic?.fields.name });
});
