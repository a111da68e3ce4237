import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { awardsIn, finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, signedIn, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { STATUS_LIST_ENTRIES } from '../credentials/status-list.js';
import { Jobs } from '../platform/jobs/jobs.js';
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
	await Promise.all([
		...Array.from({ length: 3 }, () => issuing.issue([id])),
		// As jobs were stored before one could be for several awards.
		site.app.get(Jobs).run('badges.issue', { awardId: id }),
	]);
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

test('many who had earned a badge before it was published are signed by one job, and one bad award stops no other', async () => {
	const course = await publishedCourse(site, ana, { title: 'Many' });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	const people: SignedIn[] = [];
	for (const name of ['early', 'eager', 'earnest']) {
		const person = await signedIn(site, name);
		await joined(site, person, course);
		await finish(person, [`${course.href}/tasks/${task}`]);
		people.push(person);
	}
	await site.drainJobs();
	await publishBadge(ana, course);
	const queued = () =>
		site.db.query<{ awardIds: string[] }>(
			`SELECT payload->'awardIds' AS "awardIds" FROM outbox WHERE job = 'badges.issue' ORDER BY id DESC LIMIT 1`,
		);
	// An award that its version's rubric knows nothing of cannot be signed.
	await site.db.query(`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN NEW.achieved_levels := CASE WHEN NEW.user_id = ${people[1]?.id} THEN '[7]' ELSE '[]' END; RETURN NEW; END $$`);
	await site.db.query('CREATE TRIGGER spoil BEFORE INSERT ON awards FOR EACH ROW EXECUTE FUNCTION spoil()');
	await expect(site.drainJobs()).rejects.toThrow('has no level 7');
	await site.db.query('DROP FUNCTION spoil CASCADE');
	const awards = await Promise.all(people.map((person) => theAward(site, course, person)));
	const ids = awards.map(({ id }) => id).sort();
	const [job] = await queued();
	expect(job?.awardIds.toSorted()).toEqual(ids);
	expect(new Set(awards.map(({ list, index }) => `${list} ${index}`)).size).toBe(3);
	const issued = () =>
		site.db.query('SELECT user_id AS id FROM awards WHERE id = ANY($1) AND issued_at IS NOT NULL', [ids]);
	const [early, eager, earnest] = people.map(({ id }) => ({ id }));
	expect(await issued()).toEqual(expect.arrayContaining([early, earnest]));
	expect(await issued()).toHaveLength(2);
	await site.db.query(`UPDATE awards SET achieved_levels = '[]' WHERE user_id = $1`, [eager?.id]);
	await site.drainJobs();
	expect(await issued()).toHaveLength(3);
	const told = `SELECT payload->>'awardId' AS id FROM events WHERE name = 'badge.awarded' AND payload->>'awardId' = ANY($1)`;
	expect((await site.db.query<{ id: string }>(told, [ids])).map(({ id }) => id).sort()).toEqual(ids);
	for (const person of people) expect(await site.mailTo(person.email)).toHaveLength(1);
});
