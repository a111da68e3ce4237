import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { finish } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Awards } from './awards.service.js';
import { BadgeDesigns } from './badge-designs.service.js';

interface Badge {
	id: number;
	href: string;
}

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
let course: { id: number; slug: string; href: string };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
	course = await publishedCourse(site, ana, { title: 'Knots' });
	for (const person of [ben, dora]) await joined(site, person, course);
});
afterAll(() => site.close());

const year = { validMonths: 12 };

/** Ben's awards of a badge, the first first. */
function awards({ id }: Badge, person = ben) {
	return site.db.query<{ id: string; firing: string }>(
		'SELECT id, firing FROM awards WHERE badge_id = $1 AND user_id = $2 ORDER BY awarded_at',
		[id, person.id],
	);
}

/** The time of what was given so far is over. */
async function end({ id }: Badge): Promise<void> {
	await site.db.query(`UPDATE awards SET valid_until = now() WHERE badge_id = $1 AND valid_until > now()`, [
		id,
	]);
}

async function give(badge: Badge, people = 'ben'): Promise<string> {
	const { location } = await ana.post(`${badge.href}/grants`, { people });
	await site.drainJobs();
	const report = await ana.visit(location);
	return report.html
		.querySelectorAll('tbody td')
		.map(({ text }) => text.trim())
		.join(' ');
}

describe('where somebody decides', () => {
	test('the organisers give a badge again once it has ended, and each page leads to the other', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'First aid', year);
		expect([await give(badge), await give(badge)]).toEqual(['ben Given', 'ben Held it already']);
		const [first] = await awards(badge);
		await site.db.query(`UPDATE awards SET visibility = 'public' WHERE id = $1`, [first?.id]);
		expect((await ben.visit(badge.href)).text).toContain('After that it can be earned again.');
		await end(badge);
		expect((await ben.visit(badge.href)).text).toMatch(
			/Your badge ended on .{8,20}; you can earn it again\. For that, the organisers give it to you again\./,
		);
		const over = await ben.visit(`/awards/${first?.id}`);
		expect(over.text).toContain('You can earn it again. See how');
		expect(over.html.querySelector('.award-renewal a')?.getAttribute('href')).toBe(badge.href);
		expect((await cleo.visit(`/awards/${first?.id}`)).text).not.toContain('earn it again');

		expect([await give(badge), await give(badge)]).toEqual(['ben Given', 'ben Held it already']);
		const [, second, ...others] = await awards(badge);
		expect([second?.firing, others]).toEqual([`renewal:${first?.id}`, []]);
		const old = await ben.visit(`/awards/${first?.id}`);
		expect(old.text).toContain('The time of this badge is over');
		expect(old.text).toContain('You have earned it again since.');
		expect(old.html.querySelector('.award-renewal a')?.getAttribute('href')).toBe(`/awards/${second?.id}`);
		expect((await cleo.visit(`/awards/${first?.id}`)).body).not.toContain(second?.id);
		await site.db.query(`UPDATE awards SET visibility = 'public' WHERE id = $1`, [second?.id]);
		expect((await cleo.visit(`/awards/${first?.id}`)).text).toContain('Ben has earned it again since.');
		expect((await cleo.visit(`/awards/${second?.id}`)).text).not.toContain('again');
		await end(badge);
		expect(await give(badge)).toBe('ben Given');
		expect((await awards(badge)).at(-1)?.firing).toBe(`renewal:${second?.id}`);
	});

	test('two who decide at once give one', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'At once', year);
		await give(badge);
		await end(badge);
		const [version] = await site.db.query<{ id: number }>(
			'SELECT id FROM badge_versions WHERE badge_id = $1',
			[badge.id],
		);
		const grant = { badgeId: badge.id, versionId: version?.id ?? 0, userId: ben.id };
		const gives = () => site.db.transaction((tx) => site.app.get(Awards).give(tx, grant));
		expect((await Promise.all([gives(), gives()])).sort()).toEqual(['already-held', 'given']);
		expect(await awards(badge)).toHaveLength(2);
	});

	test('what was revoked stays the one that a person can have, before and after its end', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Taken back', year);
		await give(badge);
		const [first] = await awards(badge);
		await ana.post(`/awards/${first?.id}/revocation`, { reason: 'It was given by mistake.' });
		expect(await give(badge)).toBe('ben Held it already');
		await end(badge);
		expect(await give(badge)).toBe('ben Held it already');
		for (const page of [badge.href, `/awards/${first?.id}`])
			expect((await ben.visit(page)).text).not.toContain('earn it again.');
	});

	test('of a badge that could be earned several times, one more is given when it has to be the only one', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Several', {
			...{ ...year, isRepeatable: true },
		});
		await give(badge);
		await give(badge);
		expect(await awards(badge)).toHaveLength(2);
		await site.db.query('UPDATE badge_versions SET is_repeatable = false WHERE badge_id = $1', [badge.id]);
		expect(await give(badge)).toBe('ben Held it already');
		await end(badge);
		expect([await give(badge), await give(badge)]).toEqual(['ben Given', 'ben Held it already']);
	});

	test('a peer gives it again, once, however many press at once', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'peer', 'Kind', year);
		const gift = (by: SignedIn) =>
			by.post(`${badge.href}/gift`, { username: 'ben', comment: 'Was kind once more.' });
		expect((await gift(dora)).status).toBe(303);
		expect((await gift(ana)).text).toContain('hold');
		await end(badge);
		expect((await ben.visit(badge.href)).text).toContain('a peer gives it to you again');
		const answers = await Promise.all([gift(dora), gift(ana), gift(dora)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
		expect(await awards(badge)).toHaveLength(2);
	});

	test('one applies for it again, and reviews again only then', async () => {
		const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Splicer', {
			...{ ...year, quorum: 1 },
		});
		const once = await handIn(ben, badge);
		await giveReview(ana, once);
		await site.drainJobs();
		const doras = await handIn(dora, badge);
		expect((await ben.visit(doras)).status).toBe(200);
		expect((await ben.visit(`${badge.href}/application`)).status).toBe(403);
		expect((await ben.visit(badge.href)).text).not.toContain('Apply for this badge');
		await end(badge);
		expect((await ben.visit(doras)).status).toBe(404);
		const page = await ben.visit(badge.href);
		expect(page.text).toContain('apply for it again with your work of today');
		expect(page.html.querySelector(`a[href="${badge.href}/application"]`)).not.toBeNull();
		const again = await handIn(ben, badge);
		await giveReview(ana, again);
		await site.drainJobs();
		const [first, second] = await awards(badge);
		for (const [place, award] of [
			[once, first],
			[again, second],
		] as const)
			expect((await ben.visit(place)).html.querySelector(`a[href="/awards/${award?.id}"]`)).not.toBeNull();
		expect((await ben.visit(doras)).status).toBe(200);
	});
});

