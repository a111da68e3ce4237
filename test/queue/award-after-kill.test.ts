import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestSite } from '../support/app.js';
import { finish, publishBadge } from '../support/badges.js';
import { type SignedIn, signedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import { addTasks, joined } from '../support/tasks.js';
import { until } from './site.js';
import { SiteWorkers } from './site-workers.js';

let site: TestSite;
let workers: SiteWorkers;
let course: { id: number; slug: string; href: string };
let task: string;
/** Somebody else in each test. */
let earner: SignedIn;
let earners = 0;

beforeAll(async () => {
	site = await TestSite.start();
	workers = await SiteWorkers.of(site);
	const ana = await signedIn(site, 'ana');
	course = await publishedCourse(site, ana);
	const [id] = await addTasks(site, ana, course, ['Bowline']);
	task = `${course.href}/tasks/${id}`;
	await publishBadge(ana, course);
});

beforeEach(async () => {
	earner = await signedIn(site, `earner${++earners}`);
	await joined(site, earner, course);
	await site.drainJobs();
});

afterAll(async () => {
	await workers.close();
	await site.close();
});

function awards() {
	return site.db.query<{ isIssued: boolean; isSigned: boolean }>(
		`SELECT issued_at IS NOT NULL AS "isIssued",
			credential IS NOT NULL AND credential_jwt IS NOT NULL AND assertion IS NOT NULL AS "isSigned"
		FROM awards WHERE user_id = $1`,
		[earner.id],
	);
}

async function expectOneAward() {
	expect(await awards()).toEqual([{ isIssued: true, isSigned: true }]);
	const events = await site.db.query(
		`SELECT id FROM events WHERE name = 'badge.awarded' AND payload->'userId' = to_jsonb($1::int)`,
		[earner.id],
	);
	expect(events).toHaveLength(1);
}

/** What is locked, so that a worker stops there and nowhere else, and how many awards are stored by then. */
const points = [
	['while it hears of the completion', 'LOCK TABLE event_deliveries IN EXCLUSIVE MODE', 0],
	['while it stores the award', 'LOCK TABLE awards IN EXCLUSIVE MODE', 0],
	[
		'after the award is stored, while it fetches the keys',
		'LOCK TABLE issuer_keys IN ACCESS EXCLUSIVE MODE',
		1,
	],
	['after signing, while it tells of the award', 'LOCK TABLE events IN SHARE MODE', 1],
] as const;

test.each(points)(
	'killed %s, the next worker brings it to one award',
	async (_when, lock, stored) => {
		await finish(earner, [task]);
		await workers.killAt(lock, async () => {
			expect(await awards()).toEqual(Array(stored).fill({ isIssued: false, isSigned: false }));
		});
		await workers.finish();
		await expectOneAward();
	},
	180_000,
);

test('killed right after the award is signed, it is signed and told only once', async () => {
	await finish(earner, [task]);
	await workers.work();
	await until(async () => (await awards())[0]?.isIssued ?? false);
	await workers.kill();
	await workers.finish();
	await expectOneAward();
}, 180_000);

test('killed again and again at any moment, it still ends with one award', async () => {
	await finish(earner, [task]);
	for (const delay of [0, 40]) {
		await workers.work();
		await sleep(delay);
		await workers.kill();
	}
	await workers.finish();
	await expectOneAward();
}, 180_000);
