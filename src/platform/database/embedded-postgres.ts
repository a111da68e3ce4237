import { randomBytes } from 'node:crypto';
import {
	appendFileSync,
	chownSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findHome, type Home, readIfThere, withLock } from './cluster-home.js';
import { type Binaries, findBinaries } from './postgres-binaries.js';
import { findProcess, isRunning, ownId } from './process-identity.js';

export interface EmbeddedPostgres {
	/** Connection address of the database `kunlerni`, with its password. */
	url: string;
	/** Stops the server if this process started it or took it over; otherwise does nothing. */
	stop(): Promise<void>;
}

interface Options {
	/** Where the site keeps its data; the cluster lives inside, or where a pointer in it says. */
	dataDir: string;
	/** Told about what takes long. */
	log?: (line: string) => void;
	/** Server settings beside our own, as in postgresql.conf. */
	settings?: Record<string, string>;
}

const NAME = 'kunlerni';
const START_PATIENCE_MS = 120_000;
/** A process number above every system's limit: PostgreSQL finds it dead, and then looks for orphans itself. */
const NOBODY_PID = 4_194_304;
const MAX_LOG_BYTES = 1_000_000;
/** The shortest limit on a socket's path among our systems, less the name PostgreSQL gives it. */
const MAX_SOCKET_FOLDER = 103 - '/.s.PGSQL.65535'.length;

/**
 * Starts the PostgreSQL server that came with npm, or adopts the one that runs already on this data folder:
 * as a guest while the process that started it lives, as its new owner when that process is gone.
 * Throws an Error with advice when it cannot.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
	const { dataDir, log = () => undefined, settings = {} } = options;
	if (process.platform === 'win32')
		throw new Error('There is no embedded PostgreSQL for Windows here: use WSL, or set DATABASE_URL.');
	mkdirSync(dataDir, { recursive: true });
	return withLock(dataDir, async () => {
		const home = findHome(dataDir);
		const binaries = findBinaries(home.account, dataDir);
		await makeCluster(home, binaries, log);
		const ownerFile = join(home.folder, 'owner');
		const running = await adopt(home);
		const url = running ?? (await launch(home, binaries, settings));
		const owner = readIfThere(ownerFile);
		if (running && owner && isRunning(owner)) return { url, stop: async () => undefined };
		writeFileSync(ownerFile, ownId());
		const stop = () =>
			withLock(dataDir, async () => {
				if (readIfThere(ownerFile) !== ownId()) return;
				await stopServer(home, binaries);
				rmSync(ownerFile, { force: true });
			});
		return { url, stop };
	});
}

async function makeCluster(
	{ folder, account }: Home,
	binaries: Binaries,
	log: (line: string) => void,
): Promise<void> {
	const cluster = join(folder, 'cluster');
	const made = readIfThere(join(cluster, 'PG_VERSION'))?.trim();
	if (made && made !== binaries.major)
		throw new Error(
			`The database in ${folder} was made by PostgreSQL ${made}; this version of Kunlerni brings ${binaries.major}. ` +
				'Make a backup with the version that made it, move the folder away and restore the backup.',
		);
	if (made) return;
	log('Making a new database …');
	for (const name of readdirSync(folder)) {
		if (name.startsWith('cluster')) rmSync(join(folder, name), { recursive: true });
	}
	const password = join(folder, 'password');
	writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
	if (account) chownSync(password, account.uid, account.gid);
	const fresh = join(folder, `cluster-${randomBytes(4).toString('hex')}`);
	// macOS has no C.UTF-8 of its own; only what the C library still decides differs.
	const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
	await binaries.run('initdb', [
		...['-D', fresh, '-U', NAME, '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${password}`],
		...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--no-instructions'],
	]);
	appendFileSync(join(fresh, 'postgresql.conf'), "\ninclude_if_exists '../settings.conf'\n");
	renameSync(fresh, cluster);
}

/** The address of the server that runs on this cluster, once it answers; undefined when none runs. */
async function adopt({ folder }: Home): Promise<string | undefined> {
	const pidFile = join(folder, 'cluster/postmaster.pid');
	const patience = Date.now() + START_PATIENCE_MS;
	while (existsSync(pidFile)) {
		const [pid, , , port] = (readIfThere(pidFile) ?? '').split('\n');
		const server = findProcess(Number(pid));
		if (!server?.command.includes(folder)) {
			disown(pidFile);
			return undefined;
		}
		const url = port && address(folder, Number(port));
		if (url && (await answers(url))) return url;
		if (Date.now() > patience) throw new Error(`PostgreSQL runs as process ${pid} but does not answer.`);
		await sleep(50);
	}
	return undefined;
}

