import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/test-cluster.js';
import { backends } from './backends.js';
import { effectsTable, handleEffects, notesTable, Site, until } from './site.js';

describe.each(backends)('when things go wrong over %s', (_name, openBackend) => {
	let database: Awaited<ReturnType<typeof createTestDatabase>>;
	let backend: Awaited<ReturnType<typeof openBackend>>;
	let site: Site;

	beforeEach(async () => {
		database = await createTestDatabase();
		backend = await openBackend();
		site = await Site.open(database.url, backend.redisUrl);
		await site.db.query(notesTable);
		await site.db.query(effectsTable);
	});

	afterEach(async () => {
		await site.close();
		await backend.stop();
		await database.drop();
	});

	async function startChild(stuck: 'before' | 'after') {
		const child = spawn(
			process.execPath,
			[
				'--import',
				'./test/support/typescript.js',
				'test/queue/worker.child.ts',
				database.url,
				backend.redisUrl ?? '',
				stuck,
			],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
		);
		const exited = once(child, 'exit');
		return {
			isStuck: once(child.stdout, 'data'),
			kill: async () => {
				child.kill('SIGKILL');
				await exited;
			},
		};
	}

	it.each(['before', 'after'] as const)(
		'another worker completes the job of one killed %s the commit, with one effect',
		async (stuck) => {
			await site.enqueue('test.effect', { n: 1 });
			const child = await startChild(stuck);
			await child.isStuck;
			await child.kill();
			handleEffects(site);
			// The sweeper has no part in this.
			await site.start({ lockMs: 500, resendMs: 600_000 });
			await site.allDone();
			expect(await site.db.query('SELECT n, value FROM effects')).toEqual([{ n: 1, value: 1 }]);
			expect(await site.db.query('SELECT attempts FROM outbox')).toEqual([{ attempts: 2 }]);
		},
	);

	it('shares 200 jobs between two workers, each run once', async () => {
		const other = await Site.open(database.url, backend.redisUrl);
		site.takeNotes();
		other.takeNotes();
		await Promise.all([site.start(), other.start()]);
		const numbers = Array.from({ length: 200 }, (_, n) => n);
		for (const n of numbers) await site.enqueue('test.note', { n });
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
		const numbers = Array.from({ length: 60 }, (_, n) => n);
		for (const n of numbers) await site.enqueue('test.note', { n });
		await site.allDone();
		await other.close();
		expect(await site.notes()).toEqual(numbers);
		expect([...tries.values()].every((count) => count === 3)).toBe(true);
	});

	it('sends again what the queue forgot', async () => {
		site.takeNotes();
		// Handed to the queue as a worker does, and forgotten there before anyone took it.
		for (let n = 0; n < 10; n++) await site.enqueue('test.note', { n });
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
