import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TellBadgeRulesApart1700000004010 } from '../../migrations/1700000004010-tell-badge-rules-apart.js';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { siteBefore } from '../../test/support/migrations.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { Awards } from './awards.service.js';
import { BadgeDesigns } from './badge-designs.service.js';
import type { Design } from './badge-drafts.service.js';
import { BadgeRules } from './badge-rules.service.js';
import { coursesHold, giftProblem, missing, partsHold } from './rules.policy.js';

function design(name: string): Design {
	const picture = { shape: 'star', colour: 'teal', icon: 'star', imageAlt: 'A star' } as const;
	return { ...picture, name, description: `${name} in a line.`, criteria: 'All of it.', language: 'en' };
}

describe('the rules by themselves', () => {
	test('some of the parts, or all of them; none at all earn nothing', () => {
		expect(partsHold([1, 2, 3], [3, 1, 9], 2)).toBe(true);
		expect(partsHold([1, 2, 3], [3, 9], 2)).toBe(false);
		expect(partsHold([1, 2, 3], [3, 1], null)).toBe(false);
		expect(partsHold([1, 2], [1, 2], 5)).toBe(true);
		expect(partsHold([], [1], null)).toBe(false);
		expect(missing([1, 2], [2])).toEqual([1]);
	});

	test('its own course always, and of those named besides all or some', () => {
		expect(coursesHold(null, [], [1], null)).toBe(false);
		expect(coursesHold(1, [], [1], null)).toBe(true);
		expect(coursesHold(1, [2, 3], [2, 3], 1)).toBe(false);
		expect(coursesHold(1, [2, 3], [1, 3], null)).toBe(false);
		expect(coursesHold(1, [2, 3], [1, 3], 1)).toBe(true);
		expect(coursesHold(null, [2, 3, 4], [2, 4], 2)).toBe(true);
		expect(coursesHold(null, [2, 3, 4], [4], 2)).toBe(false);
	});

	test('what a peer may give', () => {
		const gift = { giverId: 1, receiverId: 2, areTogether: true, receiverHolds: false, missing: 0 };
		const free = { ...gift, isRepeatable: false, given: 0, limit: null };
		expect(giftProblem(free)).toBeUndefined();
		expect(giftProblem({ ...free, receiverId: 1 })).toBe('oneself');
		expect(giftProblem({ ...free, areTogether: false })).toBe('not-together');
		expect(giftProblem({ ...free, receiverHolds: true })).toBe('already-held');
		expect(giftProblem({ ...free, receiverHolds: true, isRepeatable: true })).toBeUndefined();
		expect(giftProblem({ ...free, missing: 1 })).toBe('too-early');
		expect(giftProblem({ ...free, given: 2, limit: 3 })).toBeUndefined();
		expect(giftProblem({ ...free, given: 3, limit: 3 })).toBe('limit-reached');
	});
});

