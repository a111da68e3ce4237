import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { awardsIn, finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, signedIn, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { STATUS_LIST_ENTRIES } from '../credentials/status-list.js';
import { AwardIssuing } from './award-issuing.service.js';
import { BadgeRules } from './badge-rules.service.js';
import { IssuerKeys } from './issuer-keys.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

async function courseOf(title: string) {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course);
	return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`) };
}

test('processes that begin at the same moment end up with one key of each kind', async () => {
	const keys = site.app.get(IssuerKeys);
	const seen = await Promise.all(Array.from({ length: 4 }, () => keys.published()));
	for (const each of seen) expect(each).toEqual(seen[0]);
	expect(seen[0]?.map(({ kind }) => kind).sort()).toEqual(['ed25519', 'rsa']);
	const stored = await site.db.query<{ sealed: string }>(
		'SELECT private_key_sealed AS sealed FROM issuer_keys',
	);
	expect(stored).toHaveLength(2);
	expect(stored.map(({ sealed }) => sealed).join()).not.toContain('PRIVATE KEY');
});

test('awarding and signing at the same moment gives one award, signed and told once', async () => {
	const course = await courseOf('At once');
	await joined(site, ben, course);
	await finish(ben, course.tasks);
	const rules = site.app.get(BadgeRules);
	const outcomes = await Promise.all(
		Array.from({ length: 4 }, () => site.db.transaction((tx) => rules.completed(tx, course.id, ben.id))),
	);
	expect(outcomes.flat().sort()).toEqual(['already-held', 'already-held', 'already-held', 'given']);
	const { id } = await theAward(site, course, ben);
	const issuing = site.app.get(AwardIssuing);
	await Promise.all(Array.from({ length: 4 }, () => issuing.issue([id])));
	const events = `SELECT id FROM events WHERE name = 'badge.awarded' AND payload->>'awardId' = $1`;
	expect(await site.db.query(events, [id])).toHaveLength(1);
	const signed = () => site.db.query('SELECT credential, credential_jwt FROM awards WHERE id = $1', [id]);
	const before = await signed();
	await site.drainJobs();
	await issuing.issue([id]);
	expect(await signed()).toEqual(before);
	expect(await site.db.query(events, [id])).toHaveLength(1);
});

test('until it is signed, only its earner sees that it is on its way', async () => {
	const course = await courseOf('In a moment');
	await joined(site, ben, course);
	await finish(ben, course.tasks);
	await site.db.transaction((tx) => site.app.get(BadgeRules).completed(tx, course.id, ben.id));
	const { id } = await theAward(site, course, ben);
	expect((await ben.visit(`/awards/${id}`)).text).toContain('The badge is being signed.');
	expect((await ben.request('GET', `/ob3/credentials/${id}`)).status).toBe(404);
	expect((await site.visitor().visit(`/awards/${id}`)).status).toBe(404);
	await site.drainJobs();
	expect((await ben.request('GET', `/ob3/credentials/${id}`)).status).toBe(200);
});

test('each award has a place of its own, and a full list is followed by a new one', async () => {
	const course = await courseOf('Places');
	const one = await signedIn(site, 'one');
	await joined(site, one, course);
	await finish(one, course.tasks);
	await site.drainJobs();
	const first = await theAward(site, course, one);
	await site.db.transaction(async (tx) => {
		// Holders need not exist here: a hundred thousand of them would take long.
		await tx.query('SET LOCAL session_replication_role = replica');
		await tx.query(
			`INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index)
			SELECT a.badge_id, a.badge_version_id, 1000000 + i, 'salt', a.status_list_id, i
			FROM awards a CROSS JOIN generate_series(0, $2::int - 1) i
			WHERE a.id = $1 ON CONFLICT (status_list_id, status_index) DO NOTHING`,
			[first.id, STATUS_LIST_ENTRIES],
		);
	});
	const two = await signedIn(site, 'two');
	await joined(site, two, course);
	await finish(two, course.tasks);
	await site.drainJobs();
	const [next] = await awardsIn(site, course, two);
	expect(next?.list).toBe(first.list + 1);
	expect((await site.visitor().request('GET', `/status/${next?.list}`)).status).toBe(200);
});