/** The daily job. */
async function renew(): Promise<void> {
	await site.app.get(Jobs).run('badges.renewals', {});
	await site.drainJobs();
}

describe('what comes by itself', () => {
	async function courseOf(title: string) {
		const course = await publishedCourse(site, ana, { title });
		const ids = await addTasks(site, ana, course, ['One', 'Two']);
		return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`) };
	}

	/** Takes the ticks back and sets them again, as whoever does the tasks again. */
	async function redo(tasks: readonly string[]): Promise<void> {
		for (const task of tasks) {
			await ben.visit(task);
			await ben.submit(`${task}/completion`, {}, 'Not done after all');
		}
		await finish(ben, tasks);
		await site.drainJobs();
	}

	test('comes again when all tasks are done again, and not for anything less', async () => {
		const { id, tasks, slug } = await courseOf('Anew');
		const before = await someBadge(site, ana, { courseId: id }, 'organiser', 'Needed before', {
			isRepeatable: true,
		});
		const badge = await someBadge(site, ana, { courseId: id }, 'completion', 'Finisher', {
			...{ ...year, prerequisites: [before.id] },
		});
		await joined(site, ben, { slug });
		await give(before);
		await finish(ben, tasks);
		await site.drainJobs();
		expect(await awards(badge)).toHaveLength(1);
		await redo(tasks);
		await end(badge);
		await give(before);
		await ana.visit(`${badge.href}/rule`);
		await ana.submit(`${badge.href}/rule`);
		await site.app.get(BadgeDesigns).publishBadge(ana, badge.id);
		await redo(tasks.slice(0, 1));
		await renew();
		expect(await awards(badge)).toHaveLength(1);
		expect((await ben.visit(badge.href)).text).toContain('Do its tasks again for that');
		await redo(tasks.slice(1));
		const [first, second, ...others] = await awards(badge);
		expect([second?.firing, others]).toEqual([`renewal:${first?.id}`, []]);
		await redo(tasks);
		expect(await awards(badge)).toHaveLength(2);
		await end(badge);
		await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [id]);
		for (const page of [badge.href, `/awards/${second?.id}`])
			expect((await ben.visit(page)).text).not.toMatch(/earn it again/);
	});

	test('other work in place of what was handed in is done again too', async () => {
		const { id, tasks, slug } = await courseOf('With proof');
		await site.db.query(`UPDATE tasks SET proof = 'text' WHERE course_id = $1`, [id]);
		const badge = await someBadge(site, ana, { courseId: id }, 'completion', 'Writer', year);
		await joined(site, ben, { slug });
		await finish(ben, tasks, { proof: 'My first words about it.' });
		await site.drainJobs();
		await end(badge);
		await finish(ben, tasks, { proof: 'What I would say today.' });
		await renew();
		await renew();
		expect(await awards(badge)).toHaveLength(2);
	});

	test('a badge of badges comes again with as many new ones as it takes', async () => {
		const owner = { courseId: course.id };
		const parts: Badge[] = [];
		for (const name of ['Part one', 'Part two', 'Part three'])
			parts.push(await someBadge(site, ana, owner, 'organiser', name, year));
		const [one, two, three] = parts as [Badge, Badge, Badge];
		const badge = await someBadge(site, ana, owner, 'badges', 'Shelf', {
			...{ ...year, needed: 2, parts: parts.map(({ id }) => id) },
		});
		await give(three);
		await end(three);
		await give(one);
		expect(await awards(badge)).toEqual([]);
		await give(two);
		expect(await awards(badge)).toHaveLength(1);
		await end(badge);
		await give(three);
		await renew();
		expect(await awards(badge)).toHaveLength(1);
		expect((await ben.visit(badge.href)).text).toContain('earn 2 of the badges that it asks for anew');
		await end(one);
		expect((await ben.visit(badge.href)).text).toMatch(
			/2 of these badges: Part one \(no longer valid\).*It is valid for 12 months\. After that it can be earned again, by/,
		);
		await give(one);
		expect(await awards(badge)).toHaveLength(2);
		const [award] = await site.db.query<{ titles: string[] }>(
			`SELECT jsonb_path_query_array(evidence, '$[*].title') AS titles FROM awards
			WHERE badge_id = $1 ORDER BY awarded_at DESC LIMIT 1`,
			[badge.id],
		);
		expect(award?.titles.sort()).toEqual(['Part one', 'Part three']);
		// Renewed while it still stands: they count when its time is over.
		for (const part of [one, three]) await end(part);
		for (const part of [one, three]) await give(part);
		expect(await awards(badge)).toHaveLength(2);
		await renew();
		expect(await awards(badge)).toHaveLength(2);
		await end(badge);
		for (const _day of [1, 2]) await renew();
		expect(await awards(badge)).toHaveLength(3);
	});
});

test('what must be held before must be held now, whatever the rule', async () => {
	const owner = { courseId: course.id };
	const before = await someBadge(site, ana, owner, 'organiser', 'Before', year);
	const settings = { prerequisites: [before.id] };
	const honour = await someBadge(site, ana, owner, 'organiser', 'By hand', settings);
	const thanks = await someBadge(site, ana, owner, 'peer', 'By a peer', settings);
	const skill = await someBadge(site, ana, owner, 'review', 'By review', settings);
	const part = await someBadge(site, ana, owner, 'organiser', 'Only part');
	const shelf = await someBadge(site, ana, owner, 'badges', 'By itself', { ...settings, parts: [part.id] });
	await give(before);
	await end(before);
	const gift = () => dora.post(`${thanks.href}/gift`, { username: 'ben', comment: 'Helped me a lot.' });
	expect(await give(honour)).toBe('ben Needs another badge first');
	expect((await gift()).text).toContain('They need another badge first');
	expect((await ben.visit(`${skill.href}/application`)).text).toContain('Another badge comes first');
	await give(part);
	expect(await awards(shelf)).toEqual([]);
	expect((await ben.visit(skill.href)).text).toContain('Before that, you need: Before (no longer valid)');
	await give(before);
	expect(await awards(shelf)).toHaveLength(1);
	expect(await give(honour)).toBe('ben Given');
	expect((await gift()).status).toBe(303);
	expect((await ben.visit(`${skill.href}/application`)).status).toBe(200);
	expect((await ben.visit(skill.href)).text).not.toContain('no longer valid');
});
