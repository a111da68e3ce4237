import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { AppModule } from '../src/app.module.js';
import { readConfig } from '../src/config.js';
import { Database } from '../src/platform/database/database.js';
import { countStatements } from '../src/platform/database/meter.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';
import { createApp } from '../src/platform/http/server.js';
import { issueAwards } from './awards.js';
import { fill } from './data.js';
import { freePort, type Server, serve } from './processes.js';
import { type Case, cases, type Visitors, visitors } from './visits.js';

/** npm run bench -- [seconds] [part of the names of the cases] */
const SECONDS = Number(process.argv[2] ?? 5);
const CHOSEN = cases.filter(({ name }) => name.includes(process.argv[3] ?? ''));
const CONNECTIONS = 10;
const WARM_UP = 200;

interface Row {
	name: string;
	perSecond: number;
	p50: number;
	p99: number;
	cpuMs: number;
	bytes: number;
	statements: number | string;
	failed: number;
}

/** `amount`: stops after so many requests instead of after the time. */
async function measure(
	name: string,
	server: Server,
	requests: autocannon.Request[],
	statements: number | string,
	amount?: number,
): Promise<Row> {
	const load = { requests, url: server.url, connections: CONNECTIONS };
	await autocannon({ ...load, amount: WARM_UP });
	const before = server.cpu();
	const result = await autocannon({ ...load, ...(amount ? { amount } : { duration: SECONDS }) });
	const done = result.requests.total;
	return {
		name,
		perSecond: done / result.duration,
		p50: result.latency.p50,
		p99: result.latency.p99,
		cpuMs: (server.cpu() - before) / Math.max(1, done),
		bytes: result.throughput.total / Math.max(1, done),
		statements,
		failed: result['4xx'] + result['5xx'] + result.errors,
	};
}

function measureCase(each: Case, site: Server, people: Visitors, statements: number): Promise<Row> {
	const visitors = people[each.who];
	const come = taking(visitors);
	const requests: autocannon.Request[] = [
		{ method: 'GET', path: '/', setupRequest: (request) => ({ ...request, ...each.request(come()) }) },
	];
	const isOnce = each.who === 'memberships' || each.who === 'people';
	return measure(each.name, site, requests, statements, isOnce ? visitors.length - WARM_UP : undefined);
}

/** Gives the items in turn, for ever. */
function taking<T>(items: readonly T[]): () => T {
	let turn = 0;
	return () => {
		const item = items[turn++ % items.length];
		if (item === undefined) throw new Error('Nobody is there.');
		return item;
	};
}

function print(rows: readonly Row[], floor: number): void {
	console.log('| page | req/s | p50 ms | p99 ms | CPU ms | SQL | bytes | of the pg floor |');
	console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
	for (const row of rows) {
		const cells = [
			row.perSecond.toFixed(0),
			row.p50,
			row.p99,
			row.cpuMs.toFixed(2),
			row.statements,
			row.bytes.toFixed(0),
		];
		const ratio = `1/${(floor / row.perSecond).toFixed(1)}`;
		console.log(
			`| ${row.name}${row.failed ? ` (${row.failed} failed)` : ''} | ${cells.join(' | ')} | ${ratio} |`,
		);
	}
}

async function statementsOf(people: Visitors, each: Case): Promise<number> {
	const { method = 'GET', path, headers, body } = each.request(taking(people[each.who])());
	const answer = await countStatements(() =>
		people.app.inject({ method, url: path, headers, ...(body && { payload: body }) }),
	);
	if (answer.result.statusCode >= 400)
		throw new Error(`${each.name}: ${answer.result.statusCode} ${answer.result.body.slice(0, 300)}`);
	return answer.statements;
}

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
};
await migrate(postgres.url);
const config = readConfig({ ...env, KUNLERNI_ROLE: 'worker' });
const app = await createApp(AppModule.with(config), config);
const children: Server[] = [];
try {
	await fill(app.get(Database).dataSource);
	const people = await visitors(app);
	const counts = new Map<string, number>();
	for (const each of CHOSEN) counts.set(each.name, await statementsOf(people, each));

	const floor = await serve(['dist/bench/floor.js', postgres.url], env);
	const site = await serve(['dist/src/main.js'], { ...env, KUNLERNI_ROLE: 'web' });
	children.push(floor, site);
	const rows: Row[] = [];
	rows.push(await measure('floor: node:http', floor, [{ method: 'GET', path: '/' }], 0));
	const pg = await measure('floor: node:http + one pg look-up', floor, [{ method: 'GET', path: '/pg' }], 1);
	rows.push(pg);
	for (const each of CHOSEN) rows.push(await measureCase(each, site, people, counts.get(each.name) ?? 0));
	print(rows, pg.perSecond);
	if (CHOSEN.length === cases.length) console.log(`\n${await issueAwards(app)}`);
} finally {
	await Promise.all(children.map((child) => child.stop()));
	await app.close();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}
