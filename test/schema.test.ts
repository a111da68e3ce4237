import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from './support/app.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

test('the migrated schema is the one the entities describe', async () => {
	const { upQueries } = await site.db.dataSource.driver.createSchemaBuilder().log();
	expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('every table has its entity', async () => {
	const tables = await site.db.query<{ name: string }>(
		`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'typeorm_metadata') ORDER BY 1`,
	);
	const known = site.db.dataSource.entityMetadatas.map(({ tableName }) => tableName).sort();
	expect(tables.map(({ name }) => name)).toEqual(known);
});
