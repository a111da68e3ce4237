import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Site } from '../../../test/queue/site.js';
import { TestClock } from '../../../test/support/clock.js';
import { createTestDatabase } from '../../../test/support/test-cluster.js';
import { EventRow } from '../events/event.entity.js';
import { EventDelivery } from '../events/event-delivery.entity.js';
import { OutboxRow } from './outbox.entity.js';
import { Schedule } from './schedule.js';

describe('the outbox', () => {
	let database: Awaited<ReturnType<typeof createTestDatabase>>;
	let site: Site;
	let clock: TestClock;

	beforeEach(async () => {
		database = await createTestDatabase();
		clock = new TestClock();
		site = await Site.open(database.url, undefined, clock);
		await site.clear();
	});

	afterEach(async () => {
		await site.close();
		await database.drop();
	});

	it('has the tables that its entities describe', async () => {
		const entities = [EventRow, EventDelivery, OutboxRow];
		const dataSource = await new DataSource({ type: 'postgres', url: database.url, entities }).initialize();
		try {
			const drift = await dataSource.driver.createSchemaBuilder().log();
			expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
		} finally {
			await dataSource.destroy();
		}
	});

	it('runs what is due, and what that queues in turn', async () => {
		site.jobs.handle('test.note', async ({ n }) => {
			await site.note(n);
			if (n > 1) await site.enqueue('test.note', { n: n - 1 });
		});
		await site.enqueue('test.note', { n: 3 });
		expect(await site.runner.runDue()).toBe(3);
		expect(await site.notes()).toEqual([1, 2, 3]);
		expect(await site.runner.runDue()).toBe(0);
	});

	it('keeps a job until its time', async () => {
		site.takeNotes();
		await site.enqueue('test.note', { n: 1 }, { runAt: new Date(clock.now().getTime() + 60_000) });
		expect(await site.runner.runDue()).toBe(0);
		clock.advance({ minutes: 1 });
		expect(await site.runner.runDue()).toBe(1);
	});

	it('tells what failed after it ran the others', async () => {
		let isBroken = true;
		site.takeNotes((n) => {
			if (n === 1 && isBroken) throw new Error('out of order');
		});
		await site.enqueue('test.note', { n: 1 });
		await site.enqueue('test.note', { n: 2 });
		await expect(site.runner.runDue()).rejects.toThrow('out of order');
		expect(await site.notes()).toEqual([2]);
		expect(await site.jobs.stats()).toMatchObject({ waiting: 1, parked: 0 });
		isBroken = false;
		await site.runner.runDue();
		expect(await site.notes()).toEqual([1, 2]);
	});

	it('parks a job that ends its worker each time', async () => {
		site.takeNotes();
		await site.enqueue('test.note', { n: 1 });
		await site.db.query('UPDATE outbox SET attempts = 5');
		await expect(site.runner.runDue()).rejects.toThrow('The worker ended each time it ran this job.');
		expect(await site.jobs.parked()).toMatchObject([{ job: 'test.note', attempts: 6 }]);
		expect(await site.notes()).toEqual([]);
	});

	it('queues a repeating job once a period', async () => {
		site.jobs.handle('test.tick', () => site.note(1));
		const list = [{ name: 'hourly', every: 3_600_000, job: 'test.tick' as const }];
		const [one, two] = [0, 1].map(() => new Schedule(list, site.db, site.jobs, clock));
		for (const schedule of [one, two, one]) await schedule?.tick();
		expect(await site.runner.runDue()).toBe(1);
		clock.advance({ hours: 1 });
		for (const schedule of [one, two, one]) await schedule?.tick();
		expect(await site.runner.runDue()).toBe(1);
	});

	it('forgets what was done a month ago', async () => {
		site.takeNotes();
		await site.enqueue('test.note', { n: 1 }, { key: 'old' });
		await site.enqueue('test.note', { n: 2 }, { key: 'new' });
		await site.runner.runDue();
		await site.db.query(`UPDATE outbox SET done_at = now() - interval '31 days' WHERE key = 'old'`);
		await site.jobs.run('outbox.prune', {});
		expect(await site.db.query('SELECT key FROM outbox')).toEqual([{ key: 'new' }]);
	});
});
