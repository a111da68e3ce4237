import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let dora: SignedIn;
let emil: SignedIn;
let course: { id: number };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
	dora = await signedIn(site, 'dora');
	emil = await signedIn(site, 'emil');
	course = await publishedCourse(site, ana, { title: 'Knots' });
});
afterAll(() => site.close());

/** Work of Ben's for a badge that Dora and Emil review besides Ana, who organises it. */
async function work(name: string, quorum: number) {
	const settings = { quorum, reviewers: 'named' as const };
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', name, settings);
	await site.db.query('INSERT INTO badge_reviewers (badge_id, user_id) SELECT $1, unnest($2::int[])', [
		badge.id,
		[dora.id, emil.id],
	]);
	return { name, place: await handIn(ben, badge) };
}

const idOf = (place: string) => Number(place.split('/').at(-1));

function asks(place: string, person: SignedIn) {
	return site.db.query('INSERT INTO review_requests (application_id, user_id) VALUES ($1, $2)', [
		idOf(place),
		person.id,
	]);
}

async function asked(place: string): Promise<string[]> {
	const people = await site.db.query<{ name: string }>(
		`SELECT u.username AS name FROM review_requests q JOIN users u ON u.id = q.user_id
		WHERE q.application_id = $1 ORDER BY u.id`,
		[idOf(place)],
	);
	return people.map(({ name }) => name);
}

async function mailed(name: string): Promise<string[]> {
	const people = [ana, ben, dora, emil];
	const mails = await Promise.all(people.map(({ email }) => site.mailTo(email)));
	return people.flatMap(({ username }, index) =>
		mails[index]?.some(({ subject }) => subject === `Will you review work for “${name}”?`) ? [username] : [],
	);
}

test('who has the fewest open requests is asked, whatever they did for other work; and nobody else is', async () => {
	const [one, two, done] = [await work('One', 2), await work('Two', 2), await work('Done', 1)];
	await giveReview(dora, done.place);
	await giveReview(dora, one.place);
	await site.drainJobs();
	await site.db.query('DELETE FROM review_requests');
	for (const { place } of [one, two]) await asks(place, ana);
	await asks(one.place, dora);
	await asks(done.place, emil);
	const earlier = await work('Earlier', 1);
	await giveReview(ana, earlier.place);
	await asks(earlier.place, emil);
	const next = await work('Next', 1);
	await site.drainJobs();
	expect([await asked(next.place), await mailed('Next')]).toEqual([['emil'], ['emil']]);
	expect((await emil.visit('/notifications')).text).toContain('Ben asks for a review of work for “Next”');
	expect([await asked(one.place), await asked(two.place)]).toEqual([['ana', 'dora'], ['ana']]);
	const all = await work('All', 3);
	await site.drainJobs();
	expect(await asked(all.place)).toEqual(['ana', 'dora', 'emil']);
	expect((await emil.visit('/reviews')).html.querySelectorAll('.badge-card')).toHaveLength(4);
	expect((await emil.visit('/')).text).toContain('The work of 4 people waits for a look of yours.');
});
