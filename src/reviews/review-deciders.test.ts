import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { Jobs } from '../platform/jobs/jobs.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

/** Ana, who organises the course alone, applies for its badge. */
async function ownWork(name: string) {
	const course = await publishedCourse(site, ana, { title: `Course of ${name}` });
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', name);
	return { ...badge, course, place: await handIn(ana, badge) };
}

const waitingFor = async (person: SignedIn) =>
	(await person.visit('/reviews')).html.querySelectorAll('.badge-card h3').map(({ text }) => text);

test('where nobody else can decide the page says so, and a second organiser can', async () => {
	const badge = await ownWork('Alone');
	await site.drainJobs();
	const page = await ana.visit(badge.place);
	expect(page.text).toContain('Nobody here can review this yet');
	expect((await ana.visit('/reviews')).text).toContain('Nobody here can review this yet');
	expect(page.html.querySelector(`main a[href="${badge.course.href}/organisers"]`)).not.toBeNull();
	expect((await ana.post(`${badge.place}/reviews`, { revision: '1' })).status).toBe(403);
	expect((await ben.visit(badge.place)).status).toBe(404);
	await site.db.query('INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
		badge.course.id,
		ben.id,
	]);
	expect(await waitingFor(ben)).toEqual(['Alone']);
	expect((await ana.visit(badge.place)).text).toContain('the organisers have been asked to decide');
	await giveReview(ben, badge.place);
	expect((await ana.visit(badge.place)).text).toContain('the badge is yours');
});

test('without a school it is the admins', async () => {
	const root = await signedIn(site, 'root', { admin: true });
	const badge = await ownWork('On the site');
	expect((await root.visit(badge.place)).status).toBe(404);
	await site.drainJobs();
	expect((await ben.visit(badge.place)).status).toBe(404);
	expect((await site.mailTo(root.email)).at(-1)?.text).toContain('who look after this site');
	expect((await ana.visit(badge.place)).text).toContain('those who look after this site have been asked');
	expect(await waitingFor(root)).toContain('On the site');
	await giveReview(root, badge.place);
	expect((await ana.visit(badge.place)).text).toContain('the badge is yours');
});

/** A school with its organisers; the course becomes one of it. */
async function inSchool(course: { id: number } | null, slug: string, organisers: readonly SignedIn[]) {
	await site.db.query(
		`WITH s AS (INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
			VALUES ($1, 'Knots', 'x', '', '', 'plum') RETURNING id),
		o AS (INSERT INTO school_organisers (school_id, user_id) SELECT id, unnest($2::int[]) FROM s)
		UPDATE courses SET school_id = (SELECT id FROM s) WHERE id = $3`,
		[slug, organisers.map(({ id }) => id), course?.id ?? 0],
	);
}

test('the organisers of the school decide in place of the only organiser, once it is for them', async () => {
	const badge = await ownWork('In a school');
	await inSchool(badge.course, 'knots', [ana, cleo]);
	await inSchool(null, 'sails', [ben]);
	expect((await cleo.visit(badge.place)).status).toBe(404);
	await site.drainJobs();
	expect((await site.mailTo(cleo.email)).at(-1)?.text).toContain('who organise the school');
	expect((await site.mailTo(ana.email)).filter(({ subject }) => subject.includes('decide'))).toEqual([]);
	expect((await ana.visit(badge.place)).text).toContain('the organisers of the school have been asked');
	expect(await waitingFor(cleo)).toEqual(['In a school']);
	expect((await ben.visit(badge.place)).status).toBe(404);
	await giveReview(cleo, badge.place);
	expect((await ana.visit(badge.place)).text).toContain('the badge is yours');
});

test('nobody stands in for organisers whom there are', async () => {
	const ida = await signedIn(site, 'ida', { admin: true });
	const course = await publishedCourse(site, ana, { title: 'With an organiser' });
	await inSchool(course, 'ropes', [cleo]);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Of theirs');
	const place = await handIn(ben, badge);
	await site.db.query('UPDATE badge_applications SET escalated_at = now() WHERE badge_id = $1', [badge.id]);
	for (const person of [ida, cleo]) {
		expect((await person.visit(place)).status).toBe(404);
		expect(await waitingFor(person)).not.toContain('Of theirs');
	}
	expect((await ben.visit(place)).text).toContain('so the organisers have been asked to decide');
	expect((await ana.visit(place)).html.querySelector(`main a[href="${course.href}/organisers"]`)).toBeNull();
});

