import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { freePort } from './support/free-port.js';
import { createTestDatabase, type TestDatabase } from './support/test-cluster.js';

let database: TestDatabase;
let dataDir: string;
let env: NodeJS.ProcessEnv;
const children: ChildProcess[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	dataDir = mkdtempSync(join(tmpdir(), 'kunlerni-processes-'));
	const port = await freePort();
	env = {
		...{ PATH: process.env['PATH'], NODE_ENV: 'production', DATABASE_URL: database.url, DATA_DIR: dataDir },
		...{ PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, SECRET: 'only for tests '.repeat(4) },
	};
});
afterAll(async () => {
	for (const child of children) child.kill('SIGKILL');
	await database.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

function start(program: string, args: string[] = [], more: NodeJS.ProcessEnv = {}) {
	const child = spawn(process.execPath, ['--import', './test/support/typescript.js', program, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...env, ...more },
	});
	children.push(child);
	let output = '';
	child.stdout?.on('data', (text: Buffer) => {
		output += text.toString();
	});
	return { child, output: () => output };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await look().catch(() => undefined);
		if (found !== undefined) return found;
		await sleep(100);
	}
}

async function ended(child: ChildProcess): Promise<number | null> {
	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	const [code] = await gone;
	return code as number | null;
}

test('web and worker run as two processes, as docs/operations.md tells, and stop when told', async () => {
	const web = start('src/main.ts', [], { KUNLERNI_ROLE: 'web' });
	const worker = start('src/worker.ts');
	const health = await until(async () => {
		const answer = await fetch(`http://127.0.0.1:${env['PORT']}/healthz`);
		return answer.ok ? answer.text() : undefined;
	});
	expect(health).toBe('ok\n');

	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	await client.query(`INSERT INTO outbox (job, payload) VALUES ('outbox.prune', '{}')`);
	const undone = () => client.query('SELECT id FROM outbox WHERE done_at IS NULL AND parked_at IS NULL');
	await until(async () => ((await undone()).rowCount === 0 ? true : undefined));
	await client.end();

	await until(async () => (web.output().includes('/admin/claim/') ? true : undefined));
	expect(await ended(web.child)).toBe(0);
	expect(await ended(worker.child)).toBe(0);
}, 180_000);

test('told to stop while it starts, the site takes its database along', async () => {
	const ownData = mkdtempSync(join(tmpdir(), 'kunlerni-interrupted-'));
	// Open enough for the user who runs PostgreSQL when the tests run as root.
	chmodSync(ownData, 0o711);
	const web = start('src/main.ts', [], { DATABASE_URL: '', DATA_DIR: ownData });
	const cluster = join(ownData, 'postgres/cluster');
	await until(async () => (existsSync(join(cluster, 'postmaster.pid')) ? true : undefined));
	expect(await ended(web.child)).toBe(0);
	expect(existsSync(cluster)).toBe(true);
	expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
	rmSync(ownData, { recursive: true });
}, 180_000);

test('the doctor looks at what the site depends on', async () => {
	const doctor = start('src/cli.ts', ['doctor']);
	await once(doctor.child, 'close');
	expect(doctor.output()).toMatch(/✓ PostgreSQL: \d+/);
	expect(doctor.output()).toContain('✓ Secret: from the environment');
	expect(doctor.output()).toContain('is not https');
	expect(doctor.child.exitCode).toBe(1);
}, 180_000);
