import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { type Config, readConfig } from '../../src/config.js';
import { Database } from '../../src/platform/database/database.js';
import { countStatements } from '../../src/platform/database/meter.js';
import { createApp } from '../../src/platform/http/server.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { Person } from './person.js';
import { createTestDatabase } from './test-cluster.js';

export interface Mail {
	toAddress: string;
	subject: string;
	text: string;
	html: string;
}

/** The whole site on a database of its own, without a listening port. */
export class TestSite {
	private constructor(
		readonly app: NestFastifyApplication,
		readonly config: Config,
		private readonly cleanUp: () => Promise<void>,
	) {}

	static async start(env: Record<string, string> = {}): Promise<TestSite> {
		const database = await createTestDatabase();
		const dataDir = mkdtempSync(join(tmpdir(), 'kunlerni-site-'));
		const config = readConfig({
			NODE_ENV: 'test',
			DATABASE_URL: database.url,
			DATA_DIR: dataDir,
			SECRET: 'only for tests '.repeat(4),
			PUBLIC_URL: 'http://localhost:3000',
			...env,
		});
		const app = await createApp(AppModule.with(config), config);
		return new TestSite(app, config, async () => {
			await app.close();
			await database.drop();
			rmSync(dataDir, { recursive: true, force: true });
		});
	}

	get db(): Database {
		return this.app.get(Database);
	}

	/** A visitor with a cookie jar of their own, not signed in. */
	visitor(): Person {
		return new Person(this.app);
	}

	/** Runs everything that waits in the outbox; fails if a job fails. */
	drainJobs(): Promise<number> {
		return this.app.get(JobRunner).runDue();
	}

	/** Mails to an address, oldest first. */
	mailTo(address: string): Promise<Mail[]> {
		return this.db.query<Mail>(
			`SELECT to_address AS "toAddress", subject, text_body AS text, html_body AS html FROM mails WHERE to_address = $1 ORDER BY id`,
			[address],
		);
	}

	/** How many SQL statements `work` made the site send, with nothing remembered from before. */
	async statementsOf(work: () => Promise<unknown>): Promise<number> {
		this.db.changes.forget();
		return (await countStatements(work)).statements;
	}

	/** The same for each page, one after the other: pages asked for together share what one of them remembers. */
	async statementsOfEach(
		paths: readonly string[],
		visit: (path: string) => Promise<unknown>,
	): Promise<number[]> {
		const counts: number[] = [];
		for (const path of paths) counts.push(await this.statementsOf(() => visit(path)));
		return counts;
	}

	close(): Promise<void> {
		return this.cleanUp();
	}
}
