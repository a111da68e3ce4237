import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/test-cluster.js';
import { backends } from './backends.js';
import { handleEffects, Site, until } from './site.js';

describe.each(backends)('when things go wrong over %s', (_name, openBackend) => {
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

	/** Lets another process begin the jobs of 1 and 2, and kills it before the first and after the second is committed. */
	async function beginAndDie() {
		const args = [database.url, backend.redisUrl ?? ''];
		const child = fork('test/queue/worker.child.ts', args, {
			execArgv: ['--import', './test/support/typescript.js'],
		});
		const exited = once(child, 'exit');
		const stuck = new Set<unknown>();
		child.on('message', (where) => stuck.add(where));
		await until(() => stuck.size === 2 || child.exitCode !== null);
		child.kill('SIGKILL');
		await exited;
		expect([...stuck].sort()).toEqual(['after the commit', 'before the commit']);
	}

	it('another worker completes the jobs of one killed before and after their commit, with one effect each', async () => {
		for (const n of [1, 2]) await site.enqueue('test.effect', { n });
		await beginAndDie();
		const effects = () => site.db.query('SELECT n, value FROM effects ORDER BY n');
		expect(await effects()).toEqual([{ n: 2, value: 1 }]);
		handleEffects(site);
		// The sweeper has no part in this.
		await site.start({ lockMs: 500, resendMs: 600_000 });
		await site.allDone();
		expect(await effects()).toEqual([
			{ n: 1, value: 1 },
			{ n: 2, value: 1 },
		]);
		expect(await site.db.query('SELECT id FROM outbox WHERE attempts > 1')).toHaveLength(2);
	}, 120_000);

	it('shares 200 jobs between two workers, each run once', async () => {
		const other = await Site.open(database.url, backend.redisUrl);
		site.takeNotes();
		other.takeNotes();
		await Promise.all([site.start(), other.start()]);
		const numbers = await site.enqueueNotes(200);
		await site.allDone();
		await other.close();
		expect(await site.notes()).toEqual(numbers);
	});

	it('retries jobs that wait for their next attempt once, with two workers', async () => {
		const other = await Site.open(database.url, backend.redisUrl);
		const tries = new Map<number, number>();
		const failTwice = (n: number) => {
			tries.set(n, (tries.get(n) ?? 0) + 1);
			if ((tries.get(n) ?? 0) < 3) throw new Error('not yet');
		};
		site.takeNotes(failTwice);
		other.takeNotes(failTwice);
		// Without the sweeper, so that only the queue's own delayed jobs are tried.
		await Promise.all([site.start({ resendMs: 600_000 }), other.start({ resendMs: 600_000 })]);
		const numbers = await site.enqueueNotes(60);
		await site.allDone();
		await other.close();
		expect(await site.notes()).toEqual(numbers);
		expect([...tries.values()].every((count) => count === 3)).toBe(true);
	});

	it('sends again what the queue forgot', async () => {
		site.takeNotes();
		// Handed to the queue as a worker does, and forgotten there before anyone took it.
		await site.enqueueNotes(10);
		await site.db.query('UPDATE outbox SET sent_at = now()');
		await site.start();
		await site.allDone();
		expect(await site.notes()).toHaveLength(10);
	});

	it('goes on after the database dropped its connections', async () => {
		site.takeNotes();
		await site.start();
		await site.enqueue('test.note', { n: 1 });
		await site.allDone();
		const other = await Site.open(database.url);
		await other.db.query(
			'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
		);
		await other.enqueue('test.note', { n: 2 });
		await until(async () => (await other.notes()).length === 2);
		await other.close();
	});
});
