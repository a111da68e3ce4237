import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import type { Reviewers } from '../badges/badge-version.entity.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
const people: Record<string, SignedIn> = {};
let course: { id: number; slug: string };

/** Beside Ana, who organises: one of each sort of people who might review. */
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	course = await publishedCourse(site, ana, { title: 'Knots' });
	const next = await publishedCourse(site, ana, { title: 'Splices' });
	await site.db.query(
		`WITH s AS (INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
			VALUES ('rope', 'Rope', 'x', '', '', 'plum') RETURNING id)
		UPDATE courses SET school_id = (SELECT id FROM s) WHERE id = ANY($1)`,
		[[course.id, next.id]],
	);
	for (const name of ['member', 'left', 'helper', 'neighbour', 'holder', 'former', 'named', 'stranger'])
		people[name] = await signedIn(site, name);
	for (const name of ['member', 'left', 'helper']) await joined(site, of(name), course);
	await joined(site, of('neighbour'), next);
	await site.db.query('UPDATE memberships SET helper_since = now() WHERE user_id = ANY($1)', [
		[of('helper').id, of('neighbour').id],
	]);
	await site.db.query('UPDATE memberships SET left_at = now() WHERE user_id = $1', [of('left').id]);
	const other = await someBadge(site, ana, 'site', 'organiser', 'Another');
	await named(other, of('stranger'));
	await awarded(other, [of('stranger')]);
});
afterAll(() => site.close());

function of(name: string): SignedIn {
	const person = people[name];
	if (!person) throw new Error(`There is no ${name}.`);
	return person;
}

function named(badge: { id: number }, { id }: SignedIn) {
	return site.db.query('INSERT INTO badge_reviewers (badge_id, user_id) VALUES ($1, $2)', [badge.id, id]);
}

/** Gives the badge; that of the former holder is over. */
function awarded(badge: { id: number }, holders: readonly SignedIn[]) {
	return site.db.query(
		`WITH list AS (INSERT INTO status_lists (bits) VALUES (decode(repeat('00', 16384), 'hex')) RETURNING id)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index, valid_until)
		SELECT $1, v.id, u.id, '', list.id, u.id, CASE WHEN u.username = 'former' THEN now() - interval '1 day' END
		FROM badge_versions v, users u, list WHERE v.badge_id = $1 AND u.id = ANY($2)`,
		[badge.id, holders.map(({ id }) => id)],
	);
}

test.each<[Reviewers, readonly string[], 'course' | 'school']>([
	['holders', ['helper', 'holder'], 'course'],
	['members', ['helper', 'holder', 'member'], 'course'],
	['named', ['named'], 'course'],
	['holders', ['helper', 'holder', 'neighbour'], 'school'],
])('%s: %j review work for a badge of the %s', async (reviewers, expected, owner) => {
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', `${reviewers} ${owner}`, {
		...{ reviewers, quorum: 20, validMonths: 12 },
	});
	if (owner === 'school')
		await site.db.query(
			`UPDATE badges SET course_id = NULL, school_id = (SELECT id FROM schools WHERE slug = 'rope') WHERE id = $1`,
			[badge.id],
		);
	await named(badge, of('named'));
	await awarded(badge, [of('holder'), of('former')]);
	const place = await handIn(ben, badge);
	const may: string[] = [];
	for (const [name, person] of Object.entries(people))
		if ((await person.visit(place)).status === 200) may.push(name);
	expect(may.sort()).toEqual([...expected].sort());
});

test('nobody reads a draft but its author, not even one of a revision', async () => {
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Draft', { quorum: 1 });
	await ben.post(`${badge.href}/application`, { body: 'Half a thought.', intent: 'save' });
	const draft = await site.db.one<{ id: number }>('SELECT id FROM badge_applications WHERE badge_id = $1', [
		badge.id,
	]);
	const place = `/applications/${draft?.id}`;
	expect((await ana.visit(place)).status).toBe(404);
	expect((await ana.visit('/reviews')).text).not.toContain('Half');
	await handIn(ben, badge, { body: 'A whole thought.' });
	await giveReview(ana, place, [], { verdict: 'not-yet' });
	await ben.post(`${badge.href}/application`, { body: 'A second half.', intent: 'save' });
	const seen = await ana.visit(place);
	expect(seen.text).toContain('A whole thought.');
	expect(seen.body).not.toContain('A second half.');
});