describe('on the site', () => {
	let site: TestSite;
	let ana: SignedIn;
	let ben: SignedIn;
	let cleo: SignedIn;
	beforeAll(async () => {
		site = await TestSite.start();
		({ ana, ben, cleo } = await cast(site));
	});
	afterAll(() => site.close());

	async function courseOf(title: string) {
		const course = await publishedCourse(site, ana, { title });
		const ids = await addTasks(site, ana, course, ['One', 'Two']);
		return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`) };
	}

	function namesOf(person: SignedIn) {
		return site.db
			.query<{ name: string }>(
				`SELECT v.name FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
				WHERE a.user_id = $1 ORDER BY a.awarded_at`,
				[person.id],
			)
			.then((rows) => rows.map(({ name }) => name));
	}

	test('a chain of three completes by itself, and a badge waits for what must be held before', async () => {
		const designs = site.app.get(BadgeDesigns);
		const course = await courseOf('Chain');
		await publishBadge(ana, course, { name: 'First' });
		const first = await site.db.one<{ id: number }>('SELECT id FROM badges WHERE course_id = $1', [
			course.id,
		]);
		const owner = { courseId: course.id };
		const second = await designs.create(ana, owner, 'badges', design('Second'), { parts: [first?.id ?? 0] });
		const third = await designs.create(ana, 'site', 'badges', design('Third'), {
			parts: [second.id],
			prerequisites: [first?.id ?? 0, second.id],
		});
		for (const { id } of [third, second]) await designs.publishBadge(ana, id);
		await joined(site, ben, course);
		await finish(ben, course.tasks);
		await site.drainJobs();
		expect(await namesOf(ben)).toEqual(['First', 'Second', 'Third']);
		const page = await site.visitor().visit(`/badges/${third.publicId}`);
		expect(page.html.querySelector('h1')?.text).toBe('Third');
		const mails = await site.mailTo(ben.email);
		expect(mails.filter(({ subject }) => subject.includes('Third'))).toHaveLength(1);
	});

	test('a badge of several courses comes with the last of them, when its prerequisite is there', async () => {
		const designs = site.app.get(BadgeDesigns);
		const [one, other] = [await courseOf('One of two'), await courseOf('Other of two')];
		const before = await designs.create(ana, 'site', 'organiser', design('Before'));
		const both = await designs.create(ana, 'site', 'completion', design('Both'), {
			courses: [one.id, other.id],
			prerequisites: [before.id],
		});
		for (const { id } of [before, both]) await designs.publishBadge(ana, id);
		for (const course of [one, other]) {
			await joined(site, cleo, course);
			await finish(cleo, course.tasks);
			await site.drainJobs();
		}
		expect(await namesOf(cleo)).toEqual([]);
		const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
			before.id,
		]);
		const grant = { badgeId: before.id, versionId: version?.id ?? 0, userId: cleo.id, givenBy: ana.id };
		const gives = () => site.db.transaction((tx) => site.app.get(Awards).give(tx, grant));
		expect((await Promise.all([gives(), gives()])).sort()).toEqual(['already-held', 'given']);
		await site.drainJobs();
		expect(await namesOf(cleo)).toEqual(['Before', 'Both']);
		const evaluate = () =>
			site.db.transaction((tx) => site.app.get(BadgeRules).evaluate(tx, both.id, cleo.id));
		expect(await evaluate()).toBe('already-held');
	});

	test('nobody learns who holds a private badge by asking for it: those elsewhere show themselves by joining', async () => {
		const designs = site.app.get(BadgeDesigns);
		const course = await courseOf('Curious');
		const owner = { courseId: course.id };
		const honour = await designs.create(ana, 'site', 'organiser', design('Honour'));
		const probe = await designs.create(ana, owner, 'badges', design('Probe'), { parts: [honour.id] });
		const list = await designs.create(ana, owner, 'organiser', design('List'), {
			prerequisites: [honour.id],
		});
		await designs.publishBadge(ana, honour.id);
		const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
			honour.id,
		]);
		const grant = { badgeId: honour.id, versionId: version?.id ?? 0, userId: cleo.id, givenBy: ana.id };
		await site.db.transaction((tx) => site.app.get(Awards).give(tx, grant));
		for (const { id } of [probe, list]) await designs.publishBadge(ana, id);
		const report = async () => {
			const { location } = await ana.post(`/badges/${list.publicId}/grants`, { people: 'cleo\nben' });
			await site.drainJobs();
			const { html } = await ana.visit(location);
			return html.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').at(-1)?.text);
		};
		expect(await report()).toEqual(['Needs another badge first', 'Needs another badge first']);
		expect(await namesOf(cleo)).not.toContain('Probe');
		await joined(site, cleo, course);
		expect(await report()).toEqual(['Given', 'Needs another badge first']);
		expect(await namesOf(cleo)).toContain('Probe');
	});

	test('whoever held the parts before gets the badge when it is published', async () => {
		const designs = site.app.get(BadgeDesigns);
		const late = await designs.create(ana, 'site', 'badges', design('Late'), {
			parts: (await site.db.query<{ id: number }>('SELECT id FROM badges ORDER BY id LIMIT 2')).map(
				({ id }) => id,
			),
			needed: 1,
			validMonths: 6,
		});
		await designs.publishBadge(ana, late.id);
		await site.drainJobs();
		expect(await namesOf(ben)).toContain('Late');
		const [award] = await site.db.query<{ days: number; credential: { validUntil?: string } }>(
			`SELECT extract(day FROM valid_until - awarded_at)::int AS days, credential FROM awards WHERE badge_id = $1`,
			[late.id],
		);
		expect(award?.days).toBeGreaterThan(175);
		expect(award?.credential.validUntil).toBeDefined();
	});
});

test('badges and awards of before keep what they were', async () => {
	const old = await siteBefore(TellBadgeRulesApart1700000004010);
	await old.query(
		`WITH u AS (INSERT INTO users (username, email, display_name) VALUES ('ana', 'ana@example.org', 'Ana') RETURNING id),
		c AS (INSERT INTO courses (slug, kind, title, summary, language, accent, created_by)
			SELECT 'knots', 'challenge', 'Knots', 'Tie them.', 'en', 'teal', id FROM u RETURNING id),
		b AS (INSERT INTO badges (course_id, rule) SELECT id, 'completion' FROM c RETURNING id),
		v AS (INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
				shape, colour, icon, image_alt, image_svg, published_at)
			SELECT id, 1, 'Knotter', 'x', 'x', 'x', 'en', 'star', 'teal', 'star', 'x', '<svg/>', now() FROM b RETURNING id),
		l AS (INSERT INTO status_lists (bits) VALUES ('') RETURNING id)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index)
		SELECT b.id, v.id, u.id, 'salt', l.id, 7 FROM b, v, u, l`,
	);
	await old.upgrade();
	const kept = await old.query(
		`SELECT b.rule, v.quorum, v.rubric, a.firing, a.valid_until, a.status_index FROM awards a
		JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id WHERE b.school_id IS NULL`,
	);
	expect(kept).toEqual([
		{ rule: 'completion', quorum: 3, rubric: [], firing: '', valid_until: null, status_index: 7 },
	]);
	await old.drop();
});
