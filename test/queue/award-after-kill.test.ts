import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { TestSite } from '../support/app.js';
import { finish, publishBadge } from '../support/badges.js';
import { cast, type SignedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import { addTasks, joined } from '../support/tasks.js';
import { until } from './site.js';

let site: TestSite;
let ben: SignedIn;
let task: string;
let holder: pg.Client;
const workers = new Set<{ kill: () => Promise<void> }>();

beforeEach(async () => {
	site = await TestSite.start();
	const people = await cast(site);
	ben = people.ben;
	const course = await publishedCourse(site, people.ana);
	const [id] = await addTasks(site, people.ana, course, ['Bowline']);
	task = `${course.href}/tasks/${id}`;
	await publishBadge(people.ana, course);
	await joined(site, ben, course);
	await site.drainJobs();
	holder = new pg.Client({ connectionString: site.config.databaseUrl });
	await holder.connect();
});

afterEach(async () => {
	for (const worker of workers) await worker.kill();
	await holder.end();
	await site.close();
});

async function startWorker() {
	const { databaseUrl = '', dataDir, secret = '', publicUrl } = site.config;
	const child = spawn(
		process.execPath,
		['--import', './test/support/typescript.js', 'test/queue/site-worker.child.ts'],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
			env: {
				...process.env,
				DATABASE_URL: databaseUrl,
				DATA_DIR: dataDir,
				SECRET: secret,
				PUBLIC_URL: publicUrl,
			},
		},
	);
	const exited = once(child, 'exit');
	await once(child.stdout, 'data');
	const worker = {
		kill: async () => {
			child.kill('SIGKILL');
			await exited;
			workers.delete(worker);
		},
	};
	workers.add(worker);
	return worker;
}

/** Resolves when somebody waits for what `holder` has locked. */
function somebodyWaits(): Promise<void> {
	return until(async () => {
		const [row] = await site.db.query<{ waits: boolean }>(
			`SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND database =
				(SELECT oid FROM pg_database WHERE datname = current_database())) AS waits`,
		);
		return row?.waits ?? false;
	});
}

async function expectOneAward() {
	const awards = await site.db.query<{ isSigned: boolean }>(
		`SELECT credential IS NOT NULL AND credential_jwt IS NOT NULL AND assertion IS NOT NULL AS "isSigned"
		FROM awards WHERE user_id = $1`,
		[ben.id],
	);
	expect(awards).toEqual([{ isSigned: true }]);
	const events = await site.db.query(`SELECT actor_id FROM events WHERE name = 'badge.awarded'`);
	expect(events).toHaveLength(1);
	expect(await site.db.query('SELECT job FROM outbox WHERE parked_at IS NOT NULL')).toEqual([]);
}

async function allDone() {
	await until(async () => {
		const [row] = await site.db.query<{ left: number }>(
			'SELECT count(*)::int AS left FROM outbox WHERE done_at IS NULL',
		);
		return row?.left === 0;
	});
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
		await finish(ben, [task]);
		await holder.query('BEGIN');
		await holder.query(lock);
		const worker = await startWorker();
		await somebodyWaits();
		expect(await site.db.query('SELECT issued_at FROM awards')).toEqual(
			Array.from({ length: stored }, () => ({ issued_at: null })),
		);
		await worker.kill();
		await holder.query('ROLLBACK');
		await startAndFinish();
	},
	180_000,
);

async function startAndFinish() {
	const next = await startWorker();
	await allDone();
	await next.kill();
	await expectOneAward();
}

test('killed right after the award is signed, it is signed and told only once', async () => {
	await finish(ben, [task]);
	const worker = await startWorker();
	await until(async () => {
		const rows = await site.db.query('SELECT id FROM awards WHERE issued_at IS NOT NULL');
		return rows.length > 0;
	});
	await worker.kill();
	await startAndFinish();
}, 180_000);

test('killed again and again at any moment, it still ends with one award', async () => {
	const worker = await startWorker();
	await finish(ben, [task]);
	await sleep(5);
	await worker.kill();
	for (const delay of [0, 40]) {
		const other = await startWorker();
		await sleep(delay);
		await other.kill();
	}
	await startAndFinish();
}, 180_000);
