import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { sampleCourse } from '../../src/archives/course.sample.js';
import { writeArchive } from '../../src/archives/write-archive.js';
import { TestSite } from '../support/app.js';
import { signedIn, type SignedIn } from '../support/cast.js';
import { sendZip } from '../support/transfers.js';
import { until } from './site.js';

let site: TestSite;
let ana: SignedIn;
let holder: pg.Client;
let page: string;
const workers = new Set<{ kill: () => Promise<void> }>();

const badge = {
	name: 'Knots',
	description: 'Ties.',
	criteria: 'All of them.',
	shape: 'hexagon',
	colour: 'teal',
	icon: 'anchor',
	alt: '',
};

beforeEach(async () => {
	site = await TestSite.start();
	ana = await signedIn(site, 'ana');
	holder = new pg.Client({ connectionString: site.config.databaseUrl });
	await holder.connect();
	const course = { ...sampleCourse(7, 20), badges: [badge], assets: [] };
	({ location: page } = await sendZip(ana, await writeArchive(course)));
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

function somebodyWaits(): Promise<void> {
	return until(async () => {
		const [row] = await site.db.query<{ waits: boolean }>(
			`SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND database =
				(SELECT oid FROM pg_database WHERE datname = current_database())) AS waits`,
		);
		return row?.waits ?? false;
	});
}

async function counts() {
	const [row] = await site.db.query<{ courses: number; tasks: number; state: string }>(
		`SELECT (SELECT count(*)::int FROM courses) AS courses, (SELECT count(*)::int FROM tasks) AS tasks,
			(SELECT state FROM transfers) AS state`,
	);
	return row;
}

const points = [
	['at its first row', 'LOCK TABLE courses IN EXCLUSIVE MODE'],
	['between the course and its tasks', 'LOCK TABLE task_revisions IN EXCLUSIVE MODE'],
	['with all but its badge built', 'LOCK TABLE badge_versions IN EXCLUSIVE MODE'],
] as const;

test.each(points)(
	'an import killed %s leaves nothing; the next worker brings it to one course',
	async (_when, lock) => {
		await holder.query('BEGIN');
		await holder.query(lock);
		const worker = await startWorker();
		await somebodyWaits();
		expect(await counts()).toMatchObject({ courses: 0, tasks: 0 });
		await worker.kill();
		await holder.query('ROLLBACK');
		expect(await counts()).toMatchObject({ courses: 0, tasks: 0 });
		expect((await ana.visit(page)).text).toMatch(/being read and built|Waiting for its turn/);

		const next = await startWorker();
		// The zip goes after the course is there, so that a worker may be killed in between and lose nothing.
		const zips = () => readdir(join(site.config.dataDir, 'transfers'));
		await until(async () => (await counts())?.state === 'done' && (await zips()).length === 0);
		await next.kill();
		expect(await counts()).toEqual({ courses: 1, tasks: 20, state: 'done' });
		expect((await ana.visit(page)).text).toContain('The course is here');
	},
	180_000,
);