test('once it is decided, work is for those who were asked or judged it, and who had it is nobody else’s business', async () => {
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Decided', {
		...{ quorum: 1, reviewers: 'members' as const },
	});
	const place = await handIn(ben, badge);
	await site.drainJobs();
	const asked = await site.db.query<{ id: number }>(
		'SELECT user_id AS id FROM review_requests WHERE application_id = $1',
		[Number(place.split('/').at(-1))],
	);
	const [other, ...rest] = [of('member'), of('helper')].filter(({ id }) =>
		asked.every((each) => each.id !== id),
	);
	const [reviewer = ana] = rest;
	expect((await other?.visit(place))?.status).toBe(200);
	await giveReview(reviewer, place);
	expect((await other?.visit(place))?.status).toBe(404);
	for (const person of [ben, ana, reviewer]) expect((await person.visit(place)).status).toBe(200);
});

test('a badge that can be earned several times comes with each application, from the same reviewer', async () => {
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', 'Again', {
		...{ quorum: 1, isRepeatable: true },
	});
	const links = async (place: string) =>
		(await ben.visit(place)).html
			.querySelectorAll('main a[href^="/awards/"]')
			.map((link) => link.getAttribute('href'));
	const places: string[] = [];
	for (const count of [1, 2]) {
		const place = await handIn(ben, badge);
		expect(await links(place)).toEqual([]);
		await giveReview(ana, place);
		places.push(place);
		const awards = await site.db.query<{ id: string }>(
			'SELECT id FROM awards WHERE badge_id = $1 ORDER BY awarded_at',
			[badge.id],
		);
		expect(awards).toHaveLength(count);
		for (const [index, { id }] of awards.entries())
			expect(await links(places[index] ?? '')).toEqual([`/awards/${id}`]);
	}
	const others = await handIn(of('member'), badge);
	await giveReview(ben, others);
	expect((await ben.visit(others)).status).toBe(200);
	expect(await links(others)).toEqual([]);
});

test('who reviewed whom matters only for the same badge, and only where it counted', async () => {
	const one = await someBadge(site, ana, { courseId: course.id }, 'review', 'Mine', {
		...{ quorum: 2, reviewers: 'members' as const },
	});
	const other = await someBadge(site, ana, { courseId: course.id }, 'review', 'Yours', {
		...{ quorum: 2, reviewers: 'members' as const },
	});
	const [member, helper] = [of('member'), of('helper')];
	const first = await handIn(helper, one);
	await giveReview(member, first);
	const elsewhere = await handIn(member, other);
	await giveReview(helper, elsewhere);
	expect((await member.visit(elsewhere)).text).toContain('One more review, and it is decided.');
	const back = await handIn(member, one);
	await giveReview(helper, back);
	expect((await member.visit(back)).text).toContain('2 more reviews, and it is decided.');
	expect((await member.visit('/reviews')).text).toContain('2 more reviews, and it is decided.');
	expect((await cleo.visit(back)).status).toBe(404);
	const cards = (await ana.visit('/reviews')).html.querySelectorAll('.badge-card');
	expect(cards.map(({ text }) => text).filter((text) => /Mine[\s\S]*Member/.test(text))).toEqual([
		expect.stringContaining('· 0 of 2 reviews'),
	]);
	await giveReview(ana, back);
	expect((await member.visit(back)).text).toContain('One more review, and it is decided.');
	await handIn(helper, one, { body: 'Once more.' });
	await giveReview(member, first);
	expect((await helper.visit(first)).text).toContain('One more review, and it is decided.');
	await giveReview(helper, await handIn(of('neighbour'), one));
	expect((await of('neighbour').visit('/reviews')).text).toContain('One more review, and it is decided.');
});
