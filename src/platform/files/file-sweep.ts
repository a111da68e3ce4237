import { Injectable } from '@nestjs/common';
import { Database, rows } from '../database/database.js';
import { Jobs } from '../jobs/jobs.js';
import { FileStore } from './file-store.js';
import { LOCK_OF_DIGEST } from './files.js';

declare module '../jobs/jobs.js' {
	interface JobMap {
		'files.sweep': Record<string, never>;
	}
}

interface Column {
	table: string;
	name: string;
}

interface Unused {
	id: string;
	sha256: string;
	mediaType: string;
}

const AT_ONCE = 500;

/** Takes away files that nothing has referred to for a day, such as replaced pictures and given-up uploads. */
@Injectable()
export class FileSweep {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
		private readonly store: FileStore,
	) {
		jobs.handle('files.sweep', () => this.sweep());
	}

	/** A file is in use while a foreign key of any table leads to it. */
	async sweep(): Promise<void> {
		const isUnused = await this.unused();
		await this.removeAll(isUnused, `f.created_at < now() - interval '1 day'`, []);
	}

	/** Takes away files that turned out to be of no use, unless something refers to them. */
	async discard(ids: readonly string[]): Promise<void> {
		if (ids.length > 0) await this.removeAll(await this.unused(), 'f.id = ANY($1)', [ids]);
	}

	/** SQL: nothing refers to the file `f`. */
	private async unused(): Promise<string> {
		const users = await this.db.query<Column>(
			`SELECT quote_ident(t.relname) AS table, quote_ident(a.attname) AS name
			FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
			JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
			WHERE c.contype = 'f' AND c.confrelid = 'files'::regclass ORDER BY 1, 2`,
		);
		return users
			.map(({ table, name }) => `AND NOT EXISTS (SELECT FROM ${table} u WHERE u.${name} = f.id)`)
			.join(' ');
	}

	private async removeAll(isUnused: string, which: string, params: readonly unknown[]): Promise<void> {
		const unused = await this.db.query<Unused>(
			`SELECT f.id, f.sha256, f.media_type AS "mediaType" FROM files f
			WHERE ${which} ${isUnused} ORDER BY f.created_at LIMIT ${AT_ONCE}`,
			params,
		);
		for (const file of unused) await this.remove(file, isUnused);
	}

	private remove({ id, sha256, mediaType }: Unused, isUnused: string): Promise<void> {
		return this.db.transaction(async (tx) => {
			// Somebody is storing the same bytes right now: next time.
			const [lock] = await rows<{ taken: boolean }>(
				tx,
				`SELECT pg_try_advisory_xact_lock(${LOCK_OF_DIGEST}) AS taken`,
				[sha256],
			);
			if (!lock?.taken) return;
			await rows(tx, `DELETE FROM files f WHERE f.id = $1 ${isUnused}`, [id]);
			const others = await rows(tx, 'SELECT id FROM files WHERE sha256 = $1 LIMIT 1', [sha256]);
			if (others.length === 0) await this.store.remove(sha256, mediaType);
		});
	}
}