test('what is escalated waits for an organiser even if the applicant reviewed them', async () => {
	const course = await publishedCourse(site, ana, { title: 'Two of us' });
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Mutual', {
		...{ quorum: 1, reviewers: 'named' as const },
	});
	await site.db.query('INSERT INTO badge_reviewers (badge_id, user_id) VALUES ($1, $2)', [badge.id, ben.id]);
	await giveReview(ben, await handIn(ana, badge), [], { verdict: 'not-yet' });
	const place = await handIn(ben, badge);
	expect(await waitingFor(ana)).not.toContain('Mutual');
	await site.drainJobs();
	expect(await waitingFor(ana)).toContain('Mutual');
	await giveReview(ana, place);
	expect((await ben.visit(place)).text).toContain('the badge is yours');
});

/** A badge that its course's members review, two at a time, with work of Ben's that has come to the organisers. */
async function escalated(name: string) {
	const course = await publishedCourse(site, ana, { title: `Course of ${name}` });
	const members = [await signedIn(site, `dora-${name}`), await signedIn(site, `emil-${name}`)];
	for (const person of [ben, ...members]) await joined(site, person, course);
	const settings = { quorum: 2, reviewers: 'members' as const };
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', name, settings);
	const place = await handIn(ben, badge);
	await site.drainJobs();
	await site.db.query(
		`UPDATE badge_applications SET rounds = 2, asked_at = now() - interval '6 days' WHERE badge_id = $1`,
		[badge.id],
	);
	await site.app.get(Jobs).run('reviews.remind', {});
	return { ...badge, place, members };
}

test('what the organisers send back begins anew: with others asked, and as many reviews as it takes', async () => {
	const { place, members, ...badge } = await escalated('sent-back');
	expect((await ben.visit(place)).text).toContain('the organisers have been asked to decide');
	expect((await ana.visit('/reviews')).text).toContain('yours to decide, after 0 of 2 reviews');
	await giveReview(ana, place, [], { verdict: 'not-yet' });
	expect(await handIn(ben, badge, { body: 'Better.' })).toBe(place);
	expect((await ben.visit(place)).text).toContain('2 more reviews, and it is decided.');
	await site.drainJobs();
	const asked = await site.db.query(
		'SELECT FROM review_requests r JOIN badge_applications p ON p.id = r.application_id WHERE p.badge_id = $1',
		[badge.id],
	);
	expect(asked).toHaveLength(2);
	for (const person of members) await giveReview(person, place);
	expect((await ben.visit(place)).text).toContain('the badge is yours');
});

test('whoever was asked before may still answer: their quorum is enough until an organiser decides', async () => {
	const { place, members } = await escalated('still-answered');
	const [dora, emil] = members;
	if (!dora || !emil) throw new Error('There should be two members.');
	expect(await waitingFor(dora)).toEqual([]);
	const given = await giveReview(dora, place);
	expect((await dora.visit(given.location)).text).toContain('Thank you: your review is sent.');
	await giveReview(emil, place);
	expect((await ben.visit(place)).text).toContain('the badge is yours');
});

test('only who organises it is led to find somebody who may decide', async () => {
	const course = await publishedCourse(site, ana, { title: 'Stuck' });
	await joined(site, ben, course);
	const settings = { reviewers: 'members' as const, quorum: 2 };
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Stuck', settings);
	const place = await handIn(ana, badge);
	await site.db.query('UPDATE badge_applications SET escalated_at = now() WHERE badge_id = $1', [badge.id]);
	await site.db.query('UPDATE users SET admin_since = NULL');
	const link = `main a[href="${course.href}/organisers"]`;
	expect((await ana.visit(place)).html.querySelector(link)).not.toBeNull();
	expect((await ben.visit(place)).html.querySelector(link)).toBeNull();
	await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [course.id]);
	expect((await ana.visit(place)).html.querySelector(link)).toBeNull();
});
