import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { AppModule } from '../src/app.module.js';
import { BadgeDesigns } from '../src/badges/badge-designs.service.js';
import { readConfig } from '../src/config.js';
import { bakePng } from '../src/credentials/bake-png.js';
import { svgToPng } from '../src/credentials/svg-to-png.js';
import { Database } from '../src/platform/database/database.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';
import { createApp } from '../src/platform/http/server.js';
import { fill, SIZE } from './data.js';
import { freePort, serve } from './processes.js';

const COURSE = 2;
const CONNECTIONS = 4;
const QUIET_SECONDS = 5;

/** A thousand people have finished a course when its badge is published: one worker, while pages are asked for. */
const folder = mkdtempSync(join(tmpdir(), 'kunlerni-bench-'));
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const port = await freePort();
const env = {
	...process.env,
	NODE_ENV: 'production',
	DATABASE_URL: postgres.url,
	DATA_DIR: folder,
	SECRET: 'only for the benchmark '.repeat(3),
	PORT: String(port),
	PUBLIC_URL: `http://127.0.0.1:${port}`,
};
await migrate(postgres.url);
const app = await createApp(AppModule.with(readConfig({ ...env, KUNLERNI_ROLE: 'web' })), readConfig(env));
const db = app.get(Database);
await fill(db.dataSource);
await db.query(
	`INSERT INTO completions (task_id, user_id)
	SELECT t.id, u.id FROM tasks t CROSS JOIN users u WHERE t.course_id = $1 ON CONFLICT DO NOTHING`,
	[COURSE],
);
const web = await serve(['dist/src/main.js'], { ...env, KUNLERNI_ROLE: 'web', DEMO: 'off' });
const visit = (duration: number) =>
	autocannon({ url: `${web.url}/courses/course-${COURSE}`, connections: CONNECTIONS, duration });
const issued = async () =>
	(await db.one<{ n: number }>('SELECT count(*)::int AS n FROM awards WHERE issued_at IS NOT NULL'))?.n ?? 0;

const worker = await serve(['dist/src/worker.js'], { ...env, DEMO: 'off' }, /worker is running/);
try {
	const quiet = await visit(QUIET_SECONDS);
	const designs = app.get(BadgeDesigns);
	await designs.save({ id: COURSE }, COURSE, {
		...{ name: 'Loops', description: 'Knows loops', criteria: 'All tasks done.', language: 'en' },
		...{ imageAlt: 'A hexagon with a globe', shape: 'hexagon', colour: 'teal', icon: 'globe' },
	});
	const cpu = worker.cpu();
	const start = performance.now();
	await designs.publish({ id: COURSE }, COURSE);
	const meanwhile = visit(QUIET_SECONDS);
	while ((await issued()) < SIZE.people) await sleep(50);
	const seconds = (performance.now() - start) / 1_000;
	const busy = await meanwhile;

	const bakingStart = performance.now();
	const awards = await db.query<{ credential: object; assertion: { id: string }; svg: string }>(
		`SELECT a.credential, a.assertion, v.image_svg AS svg
		FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id`,
	);
	const png = svgToPng(awards[0]?.svg ?? '', 512);
	for (const { credential, assertion } of awards) bakePng(png, { credential, assertion });
	const baking = (performance.now() - bakingStart) / 1_000;

	console.log(
		`${awards.length} awards given, signed twice and stored in ${seconds.toFixed(1)} s by one worker`,
	);
	console.log(`CPU of the worker: ${((worker.cpu() - cpu) / awards.length).toFixed(1)} ms an award`);
	console.log(`All baked into pictures in ${baking.toFixed(1)} s`);
	console.log(`A page meanwhile: p99 ${busy.latency.p99} ms, before ${quiet.latency.p99} ms`);
} finally {
	await Promise.all([web.stop(), worker.stop()]);
	await app.close();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}
