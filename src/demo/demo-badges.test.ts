import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { openSession, SignedIn } from '../../test/support/cast.js';
import { Demo } from './demo.service.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
	await site.app.get(Demo).load();
});
afterAll(() => site.close());

async function person(username: string): Promise<SignedIn> {
	const { id, cookie } = await openSession(site, username);
	return new SignedIn(site.app, id, username, `${username}@demo.invalid`, cookie);
}

function awards() {
	return site.db.query<{ badge: string; who: string; visibility: string }>(
		`SELECT v.name AS badge, u.username AS who, a.visibility FROM awards a JOIN users u ON u.id = a.user_id
		JOIN badge_versions v ON v.id = a.badge_version_id JOIN badges b ON b.id = a.badge_id
		WHERE b.rule <> 'completion' ORDER BY a.awarded_at`,
	);
}

test('the demo tells of applications at every stage', async () => {
	const stages = await site.db.query(
		`SELECT u.username AS who, p.state, p.escalated_at IS NOT NULL AS escalated,
			count(DISTINCT w.id)::int AS revisions, count(r.id)::int AS reviews
		FROM badge_applications p JOIN users u ON u.id = p.user_id JOIN application_revisions w ON w.application_id = p.id
		LEFT JOIN reviews r ON r.revision_id = w.id GROUP BY u.username, p.id ORDER BY p.submitted_at`,
	);
	expect(stages).toEqual([
		{ who: 'aroha', state: 'awarded', escalated: false, revisions: 1, reviews: 2 },
		{ who: 'seoyeon', state: 'submitted', escalated: true, revisions: 1, reviews: 0 },
		{ who: 'mateo', state: 'submitted', escalated: false, revisions: 1, reviews: 1 },
		{ who: 'linwei', state: 'submitted', escalated: false, revisions: 2, reviews: 3 },
		{ who: 'dmytro', state: 'submitted', escalated: false, revisions: 1, reviews: 0 },
	]);
	const ines = await person('ines');
	expect((await ines.visit('/reviews')).html.querySelectorAll('.badge-card h3')).toHaveLength(4);
});

test('badges that peers and organisers gave, and those that others led to', async () => {
	expect(await awards()).toEqual([
		{ badge: 'Stayed for the company', who: 'dmytro', visibility: 'private' },
		{ badge: 'Alt text that helps', who: 'aroha', visibility: 'public' },
		{ badge: 'First shelf', who: 'aroha', visibility: 'public' },
		{ badge: 'Read my style sheet', who: 'linwei', visibility: 'public' },
		{ badge: 'Read my style sheet', who: 'tomasz', visibility: 'private' },
		{ badge: 'Read my style sheet', who: 'kofi', visibility: 'public' },
		{ badge: 'Stayed for the company', who: 'eleni', visibility: 'public' },
		{ badge: 'First shelf', who: 'linwei', visibility: 'public' },
	]);
	const quoted = await site.db.query<{ words: { name: string }[] }>(
		`SELECT a.words FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
		WHERE v.name = 'Alt text that helps'`,
	);
	expect(quoted[0]?.words.map(({ name }) => name)).toEqual(['Inês Carvalho', 'Tomasz Wójcik']);
});

test('loading it again, or after a stop half way, adds nothing', async () => {
	const before = await awards();
	await site.db.query(`DELETE FROM demo_loads WHERE step = 'badge Second shelf'`);
	await site.app.get(Demo).load();
	await site.drainJobs();
	expect(await awards()).toEqual(before);
	const [twice] = await site.db.query<{ count: number }>(
		`SELECT count(*)::int AS count FROM badge_versions WHERE name = 'Second shelf'`,
	);
	expect(twice?.count).toBe(1);
	const parked = await site.db.query('SELECT id FROM outbox WHERE parked_at IS NOT NULL');
	expect(parked).toEqual([]);
});
