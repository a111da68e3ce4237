import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge, someDesign } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { finish } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { Files } from '../platform/files/files.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Awards } from './awards.service.js';
import { BadgeDesigns } from './badge-designs.service.js';
import { BadgeRules } from './badge-rules.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
});
afterAll(() => site.close());

interface Badge {
	id: number;
}

async function courseOf(title: string) {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, ['One', 'Two']);
	for (const person of [ben, cleo, dora]) await joined(site, person, course);
	return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`) };
}

/** Gives the badge by hand, with a moment at which it was awarded, such as `- interval '1 day'` from now. */
async function give({ id }: Badge, person: SignedIn, ago = ''): Promise<string> {
	const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
		id,
	]);
	const grant = { badgeId: id, versionId: version?.id ?? 0, userId: person.id, firing: `test:${ago}` };
	await site.db.transaction((tx) => site.app.get(Awards).give(tx, grant));
	const [award] = await site.db.query<{ id: string }>(
		`UPDATE awards SET awarded_at = now() ${ago} WHERE badge_id = $1 AND user_id = $2 AND issued_at IS NULL
			AND firing IN ('', $3) RETURNING id`,
		[id, person.id, grant.firing],
	);
	await site.drainJobs();
	return award?.id ?? '';
}

function evaluate({ id }: Badge, person: SignedIn) {
	return site.db.transaction((tx) => site.app.get(BadgeRules).evaluate(tx, id, person.id));
}

async function holders({ id }: Badge): Promise<string[]> {
	const people = await site.db.query<{ name: string }>(
		'SELECT u.username AS name FROM awards a JOIN users u ON u.id = a.user_id WHERE a.badge_id = $1 ORDER BY u.id',
		[id],
	);
	return people.map(({ name }) => name);
}

test('only what one holds oneself and today opens a badge, and is what it says it was earned with', async () => {
	const first = await someBadge(site, ana, 'site', 'organiser', 'First');
	const part = await someBadge(site, ana, 'site', 'organiser', 'Part', { isRepeatable: true });
	const gate = await someBadge(site, ana, 'site', 'badges', 'Gate', {
		...{ prerequisites: [first.id], parts: [part.id] },
	});
	await site.drainJobs();
	await give(first, cleo);
	await give(part, ana);
	await give(part, ben, `- interval '3 days'`);
	const latest = await give(part, ben, `- interval '2 days'`);
	const over = await give(part, ben, `- interval '1 day'`);
	await site.db.query('UPDATE awards SET valid_until = now() WHERE id = $1', [over]);
	expect(await evaluate(gate, ben)).toBe('not-yet');
	expect(await evaluate(gate, cleo)).toBe('not-yet');
	const prerequisite = await give(first, dora);
	const revoke = () => site.app.get(Awards).revoke(prerequisite, 'A mistake.', ana.id);
	expect([await revoke(), await revoke()]).toEqual(['revoked', 'already-revoked']);
	const parts = await give(part, dora);
	expect(await evaluate(gate, dora)).toBe('not-yet');
	await site.db.query('UPDATE awards SET revoked_at = NULL WHERE id = $1', [prerequisite]);
	await site.db.query('UPDATE awards SET valid_until = now() WHERE id = $1', [parts]);
	expect(await evaluate(gate, dora)).toBe('not-yet');
	expect(await holders(gate)).toEqual([]);
	await give(first, ben);
	expect(await holders(gate)).toEqual(['ben']);
	const [award] = await site.db.query<{ evidence: { title: string; completedAt: string }[] }>(
		'SELECT evidence FROM awards WHERE badge_id = $1',
		[gate.id],
	);
	const [held] = await site.db.query<{ at: Date }>('SELECT awarded_at AS at FROM awards WHERE id = $1', [
		latest,
	]);
	expect(award?.evidence.map(({ title, completedAt }) => [title, completedAt])).toEqual([
		['Part', held?.at.toISOString()],
	]);
});

test('what people decide comes to nobody by itself, whatever parts it names', async () => {
	const part = await someBadge(site, ana, 'site', 'organiser', 'One part');
	const badges = [];
	for (const rule of ['review', 'peer', 'organiser'] as const)
		badges.push(await someBadge(site, ana, 'site', rule, `${rule} with parts`, { parts: [part.id] }));
	await give(part, ben);
	for (const badge of badges) {
		expect(await evaluate(badge, ben)).toBe('not-yet');
		expect(await holders(badge)).toEqual([]);
	}
});

test('every badge that asks for a course is looked at, and its own course is none of those named besides', async () => {
	const [one, other] = [await courseOf('Its own'), await courseOf('Besides')];
	const owner = { courseId: one.id };
	const both = await someBadge(site, ana, owner, 'completion', 'Own and one more', {
		...{ courses: [one.id, other.id], needed: 1 },
	});
	const single = await someBadge(site, ana, 'site', 'completion', 'Of one', { courses: [one.id] });
	await site.drainJobs();
	await finish(ben, one.tasks);
	await site.drainJobs();
	expect([await holders(both), await holders(single)]).toEqual([[], ['ben']]);
	await finish(ben, other.tasks);
	await site.drainJobs();
	expect(await holders(both)).toEqual(['ben']);

	await finish(cleo, one.tasks);
	await finish(dora, other.tasks);
	await site.drainJobs();
	const either = { courses: [one.id, other.id], needed: 1 };
	const late = await someBadge(site, ana, 'site', 'completion', 'Either', either);
	await site.drainJobs();
	expect(await holders(late)).toEqual(['ben', 'cleo', 'dora']);
});

test('a course without tasks is done by nobody', async () => {
	const course = await publishedCourse(site, ana, { title: 'Empty' });
	await joined(site, ben, course);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Of nothing');
	expect(await evaluate(badge, ben)).toBe('not-yet');
});

test('a badge that is published later comes to those who have done all that there is now, and to them only', async () => {
	const course = await courseOf('Later');
	const [removed] = await addTasks(site, ana, course, ['Gone']);
	await finish(cleo, course.tasks);
	await finish(ben, [...course.tasks, `${course.href}/tasks/${removed}`]);
	await ben.visit(course.tasks[0] ?? '');
	await ben.submit(`${course.tasks[0]}/completion`, {}, 'Not done after all');
	await finish(dora, course.tasks.slice(0, 1));
	await site.db.query('UPDATE tasks SET removed_at = now() WHERE id = $1', [removed]);
	await site.drainJobs();
	const badge = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Published later');
	await site.drainJobs();
	expect(await holders(badge)).toEqual(['cleo']);
	for (const person of [ben, dora]) expect(await evaluate(badge, person)).toBe('not-yet');

	// Who has done the rest of it meanwhile is found by the next version, although somebody holds it already.
	await site.db.query('UPDATE tasks SET removed_at = now() WHERE course_id = $1 AND title = $2', [
		course.id,
		'Two',
	]);
	const designs = site.app.get(BadgeDesigns);
	await designs.revise(badge.id, someDesign('Published once more'));
	await designs.publishBadge(ana, badge.id);
	await site.drainJobs();
	expect(await holders(badge)).toEqual(['cleo', 'dora']);
});

test('a badge with a word of a reviewer opens the next as one that came by itself does', async () => {
	const course = await courseOf('Chain of two');
	const owner = { courseId: course.id };
	const skill = await someBadge(site, ana, owner, 'review', 'Skill', { quorum: 1 });
	const needed = await someBadge(site, ana, 'site', 'completion', 'Done and judged', {
		...{ courses: [course.id], prerequisites: [skill.id] },
	});
	await site.drainJobs();
	await finish(ben, course.tasks);
	await site.drainJobs();
	expect(await holders(needed)).toEqual([]);
	await giveReview(ana, await handIn(ben, skill));
	await site.drainJobs();
	expect(await holders(needed)).toEqual(['ben']);
});

test('what has ended twice asks for what was done after its second end', async () => {
	const course = await publishedCourse(site, ana, { title: 'Yearly' });
	const [id] = await addTasks(site, ana, course, ['One']);
	const task = `${course.href}/tasks/${id}`;
	await joined(site, ben, course);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Yearly', {
		validMonths: 12,
	});
	await site.drainJobs();
	await finish(ben, [task]);
	await site.drainJobs();
	const ends = (days: number) =>
		site.db.query(
			`UPDATE awards SET awarded_at = now() - ($2 + 1) * interval '1 day', valid_until = now() - $2 * interval '1 day'
			WHERE badge_id = $1 AND valid_until > now()`,
			[badge.id, days],
		);
	await ends(9);
	await ben.visit(task);
	await ben.submit(`${task}/completion`, {}, 'Not done after all');
	await finish(ben, [task]);
	await site.drainJobs();
	expect(await holders(badge)).toEqual(['ben', 'ben']);
	await site.db.query(`UPDATE completions SET completed_at = now() - interval '5 days' WHERE task_id = $1`, [
		id,
	]);
	await ends(3);
	expect(await evaluate(badge, ben)).toBe('not-yet');
});

test('a file that was handed in is known by its digest', async () => {
	const course = await publishedCourse(site, ana, { title: 'Filed' });
	const [id] = await addTasks(site, ana, course, ['One']);
	await joined(site, ben, course);
	await finish(ben, [`${course.href}/tasks/${id}`]);
	const file = { bytes: Buffer.from('A drawing'), mediaType: 'text/plain', width: null, height: null };
	const stored = await site.db.transaction((tx) => site.app.get(Files).save(tx, file, ben.id));
	if (stored === 'no-room') throw new Error('There should be room.');
	await site.db.query(`UPDATE completions SET file_id = $2, file_name = 'a.txt' WHERE task_id = $1`, [
		...[id, stored.id],
	]);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Filed');
	expect(await evaluate(badge, ben)).toBe('given');
	const [award] = await site.db.query<{ evidence: object[] }>(
		'SELECT evidence FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	expect(award?.evidence).toEqual([
		expect.objectContaining({
			file: 'a.txt',
			contentHash: createHash('sha256').update('A drawing').digest('hex'),
		}),
	]);
});

test('however many have done it all before, it comes to each of them', async () => {
	const course = await publishedCourse(site, ana, { title: 'Crowded' });
	const [task] = await addTasks(site, ana, course, ['One']);
	await site.db.query(
		`WITH people AS (INSERT INTO users (username, email, display_name, confirmed_at)
			SELECT 'crowd' || n, 'crowd' || n || '@example.org', 'Crowd', now() FROM generate_series(1, 60) n RETURNING id)
		INSERT INTO completions (task_id, user_id) SELECT $1, id FROM people`,
		[task],
	);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'completion', 'Crowded');
	await site.app.get(Jobs).run('badges.completers', { badgeId: badge.id });
	expect(await holders(badge)).toHaveLength(60);
});
