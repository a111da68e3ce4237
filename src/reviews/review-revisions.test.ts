import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge, someDesign } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
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

function saveDraft(badge: { href: string }, body: string) {
	return ben.post(`${badge.href}/application`, { body, reflection: 'So far.', intent: 'save' });
}

/** What waits for somebody, with how far it is. */
async function queueOf(person: SignedIn, name: string): Promise<string[]> {
	const cards = (await person.visit('/reviews')).html.querySelectorAll('.badge-card');
	return cards.map(({ text }) => text.replace(/\s+/g, ' ')).filter((text) => text.includes(name));
}

async function asked(place: string): Promise<number[]> {
	const people = await site.db.query<{ id: number }>(
		'SELECT user_id AS id FROM review_requests WHERE application_id = $1 ORDER BY user_id',
		[idOf(place)],
	);
	return people.map(({ id }) => id);
}

function reviewsOf(place: string) {
	return site.db.query<{ levels: number[]; verdict: string; revision: number }>(
		`SELECT r.levels, r.verdict, r.revision_id AS revision FROM reviews r JOIN application_revisions w ON w.id = r.revision_id
		WHERE w.application_id = $1 ORDER BY r.id`,
		[idOf(place)],
	);
}

function awardsOf(badge: { id: number }) {
	return site.db.query<{ version: number; levels: number[]; words: object[]; evidence: object[] }>(
		`SELECT v.number AS version, a.achieved_levels AS levels, a.words, a.evidence
		FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id WHERE a.badge_id = $1`,
		[badge.id],
	);
}

test('what was handed in stays as it is until it has a review, and a draft of the next holds nothing up', async () => {
	const badge = await skill('Bowline');
	const place = await handIn(ben, badge);
	const form = () => ben.request('GET', `${badge.href}/application`);
	expect((await form()).location).toBe(place);
	expect((await ben.visit(place)).html.querySelector(`a[href="${badge.href}/application"]`)).toBeNull();
	await saveDraft(badge, 'Too early.');
	await giveReview(dora, place);
	expect(
		(await ben.visit(place)).html.querySelector(`main a[href="${badge.href}/application"]`),
	).not.toBeNull();
	expect((await form()).body).not.toContain('Too early.');
	await saveDraft(badge, 'Half a thought.');
	expect((await form()).body).toContain('Half a thought.');
	await site.drainJobs();
	expect(await asked(place)).toEqual([ana.id, emil.id]);
	expect(await queueOf(emil, 'Bowline')).toEqual([expect.stringContaining('· 1 of 2 reviews')]);
	expect(await queueOf(dora, 'Bowline')).toEqual([]);
	expect((await dora.visit(place)).html.querySelector(`form[action="${place}/reviews"]`)).toBeNull();
	for (const path of [place, '/reviews']) {
		const seen = await ben.visit(path);
		expect(seen.text).toContain('One more review, and it is decided.');
		expect(seen.body).not.toContain('Half a thought.');
	}
	expect((await emil.visit(place)).body).not.toContain('Half a thought.');
	await giveReview(emil, place);
	expect(await awardsOf(badge)).toHaveLength(1);
});

test('work that others handed in meanwhile keeps nobody from being asked, nor do the drafts of their own', async () => {
	const [one, other] = [await skill('Reef'), await skill('Granny')];
	const places = [await handIn(ben, one), await handIn(ben, other), await handIn(dora, other)];
	await site.drainJobs();
	for (const place of places) expect(await asked(place)).toHaveLength(2);
});

test('only the latest revision counts, and only who has not reviewed that one is asked for it', async () => {
	const badge = await skill('Hitch', { quorum: 3 });
	const place = await handIn(ben, badge);
	for (const person of [dora, emil]) await giveReview(person, place);
	await handIn(ben, badge, { body: 'Tied again.' });
	expect(await queueOf(ana, 'Hitch')).toEqual([expect.stringContaining('0 of 3 reviews')]);
	for (const path of [place, '/reviews'])
		expect((await ben.visit(path)).text).toContain('3 more reviews, and it is decided.');
	await giveReview(dora, place);
	expect(await awardsOf(badge)).toEqual([]);
	expect(await queueOf(dora, 'Hitch')).toEqual([]);
	expect(await queueOf(emil, 'Hitch')).toEqual([expect.stringContaining('1 of 3 reviews')]);
	await site.drainJobs();
	expect(await asked(place)).toEqual([ana.id, emil.id]);
});

test('it is judged by the version of the badge that it was begun with', async () => {
	const rubric = [{ name: 'Ties it', levels: ['No', 'Yes'], required: 1 }];
	const badge = await skill('Splice', { quorum: 1, rubric });
	const place = await handIn(ben, badge);
	await giveReview(dora, place, [0]);
	const first = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'First of all');
	const designs = site.app.get(BadgeDesigns);
	await designs.revise(badge.id, someDesign('Long splice'), {
		...{ quorum: 2, prerequisites: [first.id] },
		rubric: [...rubric, { name: 'Explains it', levels: ['No', 'Yes'], required: 1 }],
	});
	await designs.publishBadge(ana, badge.id);
	expect((await ben.visit(`${badge.href}/application`)).text).not.toContain('Explains it');
	expect(await handIn(ben, badge, { body: 'Tied again.' })).toBe(place);
	await site.drainJobs();
	expect(await asked(place)).toEqual([dora.id]);
	expect((await dora.visit(place)).text).not.toContain('Explains it');
	expect((await ben.visit('/reviews')).text).toContain('One more review, and it is decided.');
	await giveReview(dora, place, [1]);
	expect(await awardsOf(badge)).toEqual([
		expect.objectContaining({
			...{ version: 1, levels: [1] },
			evidence: [expect.objectContaining({ title: 'Splice' })],
		}),
	]);
	expect((await dora.visit(`${badge.href}/application`)).text).toContain('Another badge comes first');
});

