import { describe, expect, test } from '@jest/globals';
import { sampleAsset, sampleCourse, unpacked, zipped } from './course.sample.js';
import type { CourseArchive } from './course-archive.js';
import { type ArchiveReading, readArchive } from './read-archive.js';
import { readZip } from './zip-files.js';

function archiveOf(reading: ArchiveReading): CourseArchive {
	if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
	return reading.archive;
}

async function withTask(body: string): Promise<CourseArchive> {
	const course = sampleCourse(1, 1);
	return { ...course, tasks: course.tasks.map((task) => ({ ...task, body })) };
}

describe('whatever people write', () => {
	const courses = [
		...Array.from({ length: 60 }, (_, seed) => [seed, seed % 7] as const),
		[1000, 200] as const,
	];

	test.each(courses)(
		'course %i of %i tasks is the same after writing, reading and writing',
		async (seed, count) => {
			const course = sampleCourse(seed, count);
			const first = await zipped(course);
			const read = archiveOf(await readArchive(first));
			expect(read.tasks).toEqual(course.tasks);
			expect(await unpacked(read)).toEqual(await unpacked(course));
			const second = await zipped(read);
			expect(second.equals(first)).toBe(true);
		},
	);
});

test('the order of assets changes no byte', async () => {
	const course = sampleCourse(5, 3);
	const first = await zipped(course);
	const turned = await zipped({ ...course, assets: course.assets.toReversed() });
	expect(turned.equals(first)).toBe(true);
});

test('is a zip of plain files with telling names', async () => {
	const course = sampleCourse(3, 12);
	const named = course.tasks.map((task, index) => ({
		...task,
		title: index === 1 ? 'عقدة' : `Knot Nº ${index}!`,
	}));
	const files = await readZip(await zipped({ ...course, tasks: named }));
	const names = [...files.keys()].filter((name) => !/^(assets|badges)\//.test(name));
	expect(names.slice(0, 5)).toEqual([
		'course.yml',
		'about.md',
		'tasks/01-knot-no-0.md',
		'tasks/02.md',
		'tasks/03-knot-no-2.md',
	]);
	expect(String(await files.get('course.yml')?.read())).toMatch(
		/^format: kunlerni-course\nversion: 2\ntitle: /,
	);
});

test.each([
	['', ''],
	['\n\nsecond', '\n\nsecond'],
	['---\ntitle: x\n---\n', '---\ntitle: x\n---\n'],
	['ends with lines\n\n\n', 'ends with lines\n\n\n'],
	['one\r\ntwo\rthree', 'one\ntwo\nthree'],
])('a body of %j is kept', async (body, kept) => {
	const read = archiveOf(await readArchive(await zipped(await withTask(body))));
	expect(read.tasks.map((task) => task.body)).toEqual([kept]);
});

test('titles that got line breaks or control characters into them come out as one line', async () => {
	const course = sampleCourse(1, 1);
	const tasks = course.tasks.map((task) => ({ ...task, title: ' one\r\n\ttwo\u0007 ' }));
	const read = archiveOf(await readArchive(await zipped({ ...course, tasks })));
	expect(read.tasks[0]?.title).toBe('one two');
});

test('an asset keeps its name however often it goes out and in', () => {
	const named = (path: string) => sampleAsset(path, 'image/png', Buffer.from('a knot')).name;
	const name = named('img/Ünser Knöten.PNG');
	expect(name).toMatch(/^unser-knoten-[0-9a-f]{8}\.png$/);
	expect(named(name)).toBe(name);
	expect(named('绳结.webp')).toMatch(/^file-[0-9a-f]{8}\.webp$/);
});

test('assets without names of their own are refused', async () => {
	const asset = { ...sampleAsset('a.png', 'image/png', Buffer.from('x')), name: 'a-1.png' };
	const course = sampleCourse(1, 0);
	await expect(zipped({ ...course, assets: [asset, { ...asset, name: 'A-1.png' }] })).rejects.toThrow(
		RangeError,
	);
	await expect(zipped({ ...course, assets: [{ ...asset, name: '../a.png' }] })).rejects.toThrow(RangeError);
});

test('a file that cannot be read ends the zip, and is never a shorter one', async () => {
	const lost = {
		...sampleAsset('a.png', 'image/png', Buffer.from('x')),
		read: () => Promise.reject(new Error('away')),
	};
	await expect(zipped({ ...sampleCourse(1, 0), assets: [lost] })).rejects.toThrow('away');
});
