import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { findProcess } from './process-identity.js';

const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'kunlerni-embedded-'));
chmodSync(folder, 0o711);
const dataDir = join(folder, 'data');
const running: EmbeddedPostgres[] = [];
const holders: ChildProcess[] = [];

async function start(where = dataDir): Promise<EmbeddedPostgres> {
	const server = await startEmbeddedPostgres({ dataDir: where });
	running.push(server);
	return server;
}

/** Another process that starts the server, as a worker beside the web process would. */
async function hold(): Promise<{ url: string; end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> }> {
	const script = join(process.cwd(), 'test/support/hold-postgres.js');
	const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
	holders.push(child);
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		child.kill(signal);
		await once(child, 'exit');
	};
	return { url: line.toString().trim(), end };
}

async function ask(url: string, sql: string): Promise<unknown[]> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid');
const postmaster = () => Number.parseInt(readFileSync(pidFile, 'utf8'), 10);

afterEach(async () => {
	for (const child of holders.splice(0)) child.kill('SIGKILL');
	for (const server of running.splice(0)) await server.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('keeps its data and its address from one start to the next', async () => {
	const first = await start();
	await ask(first.url, "CREATE TABLE kept AS SELECT 'Ñandú' AS name");
	expect(await ask(first.url, "SELECT lower('ÑÉ') AS lower")).toEqual([{ lower: 'ñé' }]);
	await first.stop();
	await expect(ask(first.url, 'SELECT 1')).rejects.toThrow();
	expect(existsSync(pidFile)).toBe(false);

	const second = await start();
	expect(second.url).toBe(first.url);
	expect(await ask(second.url, 'SELECT name FROM kept')).toEqual([{ name: 'Ñandú' }]);
});

test('asks for the password and listens on loopback only', async () => {
	const { url } = await start();
	await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
	expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
});

test('a guest does not stop what another process started', async () => {
	const owner = await hold();
	const guest = await start();
	expect(guest.url).toBe(owner.url);
	await guest.stop();
	expect(await ask(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
	await owner.end('SIGTERM');
	expect(existsSync(pidFile)).toBe(false);
});

test('two processes that start together share one server', async () => {
	const [first, second] = await Promise.all([hold(), hold()]);
	expect(second.url).toBe(first.url);
	await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')]);
	expect(existsSync(pidFile)).toBe(false);
});

test('takes over the server of a killed process, and then stops it', async () => {
	const owner = await hold();
	await ask(owner.url, 'CREATE TABLE survives AS SELECT 1 AS one');
	await owner.end('SIGKILL');
	const orphan = postmaster();
	const heir = await start();
	expect(postmaster()).toBe(orphan);
	expect(await ask(heir.url, 'SELECT one FROM survives')).toEqual([{ one: 1 }]);
	await heir.stop();
	expect(findProcess(orphan)).toBeUndefined();
});

test('recovers when server and starter are both killed', async () => {
	const owner = await hold();
	await ask(owner.url, 'CREATE TABLE committed AS SELECT 1 AS one');
	process.kill(postmaster(), 'SIGKILL');
	await owner.end('SIGKILL');
	expect(await ask((await start()).url, 'SELECT one FROM committed')).toEqual([{ one: 1 }]);
});

test('is not fooled by a pid file that names another program', async () => {
	const first = await start();
	const left = readFileSync(pidFile, 'utf8');
	await first.stop();
	writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)));
	expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('says what to do with a database of another version', async () => {
	const other = join(folder, 'old');
	mkdirSync(join(other, 'postgres/cluster'), { recursive: true });
	writeFileSync(join(other, 'postgres/cluster/PG_VERSION'), '15\n');
	await expect(start(other)).rejects.toThrow(/made by PostgreSQL 15/);
});

// Only root has a user to fall back to; for anyone else a closed home is their own.
if (isRoot) {
	test('in a closed home the cluster lives outside, and a copy of the data does not share it', async () => {
		const home = join(folder, 'closed');
		mkdirSync(home, { mode: 0o700 });
		const inside = join(home, 'site/data');
		const server = await start(inside);
		expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
		const outside = readFileSync(join(inside, 'postgres.location'), 'utf8').trim();
		expect(outside).toMatch(/^\/var\/lib\/kunlerni\/site-/);

		cpSync(inside, join(home, 'copy'), { recursive: true });
		await expect(start(join(home, 'copy'))).rejects.toThrow(/is a copy/);
		await server.stop();
		rmSync(outside, { recursive: true });
	});
}
