import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RedisServer, startRedis } from '../support/redis-server.js';
import { createTestDatabase } from '../support/test-cluster.js';
import { Site, until } from './site.js';

describe('a Redis that fails', () => {
	let database: Awaited<ReturnType<typeof createTestDatabase>>;
	let redis: RedisServer;
	let site: Site;

	beforeAll(async () => {
		database = await createTestDatabase();
		redis = await startRedis();
	});

	beforeEach(async () => {
		await redis.restart();
		site = await Site.open(database.url, redis.url);
		await site.clear();
	});

	afterEach(() => site.close());

	afterAll(async () => {
		await redis.stop();
		await database.drop();
	});

	it('may be down when the worker stops', async () => {
		site.takeNotes();
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.allDone();
		await redis.halt();
		await site.runner.stop();
		await site.enqueue('test.note', { n: 2 });
		expect(await site.jobs.stats()).toMatchObject({ waiting: 1 });
	});

	it('may be emptied: what waited there is sent again', async () => {
		let isOpen = false;
		const gate = until(() => isOpen);
		site.takeNotes(() => gate);
		await site.start({ concurrency: 1 });
		await site.enqueueNotes(10);
		await until(async () => {
			const [row] = await site.db.query<{ sent: number }>('SELECT count(sent_at)::int AS sent FROM outbox');
			return row?.sent === 10;
		});
		await redis.restart();
		isOpen = true;
		await site.allDone();
		expect(new Set(await site.notes()).size).toBe(10);
	});

	it('may be down: transactions do not wait for it, and jobs run when it is back', async () => {
		site.takeNotes();
		await site.start();
		await redis.halt();
		await site.enqueueNotes(5);
		expect((await site.jobs.stats()).waiting).toBe(5);
		expect(await site.notes()).toEqual([]);
		await redis.restart();
		await site.allDone();
		expect(await site.notes()).toEqual([0, 1, 2, 3, 4]);
	});

	it('may be down when the worker starts', async () => {
		site.takeNotes();
		await redis.halt();
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		expect(await site.notes()).toEqual([]);
		await redis.restart();
		await site.allDone();
		expect(await site.notes()).toEqual([1]);
	});
});