test('the award keeps the work that earned it, and what was said of that with consent, as it was said', async () => {
	const badge = await skill('Sheet bend');
	const before = await handIn(ben, badge, { body: 'Early.' });
	const say = (person: SignedIn, comment: string, verdict = 'meets', isQuotable = 'true') =>
		giveReview(person, before, [], { comment, verdict, isQuotable });
	await say(dora, 'It slips, alas.', 'not-yet');
	await say(emil, 'It slips indeed.', 'not-yet');
	expect(await handIn(ben, badge, { url: '', body: 'It *holds*.', reflection: 'To set it.' })).toBe(before);
	await say(emil, `It holds. ${'Really. '.repeat(400)}`);
	const unspoken = await dora.visit(before);
	expect(unspoken.text).toContain('It slips indeed.');
	expect(unspoken.text).not.toContain('Really.');
	await say(dora, 'It holds **well**.');
	expect((await dora.visit(before)).text).toContain('It holds. Really.');
	const [revision] = await site.db.query<{ at: Date }>(
		'SELECT submitted_at AS at FROM application_revisions WHERE application_id = $1 ORDER BY number DESC LIMIT 1',
		[idOf(before)],
	);
	const [award] = await awardsOf(badge);
	expect(award?.evidence).toEqual([
		{
			...{ taskId: null, title: 'Sheet bend', completedAt: revision?.at.toISOString() },
			...{ url: null, text: 'It *holds*.', file: null },
			contentHash: createHash('sha256').update('["","It *holds*.","To set it."]').digest('hex'),
		},
	]);
	expect(award?.words).toEqual([
		expect.objectContaining({
			name: 'Emil',
			text: expect.stringMatching(/^It holds\. Really\..{1900,2000}$/),
		}),
		expect.objectContaining({ userId: dora.id, name: 'Dora', text: 'It holds well.' }),
	]);
	const seen = (await ben.visit(before)).html.querySelectorAll('.comment').map(({ text }) => text);
	expect(seen.map((text) => /Emil|Dora/.exec(text)?.[0])).toEqual(['Emil', 'Dora', 'Dora', 'Emil']);
	await site.drainJobs();
	expect((await ben.visit('/notifications')).text).toContain('Dora reviewed your work for “Sheet bend”');
});

test('a second review of one person, and any after the decision, changes nothing', async () => {
	const badge = await skill('Cleat', { rubric: [{ name: 'Ties it', levels: ['No', 'Yes'], required: 1 }] });
	const place = await handIn(ben, badge);
	for (const level of ['', '2'])
		expect((await giveReview(dora, place, [], { level1: level })).status).toBe(422);
	await giveReview(dora, place, [1]);
	const [given] = await reviewsOf(place);
	const again = (person: SignedIn) =>
		site.app.get(Reviews).review(person, idOf(place), {
			...{ revisionId: given?.revision ?? 0, levels: [0], comment: 'No.', isQuotable: false },
			verdict: 'not-yet',
		});
	expect(await again(dora)).toBe('already-reviewed');
	const refused = await dora.visit((await giveReview(dora, place, [0])).location);
	expect(refused.html.querySelector('.flash[data-kind="problem"]')?.text).toContain(
		'You have reviewed this revision already.',
	);
	expect(await reviewsOf(place)).toEqual([given]);
	expect(await queueOf(ana, 'Cleat')).toHaveLength(1);
	await giveReview(emil, place, [1]);
	expect(await queueOf(ana, 'Cleat')).toEqual([]);
	expect(await again(ana)).toBe('outdated');
	expect(await reviewsOf(place)).toHaveLength(2);
	expect((await ana.post(`${place}/reviews`, { revision: `${given?.revision}` })).status).toBe(403);
	expect((await ana.visit(place)).html.querySelector(`form[action="${place}/reviews"]`)).toBeNull();
});

test('work that nobody was asked about is found, the longest wait first, and stays as it is when organisers are asked', async () => {
	const badge = await skill('Lost', { quorum: 1, patienceDays: 1 });
	const [bens, doras] = [await handIn(ben, badge), await handIn(dora, badge)];
	await site.drainJobs();
	await site.db.query('DELETE FROM review_requests WHERE application_id = ANY($1)', [
		[idOf(bens), idOf(doras)],
	]);
	await site.db.query(
		`UPDATE badge_applications SET asked_at = NULL, rounds = 0,
			submitted_at = now() - CASE WHEN id = $1 THEN interval '1 hour' ELSE interval '2 hours' END WHERE id IN ($1, $2)`,
		[idOf(bens), idOf(doras)],
	);
	const remind = () => site.app.get(Jobs).run('reviews.remind', {});
	await remind();
	for (const place of [bens, doras]) expect(await asked(place)).toHaveLength(1);
	const said = await site.db.query<{ of: number }>(
		`SELECT (payload->>'applicationId')::int AS of FROM events WHERE name = 'review.asked' ORDER BY id DESC LIMIT 2`,
	);
	expect(said.map(({ of }) => of)).toEqual([idOf(bens), idOf(doras)]);
	for (const _round of [1, 2]) {
		await site.db.query(
			`UPDATE badge_applications SET asked_at = asked_at - interval '25 hours' WHERE id = $1`,
			[idOf(bens)],
		);
		await remind();
	}
	expect((await ben.visit(bens)).text).toContain('the organisers have been asked to decide');
	expect((await ben.request('GET', `${badge.href}/application`)).location).toBe(bens);
	expect((await cleo.visit(bens)).status).toBe(404);
});
