import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { TestSite } from '../support/app.js';
import { cast } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';

let site: TestSite;
let holder: pg.Client;
let errors: unknown[];
let closing: Promise<void> | undefined;

beforeEach(async () => {
	site = await TestSite.start();
	errors = [];
	const quiet = () => undefined;
	site.app.useLogger({ log: quiet, warn: quiet, error: (message: unknown) => errors.push(message) });
	holder = new pg.Client({ connectionString: site.config.databaseUrl });
	holder.on('error', () => undefined);
	await holder.connect();
	await site.app.listen(0, '127.0.0.1');
});
afterEach(async () => {
	await holder.end();
	await (closing ?? site.close());
	closing = undefined;
});

async function until(look: () => Promise<boolean> | boolean): Promise<void> {
	while (!(await look())) await sleep(20);
}

/** A page that waits for its first look at the database. */
async function askForCourse(): Promise<ClientRequest> {
	const { ana } = await cast(site);
	const { href } = await publishedCourse(site, ana);
	await holder.query('BEGIN');
	await holder.query('LOCK TABLE courses IN ACCESS EXCLUSIVE MODE');
	const request = get(`${await site.app.getUrl()}${href}`, { agent: false });
	request.on('error', () => undefined);
	await until(async () => {
		const { rowCount } = await holder.query(
			`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
		);
		return rowCount === 1;
	});
	return request;
}

async function beginToClose(): Promise<void> {
	const server = site.app.getHttpServer();
	closing = site.close();
	await until(() => !server.listening);
}

test('a page under way when the site is stopped is answered', async () => {
	const request = await askForCourse();
	const answered = once(request, 'response') as Promise<[IncomingMessage]>;
	await beginToClose();
	await holder.query('ROLLBACK');
	const [response] = await answered;
	response.resume();
	expect(response.statusCode).toBe(200);
	await closing;
	expect(errors).toEqual([]);
});

test('and one whose visitor has gone finds the database until it has ended', async () => {
	const request = await askForCourse();
	const server = site.app.getHttpServer();
	request.destroy();
	await until(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count === 0))));
	await beginToClose();
	await holder.query('ROLLBACK');
	await closing;
	expect(errors).toEqual([]);
});
