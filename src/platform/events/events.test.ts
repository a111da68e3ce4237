import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Site } from '../../../test/queue/site.js';
import { createTestDatabase } from '../../../test/support/test-cluster.js';
import { defineEvent } from './event-type.js';

const Said = defineEvent<{ n: number }>('test.said');

describe('events', () => {
	let database: Awaited<ReturnType<typeof createTestDatabase>>;
	let site: Site;

	beforeEach(async () => {
		database = await createTestDatabase();
		site = await Site.open(database.url);
		await site.clear();
	});

	afterEach(async () => {
		await site.close();
		await database.drop();
	});

	const say = (n: number) => site.db.transaction((tx) => site.events.record(tx, Said, { n }, 7));
	const deliveries = () =>
		site.db.query('SELECT event_id, listener FROM event_deliveries ORDER BY event_id, listener');

	it('reach each listener once, as they were recorded', async () => {
		const heard: unknown[] = [];
		site.events.on(Said, 'one', async (event) => void heard.push(event));
		site.events.on(Said, 'two', async ({ payload }, tx) => {
			await tx.query('INSERT INTO notes (n) VALUES ($1)', [payload.n]);
		});
		const id = await say(3);
		expect(heard).toEqual([]);
		await site.runner.runDue();
		expect(heard).toEqual([
			{ id, name: 'test.said', actorId: 7, payload: { n: 3 }, createdAt: expect.any(Date) },
		]);
		expect(await site.notes()).toEqual([3]);
		expect(await deliveries()).toEqual([
			{ event_id: id, listener: 'one' },
			{ event_id: id, listener: 'two' },
		]);
	});

	it('that were recorded together are delivered by one job, each by itself', async () => {
		site.events.on(Said, 'one', async ({ payload }, tx) => {
			await tx.query('INSERT INTO notes (n) VALUES ($1)', [payload.n]);
			if (payload.n === 2) throw new Error('not two');
		});
		const sayAll = (payloads: { n: number }[]) =>
			site.db.transaction((tx) => site.events.recordAll(tx, Said, payloads, 7));
		await sayAll([]);
		expect(await site.runner.runDue()).toBe(0);
		await sayAll([{ n: 1 }, { n: 2 }, { n: 3 }]);
		await expect(site.runner.runDue()).rejects.toThrow(/^test\.said \d+: one: not two$/);
		expect(await site.notes()).toEqual([1, 3]);
		expect(await site.db.query('SELECT job, attempts FROM outbox')).toEqual([
			{ job: 'events.deliver', attempts: 1 },
		]);
	});

	it('leave nothing behind when their transaction is rolled back', async () => {
		const failing = site.db.transaction(async (tx) => {
			await site.events.record(tx, Said, { n: 1 }, null);
			throw new Error('changed my mind');
		});
		await expect(failing).rejects.toThrow('changed my mind');
		expect(await site.db.query('SELECT id FROM events')).toEqual([]);
		expect(await site.runner.runDue()).toBe(0);
	});

	it('come again only to the listener that failed, whose effect was undone', async () => {
		let isBroken = true;
		let heardByOne = 0;
		site.events.on(Said, 'broken', async ({ payload }, tx) => {
			await tx.query('INSERT INTO notes (n) VALUES ($1)', [payload.n]);
			if (isBroken) throw new Error('out of order');
		});
		site.events.on(Said, 'one', async () => void heardByOne++);
		await say(3);
		await expect(site.runner.runDue()).rejects.toThrow(/test\.said \d+: broken: out of order/);
		expect(await site.notes()).toEqual([]);
		expect(heardByOne).toBe(1);
		isBroken = false;
		await site.runner.runDue();
		expect(await site.notes()).toEqual([3]);
		expect(heardByOne).toBe(1);
	});

	it('that two workers deliver at the same moment have one effect', async () => {
		const other = await Site.open(database.url);
		for (const one of [site, other])
			one.events.on(Said, 'one', async ({ payload }, tx) => {
				await tx.query('INSERT INTO notes (n) VALUES ($1)', [payload.n]);
				await tx.query('SELECT pg_sleep(0.1)');
			});
		const eventId = await say(3);
		await Promise.all([site, other].map((one) => one.jobs.run('events.deliver', { eventId })));
		await other.close();
		expect(await site.notes()).toEqual([3]);
	});

	it('allow one listener of a name', () => {
		site.events.on(Said, 'one', async () => undefined);
		expect(() => site.events.on(Said, 'one', async () => undefined)).toThrow('already has a listener one');
	});
});
