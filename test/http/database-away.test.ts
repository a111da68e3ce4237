import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { TestSite } from '../support/app.js';
import { cast } from '../support/cast.js';

let site: TestSite;
let admin: pg.Client;
let name: string;

beforeAll(async () => {
	site = await TestSite.start();
	admin = new pg.Client({ connectionString: process.env['KUNLERNI_TEST_CLUSTER'] });
	await admin.connect();
	name = new URL(site.config.databaseUrl ?? '').pathname.slice(1);
});
afterAll(async () => {
	await admin.end();
	await site.close();
});

async function takeAway(): Promise<void> {
	await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
	await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

async function giveBack(): Promise<void> {
	await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
}

test('without its database the site says so, keeps what was typed, and goes on by itself', async () => {
	const { ana } = await cast(site);
	await ana.visit('/courses/new');
	const token = await ana.token();
	await takeAway();

	const reading = await ana.visit('/courses/new');
	expect(reading.status).toBe(503);
	expect(reading.headers['retry-after']).toBeDefined();

	const body = new URLSearchParams({ _csrf: token, title: 'Knots', summary: 'A long evening of typing' });
	const writing = await ana.request('POST', '/courses', body.toString(), {
		'content-type': 'application/x-www-form-urlencoded',
	});
	expect(writing.status).toBe(503);
	expect(writing.html.querySelectorAll('main input').map((field) => field.getAttribute('value'))).toContain(
		'A long evening of typing',
	);

	await giveBack();
	expect((await ana.visit('/courses/new')).status).toBe(200);
	const [row] = await site.db.query<{ courses: number }>('SELECT count(*)::int AS courses FROM courses');
	expect(row).toEqual({ courses: 0 });
});
