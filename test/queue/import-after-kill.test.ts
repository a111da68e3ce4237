import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleCourse, zipped } from '../../src/archives/course.sample.js';
import { TestSite } from '../support/app.js';
import { signedIn, type SignedIn } from '../support/cast.js';
import { sendZip } from '../support/transfers.js';
import { SiteWorkers } from './site-workers.js';

let site: TestSite;
let workers: SiteWorkers;
let ana: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	workers = await SiteWorkers.of(site);
	ana = await signedIn(site, 'ana');
});

afterAll(async () => {
	await workers.close();
	await site.close();
});

async function counts() {
	const [row] = await site.db.query<{ courses: number; tasks: number }>(
		'SELECT (SELECT count(*)::int FROM courses) AS courses, (SELECT count(*)::int FROM tasks) AS tasks',
	);
	return row ?? { courses: 0, tasks: 0 };
}

const points = [
	['at its first row', 'LOCK TABLE courses IN EXCLUSIVE MODE'],
	['between the course and its tasks', 'LOCK TABLE task_revisions IN EXCLUSIVE MODE'],
	['with all but its badge built', 'LOCK TABLE badge_versions IN EXCLUSIVE MODE'],
] as const;

test.each(points)(
	'an import killed %s leaves nothing; the next worker brings it to one course',
	async (_when, lock) => {
		const before = await counts();
		// A zip of its own each time: one sent twice is taken once.
		const course = { ...sampleCourse(before.courses + 1, 20), assets: [] };
		const { location: page } = await sendZip(ana, await zipped(course));
		await workers.killAt(lock, async () => expect(await counts()).toEqual(before));
		expect(await counts()).toEqual(before);
		expect((await ana.visit(page)).text).toMatch(/being read and built|Waiting for its turn/);

		await workers.finish();
		expect(await counts()).toEqual({ courses: before.courses + 1, tasks: before.tasks + 20 });
		expect(await readdir(join(site.config.dataDir, 'transfers'))).toEqual([]);
		expect((await ana.visit(page)).text).toMatch(/is here/);
	},
	180_000,
);
