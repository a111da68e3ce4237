import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppModule } from '../src/app.module.js';
import { BadgeDesigns } from '../src/badges/badge-designs.service.js';
import { readConfig } from '../src/config.js';
import { unbakePng } from '../src/credentials/bake-png.js';
import { Database } from '../src/platform/database/database.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';
import { createApp } from '../src/platform/http/server.js';
import { fill, SIZE } from './data.js';
import type { Looked, Orders } from './onlookers.js';
import { freePort, serve } from './processes.js';
import { cases, type Visitors, visitors } from './visits.js';

/** So many awards are issued in each; their pages are counted together, since a p99 of a few hundred is four of them. */
const COURSES = [2, 3, 4];
const PAGES_A_SECOND = 40;
const QUIET_SECONDS = 30;
const REST_SECONDS = 25;
const GOAL_SECONDS = 15;
const GOAL_RATIO = 2;

/** Visits that only look, at a steady rate until they are stopped, as of people who do not know that a worker is busy. */
function look(url: string, people: Visitors): () => Promise<Looked> {
	const looking = cases.filter((each) => !each.name.includes('completes') && !each.name.includes('comments'));
	const visits = people.memberships.flatMap((visitor, turn) => {
		const page = looking[turn % looking.length];
		return page ? [page.request(visitor)] : [];
	});
	const onlookers = fork(fileURLToPath(new URL('onlookers.js', import.meta.url)));
	const orders: Orders = { url, pagesASecond: PAGES_A_SECOND, visits };
	onlookers.send(orders);
	return async () => {
		onlookers.send('stop');
		const [looked] = (await once(onlookers, 'message')) as [Looked];
		return looked;
	};
}

function percentile(times: readonly number[], share: number): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function lookFor(seconds: number, url: string, people: Visitors): Promise<Looked> {
	const stop = look(url, people);
	await sleep(seconds * 1_000);
	return stop();
}

/** Asks for the picture of each award as soon as it is signed, which bakes it, one after the other. */
async function bakeAll(url: string, db: Database): Promise<void> {
	const waiting: string[] = [];
	let known = 0;
	const look = async () => {
		// The bench stands in for earners who let others see what they got.
		const found = await db.query<{ id: string }>(
			`UPDATE awards SET visibility = 'link' WHERE issued_at IS NOT NULL AND visibility = 'private' RETURNING id`,
		);
		known += found.length;
		waiting.push(...found.map(({ id }) => id));
		await sleep(200);
	};
	const bake = async () => {
		while (known < SIZE.people || waiting.length > 0) {
			const next = waiting.pop();
			if (next === undefined) {
				await sleep(20);
				continue;
			}
			const picture = await fetch(`${url}/awards/${next}/image.png`);
			const { credential } = unbakePng(Buffer.from(await picture.arrayBuffer()));
			if (!credential?.includes(next)) throw new Error(`No picture of ${next}: ${picture.status}`);
		}
	};
	const looking = async () => {
		while (known < SIZE.people) await look();
	};
	await Promise.all([looking(), bake()]);
}

/** A thousand people have finished a course when its badge is published: one worker, while pages are asked for; three times. */
const folder = mkdtempSync(join(tmpdir(), 'kunlerni-bench-'));
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const port = await freePort();
const env = {
	...process.env,
	NODE_ENV: 'production',
	DATABASE_URL: postgres.url,
	DATA_DIR: folder,
	SECRET: 'only for the benchmark '.repeat(3),
	PORT: String(port),
	PUBLIC_URL: `http://127.0.0.1:${port}`,
	DEMO: 'off',
};
await migrate(postgres.url);
const app = await createApp(AppModule.with(readConfig({ ...env, KUNLERNI_ROLE: 'web' })), readConfig(env));
const db = app.get(Database);
await fill(db.dataSource);
const people = await visitors(app);
await db.query(
	`INSERT INTO completions (task_id, user_id)
	SELECT t.id, u.id FROM tasks t CROSS JOIN users u WHERE t.course_id = ANY($1) ON CONFLICT DO NOTHING`,
	[COURSES],
);
const web = await serve(['dist/src/main.js'], { ...env, KUNLERNI_ROLE: 'web' });
const worker = await serve(['dist/src/worker.js'], env, /worker is running/);
const issued = async () =>
	(await db.one<{ n: number }>('SELECT count(*)::int AS n FROM awards WHERE issued_at IS NOT NULL'))?.n ?? 0;

try {
	await lookFor(5, web.url, people);
	const quiet = await lookFor(QUIET_SECONDS, web.url, people);
	const designs = app.get(BadgeDesigns);
	const busy: Looked = { times: [], failed: 0 };
	for (const [round, id] of COURSES.entries()) {
		await designs.save({ id }, id, {
			...{ name: 'Loops', description: 'Knows loops', criteria: 'All tasks done.', language: 'en' },
			...{ imageAlt: 'A hexagon with a globe', shape: 'hexagon', colour: 'teal', icon: 'globe' },
		});
		const stopLooking = look(web.url, people);
		const cpu = worker.cpu();
		const start = performance.now();
		await designs.publish({ id }, id);
		const baking = bakeAll(web.url, db);
		while ((await issued()) < SIZE.people * (round + 1)) await sleep(100);
		const perAward = (worker.cpu() - cpu) / SIZE.people;
		await baking;
		const seconds = (performance.now() - start) / 1_000;
		const looked = await stopLooking();
		busy.times.push(...looked.times);
		busy.failed += looked.failed;
		console.log(
			`${SIZE.people} awards given, signed twice, stored and baked in ${seconds.toFixed(1)} s, goal ${GOAL_SECONDS} s: ${seconds <= GOAL_SECONDS ? 'reached' : 'missed'} (${perAward.toFixed(1)} ms an award of the worker's CPU)`,
		);
		// What is told of them is sent meanwhile.
		await sleep(REST_SECONDS * 1_000);
	}

	const p99 = { before: percentile(quiet.times, 0.99), during: percentile(busy.times, 0.99) };
	for (const [name, { times, failed }] of Object.entries({ before: quiet, during: busy })) {
		const at = (share: number) => `${percentile(times, share).toFixed(1)} ms`;
		console.log(
			`pages ${name}: p50 ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, longest ${at(1)} (${times.length} pages, ${failed} failed)`,
		);
	}
	const ratio = p99.during / p99.before;
	console.log(
		`p99 during is ${ratio.toFixed(1)} times that before; goal ${GOAL_RATIO}: ${ratio <= GOAL_RATIO ? 'reached' : 'missed'}`,
	);
} finally {
	await Promise.all([web.stop(), worker.stop()]);
	await app.close();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}
