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

const SECONDS = Number(process.argv[2] ?? 5);
const CONNECTIONS = 10;

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

async function measure(
	name: string,
	server: Server,
	load: Omit<autocannon.Options, 'url'>,
	statements: number | string,
): Promise<Row> {
	await autocannon({ ...load, url: server.url, connections: CONNECTIONS, amount: 50 });
	const before = server.cpu();
	const result = await autocannon({ ...load, url: server.url, connections: CONNECTIONS, duration: SECONDS });
	const done = result.requests.total;
	return {
		name,
		perSecond: result.requests.average,
		p50: result.latency.p50,
		p99: result.latency.p99,
		cpuMs: (server.cpu() - before) / Math.max(1, done),
		bytes: result.throughput.total / Math.max(1, done),
		statements,
		failed: result['4xx'] + result['5xx'] + result.errors,
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
	const { method = 'GET', path, headers, body } = each.request(people);
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
	for (const each of cases) counts.set(each.name, await statementsOf(people, each));

	const floor = await serve(['dist/bench/floor.js', postgres.url], env);
	const site = await serve(['dist/src/main.js'], { ...env, KUNLERNI_ROLE: 'web' });
	children.push(floor, site);
	const rows: Row[] = [];
	rows.push(await measure('floor: node:http', floor, {}, 0));
	const pg = await measure(
		'floor: node:http + one pg look-up',
		floor,
		{ requests: [{ method: 'GET', path: '/pg' }] },
		1,
	);
	rows.push(pg);
	for (const each of cases) {
		const requests: autocannon.Request[] = [
			{ method: 'GET', path: '/', setupRequest: (request) => ({ ...request, ...each.request(people) }) },
		];
		rows.push(await measure(each.name, site, { requests }, counts.get(each.name) ?? ''));
	}
	print(rows, pg.perSecond);
	console.log(`\n${await issueAwards(app)}`);
} finally {
	await Promise.all(children.map((child) => child.stop()));
	await app.close();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}
