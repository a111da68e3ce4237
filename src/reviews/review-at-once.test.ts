import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { atOnce } from '../../test/support/at-once.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { Jobs } from '../platform/jobs/jobs.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let dora: SignedIn;
let course: { id: number; slug: string };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
	dora = await signedIn(site, 'dora');
	course = await publishedCourse(site, ana, { title: 'Knots' });
	for (const person of [ben, dora]) await joined(site, person, course);
});
afterAll(() => site.close());

const skill = (name: string, quorum = 1) =>
	someBadge(site, ana, { courseId: course.id }, 'review', name, { quorum, reviewers: 'members' });
const idOf = (place: string) => Number(place.split('/').at(-1));
const remind = () => site.app.get(Jobs).run('reviews.remind', {});
const withdraw = (place: string) => () => ben.post(`${place}/withdrawal`);
const judge = (by: SignedIn, place: string) => () => giveReview(by, place);

async function holders(badge: { id: number }): Promise<number[]> {
	const awards = await site.db.query<{ id: number }>('SELECT user_id AS id FROM awards WHERE badge_id = $1', [
		badge.id,
	]);
	return awards.map(({ id }) => id);
}

async function stateOf(place: string) {
	const [application] = await site.db.query<{ state: string }>(
		'SELECT state FROM badge_applications WHERE id = $1',
		[idOf(place)],
	);
	return application?.state;
}

/** As if the work had waited as long as the badge sets, in the `rounds`-th round. */
async function grownOld(place: string, rounds: number): Promise<void> {
	await site.drainJobs();
	await site.db.query(
		`UPDATE badge_applications SET asked_at = asked_at - interval '6 days', rounds = $2 WHERE id = $1`,
		[idOf(place), rounds],
	);
}

test('of two who review each other at once only the first gives the badge', async () => {
	const badge = await skill('Pair');
	const bens = await handIn(ben, badge);
	const doras = await handIn(dora, badge);
	await atOnce(site, 'events', judge(dora, bens), judge(ben, doras));
	expect(await holders(badge)).toEqual([ben.id]);
	expect((await dora.visit(doras)).text).toContain('Does not count');
});

test('what is being withdrawn is not awarded, and what is being awarded is not withdrawn', async () => {
	const badge = await skill('Given up');
	const place = await handIn(ben, badge);
	const [, late] = await atOnce(site, 'events', withdraw(place), judge(dora, place));
	expect((await dora.visit(late?.location ?? '')).status).toBe(404);
	expect([await stateOf(place), await holders(badge)]).toEqual(['withdrawn', []]);
	const again = await handIn(ben, badge);
	const [, refused] = await atOnce(site, 'events', judge(dora, again), withdraw(again));
	expect((await ben.visit(refused?.location ?? '')).text).toContain('This application is not open any more.');
	expect([await stateOf(again), await holders(badge)]).toEqual(['awarded', [ben.id]]);
});

test('what is handed in again while it is being awarded begins no other application', async () => {
	const badge = await skill('Awarded meanwhile', 2);
	const place = await handIn(ben, badge);
	await giveReview(ana, place);
	const [, late] = await atOnce(site, 'events', judge(dora, place), () =>
		ben.post(`${badge.href}/application`, { body: 'Better.', reflection: 'More.', intent: 'submit' }),
	);
	expect(late?.location).toBe(place);
	expect((await ben.visit(place)).text).toContain('This application is not open any more.');
	const applications = await site.db.query('SELECT state FROM badge_applications WHERE badge_id = $1', [
		badge.id,
	]);
	expect(applications).toEqual([{ state: 'awarded' }]);
});

test('nobody is asked about what is being withdrawn', async () => {
	const place = await handIn(ben, await skill('Not wanted'));
	await grownOld(place, 1);
	const asked = () =>
		site.db.query('SELECT user_id FROM review_requests WHERE application_id = $1', [idOf(place)]);
	const before = await asked();
	await atOnce<unknown>(site, 'events', withdraw(place), remind);
	expect(await asked()).toEqual(before);
});

test('a review that comes while the work is handed to the organisers is stored, and neither stops the other', async () => {
	const badge = await skill('Late review', 2);
	const place = await handIn(ben, badge);
	await grownOld(place, 2);
	let status = 0;
	await atOnce(site, 'events', remind, async () => {
		({ status } = await giveReview(dora, place));
	});
	expect(status).toBe(303);
	expect((await ben.visit(place)).text).toContain('the organisers have been asked to decide');
	expect((await dora.visit(place)).text).toContain('Thank you: your review is sent.');
});
