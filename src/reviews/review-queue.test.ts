import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { BadgeApplications } from '../applications/badge-applications.service.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Reviews } from './reviews.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
let emil: SignedIn;
let course: { id: number; slug: string };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
	emil = await signedIn(site, 'emil');
	course = await publishedCourse(site, ana, { title: 'Knots' });
	for (const person of [ben, dora, emil]) await joined(site, person, course);
});
afterAll(() => site.close());

function skill(name: string, settings = {}) {
	return someBadge(site, ana, { courseId: course.id }, 'review', name, {
		...{ quorum: 2, reviewers: 'members' as const },
		...settings,
	});
}

const idOf = (place: string) => Number(place.split('/').at(-1));

async function waitingFor(person: SignedIn, names: readonly string[]): Promise<string[]> {
	const page = await person.visit('/reviews');
	return page.html
		.querySelectorAll('.badge-card h3')
		.flatMap(({ text }) => (names.includes(text) ? [text] : []));
}

async function asked(place: string): Promise<number[]> {
	const people = await site.db.query<{ id: number }>(
		'SELECT user_id AS id FROM review_requests WHERE application_id = $1 ORDER BY asked_at, user_id',
		[idOf(place)],
	);
	return people.map(({ id }) => id);
}

async function remind(place: string, days: number): Promise<void> {
	await site.db.query(
		`UPDATE badge_applications SET asked_at = asked_at - $2 * interval '1 day' WHERE id = $1`,
		[idOf(place), days],
	);
	await site.db.query(`INSERT INTO outbox (job, payload) VALUES ('reviews.remind', '{}')`);
	await site.drainJobs();
}

describe('the queue', () => {
	test('begins with who waits longest, then with who has the fewest reviews', async () => {
		const names = ['Late', 'Early', 'Early too'];
		const places = [];
		for (const name of names) places.push(await handIn(ben, await skill(name)));
		const [, early = '', other = ''] = places;
		await giveReview(emil, early);
		await site.db.query(
			`UPDATE badge_applications SET submitted_at = now() - interval '2 days' WHERE id = ANY($1)`,
			[[idOf(early), idOf(other)]],
		);
		expect(await waitingFor(ana, names)).toEqual(['Early too', 'Early', 'Late']);
		expect(await waitingFor(emil, names)).toEqual(['Early too', 'Late']);
		expect(await waitingFor(ben, names)).toEqual([]);
		expect(await waitingFor(cleo, names)).toEqual([]);
	});

	test('holds nothing of others than those who were named, nor what nobody can open', async () => {
		const names = ['For the named', 'Gone'];
		const badge = await skill('For the named', { reviewers: 'named' });
		await site.db.query('INSERT INTO badge_reviewers (badge_id, user_id) VALUES ($1, $2)', [
			badge.id,
			cleo.id,
		]);
		await handIn(ben, badge);
		expect(await waitingFor(dora, names)).toEqual([]);
		expect(await waitingFor(cleo, names)).toEqual(['For the named']);
		const gone = await publishedCourse(site, ana, { title: 'Gone' });
		await joined(site, ben, gone);
		const place = await handIn(ben, await someBadge(site, ana, { courseId: gone.id }, 'review', 'Gone'));
		expect(await waitingFor(ana, names)).toEqual(['For the named', 'Gone']);
		await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [gone.id]);
		expect(await waitingFor(ana, names)).toEqual(['For the named']);
		expect((await ana.visit(place)).status).toBe(404);
		expect((await giveReview(ana, place)).status).toBe(404);
		expect((await ben.visit(place)).status).toBe(200);
	});
});