/**
 * Names a dead process in a left pid file. A zombie or another program under the old number would keep
 * PostgreSQL from starting; removing the file would keep it from noticing its own orphans.
 */
function disown(pidFile: string): void {
	const lines = readFileSync(pidFile, 'utf8').split('\n');
	if (Number.isInteger(Number.parseInt(lines[0] ?? '', 10)))
		writeFileSync(pidFile, [NOBODY_PID, ...lines.slice(1)].join('\n'));
	else rmSync(pidFile);
}

async function launch(home: Home, binaries: Binaries, extra: Record<string, string>): Promise<string> {
	const { folder } = home;
	const log = join(folder, 'postgres.log');
	// The lock beside a left socket may name a zombie too; the cluster's own pid file is what guards it.
	for (const name of readdirSync(folder)) {
		if (name.startsWith('.s.PGSQL.')) rmSync(join(folder, name));
	}
	if (existsSync(log) && statSync(log).size > MAX_LOG_BYTES) renameSync(log, `${log}.1`);
	for (let attempt = 1; ; attempt += 1) {
		const port = await choosePort(Number(readIfThere(join(folder, 'port'))), attempt);
		writeFileSync(join(folder, 'port'), String(port));
		writeFileSync(join(folder, 'settings.conf'), settingsFile(folder, port, extra), { mode: 0o644 });
		const logged = existsSync(log) ? statSync(log).size : 0;
		try {
			const start = ['start', '-w', '-t', String(START_PATIENCE_MS / 1000), '-D', join(folder, 'cluster')];
			await binaries.run('pg_ctl', [...start, '-l', log]);
			const url = address(folder, port);
			if (await answers(url)) return url;
			throw new Error(`PostgreSQL started on port ${port} but does not answer.`);
		} catch (error) {
			const said = existsSync(log) ? readFileSync(log, 'utf8').slice(logged).trim() : '';
			// Another program took the port, or the last server's children are still going down.
			const passing = /Address already in use|still in use|could not create any TCP/.test(said);
			if (!passing || attempt === 5)
				throw new Error(`PostgreSQL did not start (log: ${log}).\n${said || error}`);
			await sleep(attempt * 200);
		}
	}
}

function settingsFile(folder: string, port: number, extra: Record<string, string>): string {
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: folder.length > MAX_SOCKET_FOLDER ? '' : folder,
		timezone: 'UTC',
		log_timezone: 'UTC',
		// The site reports its own failed statements; expected ones, like a lost race, are no news.
		log_min_messages: 'log',
		log_checkpoints: 'off',
		...extra,
	};
	const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
	return `# Written at every start.\n${lines.join('\n')}\n`;
}

/** The port of last time if it is free, so that a process that lost the server finds it again. */
async function choosePort(last: number, attempt: number): Promise<number> {
	if (last && attempt === 1) {
		const port = await bind(last).catch(() => 0);
		if (port) return port;
	}
	return bind(0);
}

function bind(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const bound = server.address();
			server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
		});
	});
}

function address(folder: string, port: number, database = NAME): string {
	const password = readFileSync(join(folder, 'password'), 'utf8');
	return `postgres://${NAME}:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether the server takes our password; makes the site's database when it is missing. */
async function answers(url: string): Promise<boolean> {
	try {
		await execute(url, 'SELECT 1');
	} catch (error) {
		if ((error as { code?: string }).code !== '3D000') return false;
		await execute(url.replace(/[^/]*$/, 'postgres'), `CREATE DATABASE ${NAME}`);
	}
	return true;
}

async function execute(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query(sql);
	} finally {
		await client.end();
	}
}

async function stopServer({ folder }: Home, binaries: Binaries): Promise<void> {
	const pid = Number.parseInt(readIfThere(join(folder, 'cluster/postmaster.pid')) ?? '', 10);
	if (!findProcess(pid)) return;
	await binaries.run('pg_ctl', ['stop', '-m', 'fast', '-w', '-t', '60', '-D', join(folder, 'cluster')]);
}
