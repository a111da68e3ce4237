import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-cluster.js';
import { Batches } from './batches.js';

let database: TestDatabase;
let pool: pg.Pool;
let batches: Batches;

beforeAll(async () => {
	database = await createTestDatabase();
	pool = new pg.Pool({ connectionString: database.url, max: 3 });
	pool.on('error', () => undefined);
	batches = new Batches(pool);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});

const PID = 'SELECT pg_backend_pid() AS pid';

test('what is asked together travels over one connection and is answered in order', async () => {
	const answers = await Promise.all([
		batches.add('SELECT $1::int AS n', [1]),
		batches.add('SELECT generate_series(1, $1::int) AS n', [3]),
		batches.add('SELECT $1::int AS n', [2]),
	]);
	expect(answers).toEqual([[{ n: 1 }], [{ n: 1 }, { n: 2 }, { n: 3 }], [{ n: 2 }]]);
	const [[one], [two]] = await Promise.all([batches.add(PID, []), batches.add(PID, [])]);
	expect(one).toEqual(two);
});

test('a statement that fails takes no other with it, and the connection goes on', async () => {
	const answers = await Promise.allSettled([
		batches.add('SELECT 1 AS n', []),
		batches.add('SELECT 1 / $1::int AS n', [0]),
		batches.add('SELECT no_such_column', []),
		batches.add('SELECT 2 AS n', []),
	]);
	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
	expect(await batches.add('SELECT 3 AS n', [])).toEqual([{ n: 3 }]);
});

test('many at a time get through a pool of three', async () => {
	const ask = async (n: number) => {
		await new Promise((resolve) => setImmediate(resolve));
		return Promise.all([
			batches.add('SELECT $1::int AS n', [n]),
			batches.add('SELECT $1::int + 1 AS n', [n]),
		]);
	};
	const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => ask(n)));
	expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => [[{ n }], [{ n: n + 1 }]]));
});

test('a lost connection is an error of those who waited, not of those who come after', async () => {
	const lost = batches.add('SELECT pg_sleep(30)', []);
	const also = batches.add('SELECT 1 AS n', []);
	const both = Promise.allSettled([lost, also]);
	const admin = new pg.Client({ connectionString: database.url });
	await admin.connect();
	const asleep = `SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)' AND state = 'active'`;
	while ((await admin.query(asleep)).rowCount === 0);
	await admin.query(
		`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
	);
	await admin.end();
	expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	// The pool hears of its idle connections a moment later.
	while (pool.totalCount > 0) await new Promise((resolve) => setImmediate(resolve));
	expect(await batches.add('SELECT 1 AS n', [])).toEqual([{ n: 1 }]);
});