describe('asking', () => {
	test('not without end, whoever hands in and withdraws again and again', async () => {
		const badge = await skill('Restless');
		for (let times = 0; times < 10; times++)
			expect((await cleo.post(`${await handIn(cleo, badge)}/withdrawal`)).status).toBe(303);
		await expect(handIn(cleo, badge)).rejects.toThrow('429');
		expect((await cleo.post(`${badge.href}/application`, { url: 'https://a.example' })).status).toBe(303);
	});

	test('and whoever was asked hears, when they come, that the work was withdrawn', async () => {
		const place = await handIn(ben, await skill('Given up'));
		await site.drainJobs();
		const ids = await asked(place);
		const member = [dora, emil].find(({ id }) => ids.includes(id)) ?? dora;
		const leaves = (at: Date | null) =>
			site.db.query('UPDATE memberships SET left_at = $2 WHERE user_id = $1', [member.id, at]);
		await leaves(new Date());
		expect((await member.visit(place)).status).toBe(404);
		await leaves(null);
		await ben.post(`${place}/withdrawal`);
		const told = [];
		for (const person of [ana, dora, emil].filter(({ id }) => ids.includes(id)))
			told.push((await person.visit(place)).text.includes('This application was withdrawn'));
		expect(told).toEqual([true, true]);
		expect((await cleo.visit(place)).status).toBe(404);
	});

	test('as many as it takes, those with the fewest open requests, never the applicant', async () => {
		const first = await handIn(ben, await skill('One'));
		await site.drainJobs();
		const busy = await asked(first);
		expect(busy).toHaveLength(2);
		expect(busy).not.toContain(ben.id);
		const second = await handIn(cleo, await skill('Two'));
		await site.drainJobs();
		const counts = await site.db.query<{ id: number; count: number }>(
			`SELECT q.user_id AS id, count(*)::int AS count FROM review_requests q JOIN badge_applications p
			ON p.id = q.application_id WHERE p.state = 'submitted' AND p.id <> $1 GROUP BY 1`,
			[idOf(second)],
		);
		const load = (id: number) => counts.find((each) => each.id === id)?.count ?? 0;
		const others = [ana, ben, dora, emil].map(({ id }) => id);
		const chosen = await asked(second);
		const least = Math.min(...others.filter((id) => !chosen.includes(id)).map(load));
		expect(Math.max(...chosen.map(load))).toBeLessThanOrEqual(least);
		expect(chosen).toHaveLength(2);
	});

	test('again only after the set time, and then others; whoever reviewed or withdrew is left alone', async () => {
		const badge = await skill('Patient', { patienceDays: 4 });
		const place = await handIn(ben, badge);
		await site.drainJobs();
		const before = await asked(place);
		await remind(place, 3);
		expect(await asked(place)).toEqual(before);
		const unasked = [ana, dora, emil].find(({ id }) => !before.includes(id)) ?? ana;
		await giveReview(unasked, place);
		await remind(place, 2);
		expect(await asked(place)).toEqual(before);
		expect((await ben.visit(place)).text).toContain('have been asked to decide');
		const other = await handIn(cleo, badge);
		await cleo.post(`${other}/withdrawal`);
		await site.drainJobs();
		await remind(other, 9);
		expect(await asked(other)).toEqual([]);
	});

	test('begins with whoever knows the work from the revision before', async () => {
		const badge = await skill('Second look', { quorum: 1 });
		const place = await handIn(ben, badge);
		await giveReview(emil, place, [], { verdict: 'not-yet' });
		await site.db.query(
			`INSERT INTO review_requests (application_id, user_id)
			SELECT id, $1 FROM badge_applications WHERE state = 'submitted' ON CONFLICT DO NOTHING`,
			[emil.id],
		);
		await handIn(ben, badge, { body: 'Better.' });
		await site.drainJobs();
		expect(await asked(place)).toEqual([emil.id]);
	});

	test('passes over whose review would not count', async () => {
		const badge = await skill('Mutual', { quorum: 3 });
		const doras = await handIn(dora, badge);
		await giveReview(ben, doras);
		const place = await handIn(ben, badge);
		await site.drainJobs();
		expect((await asked(place)).sort()).toEqual([ana.id, emil.id].sort());
	});

	test('those who decide are reminded after each set time, once, until they do', async () => {
		const told = async (badge: string) =>
			(await site.mailTo(ana.email))
				.filter(({ subject }) => subject.includes(badge))
				.map(({ subject }) => subject.replace(/:.*/, ''));
		const badge = await skill('Slow', { quorum: 4, patienceDays: 4 });
		const place = await handIn(ben, badge);
		await site.drainJobs();
		const asked = await told('Slow');
		await remind(place, 4);
		const escalated = [...asked, 'Please decide'];
		expect(await told('Slow')).toEqual(escalated);
		await remind(place, 3);
		expect(await told('Slow')).toEqual(escalated);
		await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [course.id]);
		await remind(place, 1);
		expect(await told('Slow')).toEqual(escalated);
		await site.db.query('UPDATE courses SET deleted_at = NULL WHERE id = $1', [course.id]);
		for (const times of [1, 2]) {
			await remind(place, times === 1 ? 0 : 4);
			await remind(place, 0);
			expect(await told('Slow')).toEqual([...escalated, ...Array(times).fill('Still waiting for you')]);
		}
		const [last] = (await site.mailTo(ana.email)).slice(-1);
		expect(last?.text).toContain('The work of Ben for the badge “Slow” still waits for a decision.');
		expect((await ana.visit('/notifications')).text).toContain('Work of Ben for “Slow” waits');
		await site.db.query(
			`UPDATE badge_applications SET asked_at = asked_at - interval '4 days' WHERE id = $1`,
			[idOf(place)],
		);
		await Promise.all([1, 2].map(() => site.app.get(Jobs).run('reviews.remind', {})));
		await site.drainJobs();
		expect(await told('Slow')).toHaveLength(escalated.length + 3);
		await giveReview(ana, place);
		const other = await handIn(cleo, badge);
		await site.drainJobs();
		await remind(other, 4);
		await cleo.post(`${other}/withdrawal`);
		await site.drainJobs();
		const reminders = () => site.db.query(`SELECT id FROM events WHERE name = 'review.decision-awaited'`);
		const before = [await told('Slow'), await reminders()];
		for (const each of [place, other]) await remind(each, 9);
		expect([await told('Slow'), await reminders()]).toEqual(before);
	});

	test('what an organiser found before it came to them decides at once', async () => {
		const badge = await skill('Known already', { quorum: 3 });
		const place = await handIn(ben, badge);
		await giveReview(ana, place);
		await site.drainJobs();
		for (const _round of [1, 2]) await remind(place, 6);
		expect((await ben.visit(place)).text).toContain('the badge is yours');
	});
});

