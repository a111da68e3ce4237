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

/** npm run bench -- [part of the names of the cases] */
const CHOSEN = cases.filter(({ name }) => name.includes(process.argv[2] ?? ''));
const CONNECTIONS = 10;
const WARM_UP = 200;
/** Page and floor take turns, so that whatever else the machine does slows both. */
const ROUNDS = 16;
const REQUESTS = 300;

interface Round {
	perSecond: number;
	p50: number;
	p99: number;
	cpuMs: number;
	bytes: number;
	failed: number;
}

interface Row extends Round {
	name: string;
	statements: number;
	/** How many times as many requests the floor answers in the same time. */
	ofFloor: number;
}

async function load(server: Server, requests: autocannon.Request[], amount: number): Promise<Round> {
	const [cpu, began] = [server.cpu(), performance.now()];
	const result = await autocannon({
		url: server.url,
		connections: CONNECTIONS,
		...{ requests, amount, sampleInt: 5 },
	});
	return {
		perSecond: (amount * 1000) / (performance.now() - began),
		p50: result.latency.p50,
		p99: result.latency.p99,
		cpuMs: (server.cpu() - cpu) / amount,
		bytes: result.throughput.total / amount,
		failed: result['4xx'] + result['5xx'] + result.errors,
	};
}

function mean(numbers: readonly number[]): number {
	return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

interface Measured {
	name: string;
	server: Server;
	requests: autocannon.Request[];
	statements: number;
	amount?: number;
}

const FLOOR: autocannon.Request[] = [{ method: 'GET', path: '/pg' }];

async function measure(
	floor: Server,
	{ name, server, requests, statements, amount = REQUESTS }: Measured,
): Promise<Row> {
	await load(server, requests, WARM_UP);
	const rounds: Round[] = [];
	const ratios: number[] = [];
	for (let turn = 0; turn < ROUNDS; turn++) {
		const least = await load(floor, FLOOR, REQUESTS);
		const round = await load(server, requests, amount);
		rounds.push(round);
		ratios.push(least.perSecond / round.perSecond);
	}
	const all = (of: keyof Round) => rounds.map((round) => round[of]);
	return {
		...{ name, statements, ofFloor: median(ratios) },
		...{ perSecond: median(all('perSecond')), p50: median(all('p50')), p99: median(all('p99')) },
		...{ cpuMs: mean(all('cpuMs')), bytes: mean(all('bytes')), failed: mean(all('failed')) * ROUNDS },
	};
}

function measureCase(each: Case, floor: Server, site: Server, people: Visitors, statements: number) {
	const visitors = people[each.who];
	const come = taking(visitors);
	const requests: autocannon.Request[] = [
		{ method: 'GET', path: '/', setupRequest: (request) => ({ ...request, ...each.request(come()) }) },
	];
	const isOnce = each.who === 'memberships' || each.who === 'people';
	const amount = isOnce ? Math.floor((visitors.length - WARM_UP) / ROUNDS) : REQUESTS;
	return measure(floor, { name: each.name, server: site, requests, statements, amount });
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

function print(rows: readonly Row[]): void {
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
			`1/${row.ofFloor.toFixed(1)}`,
		];
		console.log(`| ${row.name}${row.failed ? ` (${row.failed} failed)` : ''} | ${cells.join(' | ')} |`);
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
	const bare = [{ method: 'GET' as const, path: '/' }];
	const rows = [
		await measure(floor, { name: 'floor: node:http', server: floor, requests: bare, statements: 0 }),
		await measure(floor, {
			name: 'floor: node:http + one pg look-up',
			...{ server: floor, requests: FLOOR, statements: 1 },
		}),
	];
	for (const each of CHOSEN)
		rows.push(await measureCase(each, floor, site, people, counts.get(each.name) ?? 0));
	print(rows);
	if (CHOSEN.length === cases.length) console.log(`\n${await issueAwards(app)}`);
} finally {
	await Promise.all(children.map((child) => child.stop()));
	await app.close();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}
