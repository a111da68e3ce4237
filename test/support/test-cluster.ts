import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
	type EmbeddedPostgres,
	startEmbeddedPostgres,
} from '../../src/platform/database/embedded-postgres.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { findProcess } from '../../src/platform/database/process-identity.js';

const RAM_DISK = '/dev/shm';
const DISK = '/var/tmp';
const PREFIX = 'kunlerni-test-';
const TEMPLATE = 'template_kunlerni';
const ADMIN_URL = 'KUNLERNI_TEST_CLUSTER';

let cluster: { server: EmbeddedPostgres; folder: string } | undefined;

/** Starts the throw-away server of one test run, with a migrated template database to clone. */
export async function startTestCluster(): Promise<void> {
	await removeAbandoned();
	const folder = mkdtempSync(join(hasRoom(RAM_DISK) ? RAM_DISK : DISK, `${PREFIX}${process.pid}-`));
	// Open enough for the user who runs PostgreSQL when the tests run as root.
	chmodSync(folder, 0o711);
	const settings = {
		...{ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
		...{ wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '256MB', min_wal_size: '32MB' },
		...{ max_connections: '200', autovacuum: 'off' },
	};
	const server = await startEmbeddedPostgres({ dataDir: folder, settings });
	cluster = { server, folder };
	const adminUrl = databaseUrl(server.url, 'postgres');
	try {
		await execute(adminUrl, `CREATE DATABASE ${TEMPLATE}`);
		await migrate(databaseUrl(server.url, TEMPLATE));
		await execute(adminUrl, `ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
		process.env[ADMIN_URL] = adminUrl;
	} catch (error) {
		// Tests without a database still run; the others fail when they ask for one.
		console.error(`\nThe template database could not be migrated: ${error}`);
	}
}

export async function stopTestCluster(): Promise<void> {
	await cluster?.server.stop();
	if (cluster) rmSync(cluster.folder, { recursive: true, force: true });
	cluster = undefined;
}

export interface TestDatabase {
	url: string;
	/** Also ends what is still connected to it. */
	drop(): Promise<void>;
}

/** A migrated, empty database of one's own. */
export function createTestDatabase(): Promise<TestDatabase> {
	return createDatabase(`TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
}

/** A database of one's own without any table, to be migrated step by step. */
export function createEmptyDatabase(): Promise<TestDatabase> {
	return createDatabase('TEMPLATE template0');
}

async function createDatabase(from: string): Promise<TestDatabase> {
	const adminUrl = process.env[ADMIN_URL];
	if (!adminUrl) throw new Error('There is no template database: see what Jest printed when it started.');
	const name = `test_${randomBytes(6).toString('hex')}`;
	await execute(adminUrl, `CREATE DATABASE ${name} ${from}`);
	return {
		url: databaseUrl(adminUrl, name),
		drop: () => execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
	};
}

function hasRoom(folder: string): boolean {
	if (!existsSync(folder)) return false;
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize >= 2 ** 30;
}

/** A killed test run leaves its server and its folder; the next run clears them away. */
async function removeAbandoned(): Promise<void> {
	for (const parent of [RAM_DISK, DISK].filter((folder) => existsSync(folder))) {
		for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
			if (findProcess(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
			const folder = join(parent, name);
			try {
				await endServer(folder);
				rmSync(folder, { recursive: true, force: true });
			} catch (error) {
				const { code } = error as NodeJS.ErrnoException;
				if (code !== 'EACCES' && code !== 'EPERM') throw error;
				// Left by another user's tests: theirs to clear away.
			}
		}
	}
}

async function endServer(folder: string): Promise<void> {
	const pidFile = join(folder, 'postgres/cluster/postmaster.pid');
	if (!existsSync(pidFile)) return;
	const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
	const runs = () => findProcess(pid)?.command.includes(folder);
	if (runs()) process.kill(pid, 'SIGQUIT');
	for (let waited = 0; runs() && waited < 5_000; waited += 20) await sleep(20);
}

function databaseUrl(url: string, database: string): string {
	return url.replace(/[^/]*$/, database);
}

async function execute(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
