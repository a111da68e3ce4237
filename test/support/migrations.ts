import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { createEmptyDatabase } from './test-cluster.js';

export interface OldSite {
	query<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
	/** Runs all remaining migrations. */
	upgrade(): Promise<void>;
	drop(): Promise<void>;
}

type Migration = (typeof migrations)[number];

/** A database as it was just before this migration, to be filled with the rows of that time and upgraded. */
export async function siteBefore(migration: Migration): Promise<OldSite> {
	const place = migrations.indexOf(migration);
	if (place < 0) throw new Error(`${migration.name} is not in migrations/index.ts.`);
	const database = await createEmptyDatabase();
	const open = async (list: readonly Migration[]) => {
		const source = new DataSource({
			type: 'postgres',
			url: database.url,
			migrations: [...list],
			poolSize: 2,
		});
		await source.initialize();
		await source.runMigrations({ transaction: 'each' });
		return source;
	};
	let source = await open(migrations.slice(0, place));
	return {
		query: (sql, params) => source.query(sql, params),
		async upgrade() {
			await source.destroy();
			source = await open(migrations);
		},
		async drop() {
			await source.destroy();
			await database.drop();
		},
	};
}
