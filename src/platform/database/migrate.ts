import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';

const MIGRATION_LOCK = 5_140_921;

/**
 * Brings the database at `url` to the newest schema; only forward, each migration in its own transaction.
 * Processes that start together wait for each other on an advisory lock. Returns the names of what was run.
 */
export async function migrate(url: string): Promise<string[]> {
	const dataSource = new DataSource({ type: 'postgres', url, migrations, poolSize: 2 });
	await dataSource.initialize();
	const guard = dataSource.createQueryRunner();
	try {
		await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
		const done = await dataSource.runMigrations({ transaction: 'each' });
		return done.map((migration) => migration.name);
	} finally {
		await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
		await guard.release();
		await dataSource.destroy();
	}
}
