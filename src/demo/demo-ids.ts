import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';

/** SQL of the moment so many days ago; the days are this parameter. */
export const AGO = (parameter: number) => `now() - $${parameter}::float * interval '1 day'`;

export async function idOf(tx: EntityManager, sql: string, params: readonly unknown[]): Promise<number> {
	const [row] = await rows<{ id: number }>(tx, sql, params);
	if (!row) throw new Error(`The demo lacks a row: ${sql.trim().split('\n')[0]}`);
	return row.id;
}

export function known(ids: ReadonlyMap<string, number>, name: string): number {
	const id = ids.get(name);
	if (id === undefined) throw new Error(`The demo names ${name}, who is not in it.`);
	return id;
}
