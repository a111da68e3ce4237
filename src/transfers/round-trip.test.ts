import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { courseOn, exportZip, importZip } from '../../test/support/transfers.js';
import { sampleAsset, sampleCourse, unpacked, zipped } from '../archives/course.sample.js';
import type { ArchivedAsset, CourseArchive } from '../archives/course-archive.js';
import { readArchive } from '../archives/read-archive.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
beforeEach(() => site.db.query('DELETE FROM throttles'));
afterAll(() => site.close());

async function archiveOf(zip: Buffer): Promise<CourseArchive> {
	const reading = await readArchive(zip);
	if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
	return reading.archive;
}

async function attachments(seed: number): Promise<ArchivedAsset[]> {
	const drawn = await sharp({
		create: { width: 40 + seed, height: 30, channels: 3, background: { r: seed, g: 99, b: 7 } },
	})
		.webp({ quality: 82 })
		.toBuffer();
	const table = Buffer.from(`knot,holds\nبولين,${seed}\n`);
	const files = [
		{ path: `نقطة ${seed}.webp`, mediaType: 'image/webp', bytes: drawn },
		{ path: `Table ${seed}.csv`, mediaType: 'text/csv', bytes: table },
	];
	return files.map(({ path, mediaType, bytes }) => sampleAsset(path, mediaType, bytes));
}

/** A course of whatever people write, with attachments that are what they say. */
async function writtenCourse(seed: number, tasks: number): Promise<CourseArchive> {
	const course = sampleCourse(seed, tasks);
	const assets = await attachments(seed % 200);
	const links = assets.map(({ name }) => `![ñ](assets/${name}) [📎](assets/${name})`).join('\n');
	return { ...course, about: `${course.about}\n${links}\n[here](course:about)`, assets };
}

/** A site writes what a picture shows into it. */
function withoutTitle<Badge extends { picture: { read: string } | null }>(badge: Badge): Badge {
	const { picture } = badge;
	return picture
		? { ...badge, picture: { ...picture, read: picture.read.replace(/<title>[^<]*/, '<title>') } }
		: badge;
}

const cases = [
	...Array.from({ length: 12 }, (_, seed) => [seed, (seed * 5) % 9] as const),
	[77, 200] as const,
];

test.each(cases)(
	'course %i of %i tasks goes out, in and out again without a byte changed',
	async (seed, count) => {
		const written = await writtenCourse(seed, count);
		const page = await importZip(site, ana, await zipped(written));
		expect(page.text).toContain('It is here');
		const course = courseOn(page);

		const first = await exportZip(site, ana, course);
		const out = await archiveOf(first);
		expect(out.tasks.map(({ lineageId, title, body }) => ({ lineageId, title, body }))).toEqual(
			written.tasks.map(({ lineageId, title, body }) => ({ lineageId, title, body })),
		);
		expect(out.about).toBe(written.about);
		expect(out.course.run).toEqual(written.course.run);
		const { assets, badges } = await unpacked(out);
		const { assets: writtenAssets, badges: writtenBadges } = await unpacked(written);
		expect(assets).toEqual(writtenAssets);
		expect(badges.map(withoutTitle)).toEqual(writtenBadges);

		const second = await exportZip(site, ben, courseOn(await importZip(site, ben, first)));
		expect(second.equals(first)).toBe(true);
	},
	60_000,
);