/** Numbers between 0 and 1 that are the same in every run. */
function random(seed: number) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

test('whoever of the reviewers is gone, what is stored ends decided or with the organisers', async () => {
	const ends = new Set<string>();
	for (let seed = 1; seed <= 16; seed++) {
		const next = random(seed * 123_456_789);
		const badge = await skill(`Case ${seed}`, { quorum: 1 + (seed % 3), patienceDays: 2 });
		const version = await site.db.one<{ id: number }>('SELECT id FROM badge_versions WHERE badge_id = $1', [
			badge.id,
		]);
		const saved = await site.app
			.get(BadgeApplications)
			.save(
				ben,
				{ badgeId: badge.id, versionId: version?.id ?? 0 },
				{ url: 'https://example.org', body: '', reflection: 'Yes.', file: null },
				true,
			);
		const applicationId = typeof saved === 'string' ? 0 : saved.applicationId;
		const place = `/applications/${applicationId}`;
		const here = [ana, dora, emil].filter(() => next() < 0.5);
		await site.drainJobs();
		for (let round = 0; round < 3; round++) {
			const people = await asked(place);
			const revision = await site.db.one<{ id: number }>(
				'SELECT id FROM application_revisions WHERE application_id = $1',
				[applicationId],
			);
			for (const person of here.filter(({ id }) => people.includes(id)))
				await site.app.get(Reviews).review(person, applicationId, {
					...{ revisionId: revision?.id ?? 0, levels: [], comment: 'Seen.', isQuotable: false },
					verdict: next() < 0.7 ? 'meets' : 'not-yet',
				});
			await remind(place, 3);
		}
		const [end] = await site.db.query<{ end: string }>(
			`SELECT CASE WHEN state = 'submitted' AND escalated_at IS NOT NULL THEN 'escalated' ELSE state END AS end
			FROM badge_applications WHERE id = $1`,
			[applicationId],
		);
		ends.add(`${end?.end}`);
		await site.db.query(`UPDATE badge_applications SET state = 'withdrawn' WHERE badge_id = $1`, [badge.id]);
	}
	expect([...ends].sort()).toEqual(['awarded', 'escalated', 'needs-work']);
});
