import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/test-cluster.js';
import { backends } from './backends.js';
import { Site, until } from './site.js';

describe.each(backends)('jobs over %s', (_name, openBackend) => {
	let database: Awaited<ReturnType<typeof createTestDatabase>>;
	let backend: Awaited<ReturnType<typeof openBackend>>;
	let site: Site;

	beforeAll(async () => {
		database = await createTestDatabase();
		backend = await openBackend();
	});

	beforeEach(async () => {
		site = await Site.open(database.url, backend.redisUrl);
		await site.clear();
	});

	afterEach(() => site.close());

	afterAll(async () => {
		await backend.stop();
		await database.drop();
	});

	it('runs a committed job once', async () => {
		site.takeNotes();
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.allDone();
		expect(await site.notes()).toEqual([1]);
	});

	it('stops also while it starts, and can start again', async () => {
		site.takeNotes();
		const starting = site.start();
		await site.runner.stop();
		await starting;
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.allDone();
		expect(await site.notes()).toEqual([1]);
	});

	it('runs no job of a transaction that was rolled back', async () => {
		site.takeNotes();
		await site.start();
		const failing = site.db.transaction(async (tx) => {
			await site.jobs.enqueue(tx, 'test.note', { n: 1 });
			throw new Error('changed my mind');
		});
		await expect(failing).rejects.toThrow('changed my mind');
		await site.enqueue('test.note', { n: 2 });
		await site.allDone();
		expect(await site.notes()).toEqual([2]);
	});

	it('queues one job for one key', async () => {
		site.takeNotes();
		await site.enqueue('test.note', { n: 1 }, { key: 'only' });
		await site.enqueue('test.note', { n: 2 }, { key: 'only' });
		await site.start();
		await site.allDone();
		expect(await site.notes()).toEqual([1]);
	});

	it('does its work while a mail server keeps the slow ones waiting', async () => {
		let answer = () => {};
		const silence = new Promise<void>((resolve) => {
			answer = resolve;
		});
		const sent: number[] = [];
		site.jobs.handle(
			'test.slow',
			async ({ n }) => {
				await silence;
				sent.push(n);
			},
			'slow',
		);
		site.takeNotes();
		await site.start();
		for (let n = 0; n < 8; n++) await site.enqueue('test.slow', { n });
		for (let n = 0; n < 8; n++) await site.enqueue('test.note', { n });
		await until(async () => (await site.notes()).length === 8);
		expect(sent).toEqual([]);
		answer();
		await site.allDone();
		expect(sent).toHaveLength(8);
	});

	it('tries again until it works', async () => {
		let tries = 0;
		site.takeNotes(() => {
			if (++tries < 3) throw new Error('not yet');
		});
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.allDone();
		expect(tries).toBe(3);
		expect(await site.notes()).toEqual([1]);
	});

	it('parks a poison job, and runs it when it is retried by hand', async () => {
		let isPoison = true;
		site.takeNotes((n) => {
			if (n === 1 && isPoison) throw new Error('cannot be digested');
		});
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.enqueue('test.note', { n: 2 });
		await until(async () => (await site.jobs.stats()).waiting === 0);
		expect(await site.notes()).toEqual([2]);

		const [parked] = await site.jobs.parked();
		expect(parked).toMatchObject({ job: 'test.note', payload: { n: 1 }, attempts: 5 });
		expect(parked?.error).toContain('cannot be digested');
		expect(await site.jobs.stats()).toEqual({ waiting: 0, oldestSeconds: 0, parked: 1 });

		isPoison = false;
		const id = parked?.id ?? 0;
		expect(await site.db.transaction((tx) => site.jobs.retry(tx, id))).toBe(true);
		expect(await site.db.transaction((tx) => site.jobs.retry(tx, id))).toBe(false);
		await site.allDone();
		expect(await site.notes()).toEqual([1, 2]);
	});

	it('parks a job that nobody handles', async () => {
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await until(async () => (await site.jobs.parked()).length === 1);
		expect((await site.jobs.parked())[0]?.error).toContain('No handler for the job test.note');
	});

	it('keeps a job until its time', async () => {
		let early = false;
		const runAt = new Date(Date.now() + 700);
		site.takeNotes(() => {
			early = Date.now() < runAt.getTime();
		});
		await site.start();
		await site.enqueue('test.note', { n: 1 }, { runAt });
		await site.allDone();
		expect(early).toBe(false);
		expect(await site.notes()).toEqual([1]);
	});

	it('repeats a job once in each period, however many workers there are', async () => {
		const other = await Site.open(database.url, backend.redisUrl);
		const schedule = [{ name: 'tick', every: 300, job: 'test.tick' as const }];
		for (const one of [site, other]) one.jobs.handle('test.tick', () => one.note(1));
		await Promise.all([site.start({}, schedule), other.start({}, schedule)]);
		await until(async () => (await site.notes()).length >= 4);
		await other.close();
		await site.runner.stop();
		const [counts] = await site.db.query<{ jobs: number; done: number; periods: number }>(
			`SELECT count(*)::int AS jobs, count(done_at)::int AS done, count(DISTINCT key)::int AS periods FROM outbox`,
		);
		expect(counts?.periods).toBe(counts?.jobs);
		expect((await site.notes()).length).toBe(counts?.done);
	});

	it('waits for running jobs when it stops', async () => {
		let hasBegun = false;
		let finish = () => {};
		const finished = new Promise<void>((resolve) => {
			finish = resolve;
		});
		site.takeNotes(() => {
			hasBegun = true;
			return finished;
		});
		// Nobody looks for jobs at a moment of their own, such as the one of the stop.
		await site.start({ pollMs: 600_000 });
		await site.enqueue('test.note', { n: 1 });
		await until(() => hasBegun);
		const stopping = site.runner.stop();
		await site.enqueue('test.note', { n: 2 });
		finish();
		await stopping;
		expect(await site.notes()).toEqual([1]);
		expect((await site.jobs.stats()).waiting).toBe(1);
	});
});
