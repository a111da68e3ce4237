import { randomUUID } from 'node:crypto';
import { copyFile, stat, writeFile, truncate } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { LIMITS } from '../archives/course-archive.js';
import {
	Attachments,
	COURSE_BYTES_LIMIT,
	COURSE_FILES_LIMIT,
} from '../courses/attachments/attachments.service.js';
import { DOCUMENT_BYTES_LIMIT } from '../platform/files/document.js';
import { TransferFiles } from './transfer-files.service.js';
import { Transfers } from './transfers.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

function document(number: number, bytes: number): Buffer {
	const pdf = Buffer.alloc(bytes);
	pdf.write(`%PDF-1.7 number ${number}\n`);
	return pdf;
}

/** A file of so many bytes that take no room on the disk. */
async function hollow(path: string, bytes: number): Promise<void> {
	await writeFile(path, '');
	await truncate(path, bytes);
}

async function bytesIn(courseId: number): Promise<number> {
	const row = await site.db.one<{ bytes: string }>(
		'SELECT sum(f.bytes) AS bytes FROM attachments a JOIN files f ON f.id = a.file_id WHERE a.course_id = $1',
		[courseId],
	);
	return Number(row?.bytes);
}

test('the limits leave room for the texts and pictures beside the files', () => {
	const texts = (LIMITS.tasks + LIMITS.badges + 1) * LIMITS.text + LIMITS.yaml;
	expect(LIMITS.unpacked).toBeGreaterThan(
		COURSE_BYTES_LIMIT + (LIMITS.badges * LIMITS.badgePicture) / 4 + texts,
	);
	expect(LIMITS.zip).toBeGreaterThanOrEqual(LIMITS.unpacked);
	expect(LIMITS.entry).toBeGreaterThanOrEqual(DOCUMENT_BYTES_LIMIT);
	expect(LIMITS.entries).toBeGreaterThan(COURSE_FILES_LIMIT + LIMITS.tasks + 2 * LIMITS.badges);
});

test('a course full of files goes out and comes in again', async () => {
	const course = await publishedCourse(site, ana, { title: 'Library of knots' });
	const attachments = site.app.get(Attachments);
	const add = (number: number, bytes: number) =>
		attachments.add(ana, course.id, {
			bytes: document(number, bytes),
			name: `Volume ${number}.pdf`,
			alt: '',
		});
	const whole = Math.floor(COURSE_BYTES_LIMIT / DOCUMENT_BYTES_LIMIT);
	for (let number = 0; number < whole; number++)
		expect(await add(number, DOCUMENT_BYTES_LIMIT)).toMatchObject({ name: `Volume-${number}.pdf` });
	expect(await add(whole, COURSE_BYTES_LIMIT - whole * DOCUMENT_BYTES_LIMIT)).toHaveProperty('fileId');
	expect(await add(whole + 1, 100)).toBe('full');
	expect(await bytesIn(course.id)).toBe(COURSE_BYTES_LIMIT);

	const zips = site.app.get(TransferFiles);
	const exported = await site.app.get(Transfers).export(ana, course);
	await site.drainJobs();
	expect((await ana.visit(`/transfers/${exported}`)).text).toContain('The zip is ready.');
	expect((await stat(zips.path(exported))).size).toBeGreaterThan(COURSE_BYTES_LIMIT);

	const id = randomUUID();
	await copyFile(zips.path(exported), zips.path(id));
	await site.app.get(Transfers).import(ben, { id, name: 'library.zip', sha256: 'a'.repeat(64) });
	await site.drainJobs();
	expect((await ben.visit(`/transfers/${id}`)).text).toContain('Everything came along.');

	const older = [randomUUID(), randomUUID()];
	for (const each of older) {
		await hollow(zips.path(each), COURSE_BYTES_LIMIT);
		await site.db.query(
			`INSERT INTO transfers (id, kind, state, user_id, file_name, finished_at)
			VALUES ($1, 'export', 'done', $2, 'x.zip', now() - interval '1 day')`,
			[each, ana.id],
		);
	}
	const small = await publishedCourse(site, ana, { title: 'Leaflet' });
	const last = await site.app.get(Transfers).export(ana, small);
	await site.drainJobs();
	const kept = await Promise.all([last, exported, ...older].map((each) => zips.has(each)));
	expect(kept).toEqual([true, true, false, true]);
	const made = await site.db.one<{ id: number }>('SELECT max(id) AS id FROM courses WHERE created_by = $1', [
		ben.id,
	]);
	expect(await bytesIn(made?.id ?? 0)).toBe(COURSE_BYTES_LIMIT);
}, 120_000);
