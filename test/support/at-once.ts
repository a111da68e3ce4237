import { until } from '../queue/site.js';
import type { TestSite } from './app.js';

/**
 * Begins one work after the other, each when all before it wait for a lock: the first of them to write to `table`, the
 * others for that or for what the first has locked. Then lets them end.
 */
export async function atOnce<T>(site: TestSite, table: string, ...works: (() => Promise<T>)[]): Promise<T[]> {
	const running: Promise<T>[] = [];
	await site.db.transaction(async (tx) => {
		await tx.query(`LOCK TABLE ${table} IN SHARE MODE`);
		for (const work of works) {
			running.push(work());
			await until(async () => {
				const waiting = await site.db.query(
					`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
				);
				return waiting.length === running.length;
			});
		}
	});
	return Promise.all(running);
}
