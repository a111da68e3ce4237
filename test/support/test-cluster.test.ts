import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from './test-cluster.js';

const database = await createTestDatabase();

afterAll(() => database.drop());

test('each test database is migrated and empty', async () => {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	const { rows } = await client.query('SELECT count(*)::int AS courses FROM courses');
	expect(rows).toEqual([{ courses: 0 }]);
	await client.end();
});

test('dropping a database ends what is still connected', async () => {
	const other = await createTestDatabase();
	const client = new pg.Client({ connectionString: other.url });
	const ended = new Promise((resolve) => client.once('end', resolve));
	client.on('error', () => undefined);
	await client.connect();
	await other.drop();
	await ended;
	const again = new pg.Client({ connectionString: other.url });
	await expect(again.connect()).rejects.toThrow('does not exist');
});
