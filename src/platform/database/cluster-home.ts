import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, canUse, chooseAccount, makeSystemFolder, SYSTEM_FOLDER } from './postgres-binaries.js';
import { isRunning, ownId } from './process-identity.js';

/** The folder that holds one embedded cluster and what belongs to it, and the user who runs it. */
export interface Home {
	folder: string;
	account: Account;
}

const LOCK_PATIENCE_MS = 120_000;

/**
 * Finds or makes the cluster's folder: `postgres` in the data folder, or, when the user who runs PostgreSQL
 * cannot reach that (a clone in root's closed home), one in the system folder, with a pointer left behind.
 */
export function findHome(dataDir: string): Home {
	const pointer = join(dataDir, 'postgres.location');
	const inside = join(dataDir, 'postgres');
	const pointed = readIfThere(pointer)?.trim();
	if (pointed) return enter(checkPointer(pointed, pointer));
	if (existsSync(join(inside, 'cluster'))) return enter(inside);

	const home = make(inside);
	if (canUse(home.folder, home.account)) return home;
	rmSync(inside, { recursive: true });
	makeSystemFolder();
	const clone = basename(dirname(realpathSync(dataDir)));
	const outside = make(join(SYSTEM_FOLDER, `${clone}-${randomBytes(4).toString('hex')}`));
	writeFileSync(join(outside.folder, 'pointer'), pointer);
	writeFileSync(pointer, `${outside.folder}\n`);
	return outside;
}

function enter(folder: string): Home {
	const account = chooseAccount(folder);
	// Root copied or restored the folder: PostgreSQL could never run on it as it is.
	if (account && lstatSync(folder).uid === 0)
		execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
	if (canUse(folder, account)) return { folder, account };
	throw new Error(
		`The database in ${folder} cannot be opened by the user who should run it. ` +
			'It was made under another user, or a folder above it is closed: start Kunlerni as that user, or open the folder.',
	);
}

function make(folder: string): Home {
	const account = chooseAccount(folder);
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o700);
	if (account) chownSync(folder, account.uid, account.gid);
	return { folder, account };
}

/** A copied data folder must not open the database of the original, a moved one must. */
function checkPointer(folder: string, pointer: string): string {
	const owner = readIfThere(join(folder, 'pointer'));
	if (owner === undefined)
		throw new Error(
			`${pointer} says that the database is in ${folder}, but it is not there or not readable. ` +
				'Bring it back or start as root; or remove the pointer to begin with an empty database.',
		);
	if (owner === pointer) return folder;
	if (readIfThere(owner)?.trim() === folder)
		throw new Error(
			`This data folder is a copy: its database in ${folder} belongs to ${dirname(owner)}. ` +
				`Remove ${pointer} to begin with an empty database.`,
		);
	writeFileSync(join(folder, 'pointer'), pointer);
	return folder;
}

/** Runs `work` while no other process starts or stops the cluster of this data folder. */
export async function withLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
	const lock = join(dataDir, 'postgres.lock');
	const ticket = `${lock}.${process.pid}`;
	writeFileSync(ticket, ownId());
	try {
		await take(lock, ticket);
		return await work().finally(() => rmSync(lock, { force: true }));
	} finally {
		rmSync(ticket, { force: true });
	}
}

async function take(lock: string, ticket: string): Promise<void> {
	const patience = Date.now() + LOCK_PATIENCE_MS;
	for (;;) {
		try {
			// A link appears whole or not at all: nobody reads a half-written lock.
			linkSync(ticket, lock);
			return;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = readIfThere(lock);
		if (holder !== undefined && !isRunning(holder)) rmSync(lock, { force: true });
		else if (Date.now() > patience)
			throw new Error(`Process ${holder?.split(' ')[0]} has been starting the database for too long.`);
		else await sleep(50);
	}
}

export function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
