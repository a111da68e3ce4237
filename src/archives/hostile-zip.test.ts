import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { sampleCourse, zipped } from './course.sample.js';
import { LIMITS } from './course-archive.js';
import { readArchive } from './read-archive.js';
import { type Forgery, forgedZip } from './zip.sample.js';

const MB = 1024 * 1024;

async function problemOf(bytes: Buffer) {
	const reading = await readArchive(bytes);
	if (reading.ok) throw new Error('was taken');
	return [reading.problem.key.replace('archives.problem-', ''), reading.problem.file ?? null];
}

function forged(...entries: Forgery[]): Buffer {
	return forgedZip([{ name: 'course.yml', content: 'format: kunlerni-course' }, ...entries]);
}

const x = { name: 'x.txt', content: 'some words' };
const latin = Buffer.from('ñ.md', 'latin1');
const zip64Size = Buffer.from('010008000000000001000000', 'hex');

test.each<[string, Buffer, string, string | null]>([
	['an empty file', Buffer.alloc(0), 'not-a-zip', null],
	['a picture', Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1'), 'not-a-zip', null],
	['a zip without its end', forged(x).subarray(0, -30), 'truncated', null],
	['bytes after the end', Buffer.concat([forged(x), Buffer.from('more')]), 'zip-damaged', null],
	['more entries promised than there are', forgedZip([x], { count: 3 }), 'zip-damaged', null],
	[
		'10,000 entries',
		forgedZip(Array.from({ length: 10_000 }, (_, i) => ({ name: `${i}` }))),
		'too-many-files',
		null,
	],
	['a path out of the folder', forged({ ...x, name: 'a/../../x' }), 'path-outside', 'a/../../x'],
	['an absolute path', forged({ ...x, name: '/etc/passwd' }), 'path-absolute', '/etc/passwd'],
	['a drive letter', forged({ ...x, name: 'C:x.txt' }), 'path-absolute', 'C:x.txt'],
	['a backslash', forged({ ...x, name: '..\\x' }), 'path-backslash', '..\\x'],
	['a NUL in a name', forged({ ...x, name: 'a\0b' }), 'path-malformed', 'a�b'],
	['an empty part of a path', forged({ ...x, name: 'a//b' }), 'path-malformed', 'a//b'],
	['an endless name', forged({ ...x, name: 'a'.repeat(300) }), 'path-malformed', 'a'.repeat(80)],
	['a name that is not UTF-8', forged({ ...x, name: latin, flags: 0 }), 'path-encoding', 'ñ.md'],
	['a symbolic link', forged({ ...x, mode: 0o120777 }), 'symlink', 'x.txt'],
	['a device', forged({ ...x, mode: 0o060600 }), 'special-file', 'x.txt'],
	['a name twice', forged(x, x), 'duplicate', 'x.txt'],
	['a name twice but for its capitals', forged(x, { ...x, name: 'X.TXT' }), 'duplicate', 'X.TXT'],
	['a file and a folder of one name', forged(x, { name: 'x.txt/', isStored: true }), 'duplicate', 'x.txt/'],
	['a password', forged({ ...x, flags: 0x801 }), 'encrypted', 'x.txt'],
	['strong encryption', forged({ ...x, flags: 0x841 }), 'encrypted', null],
	['another compression', forged({ ...x, method: 14 }), 'method', 'x.txt'],
	['another name in the file header', forged({ ...x, localName: 'y.txt' }), 'headers-differ', 'x.txt'],
	[
		'files that share their bytes',
		forged({ ...x, name: 'course.txt', localName: 'course.yml', offset: 0 }),
		'overlap',
		'course.txt',
	],
	['an offset beyond the end', forged({ ...x, offset: 900_000 }), 'damaged', 'x.txt'],
	['another checksum', forged({ ...x, crc: 1 }), 'checksum', 'x.txt'],
	['broken data', forged({ ...x, packed: Buffer.from('ffff', 'hex') }), 'damaged', 'x.txt'],
	[
		'half of the data',
		forged({ ...x, packed: deflateRawSync('word '.repeat(50)).subarray(0, 5) }),
		'damaged',
		'x.txt',
	],
	['less promised than there is', forged({ ...x, size: 3 }), 'headers-differ', 'x.txt'],
	['more promised than there is', forged({ ...x, size: 30 }), 'headers-differ', 'x.txt'],
	['a stored file of another size', forged({ ...x, isStored: true, size: 30 }), 'zip-damaged', null],
	['a bomb', forged({ name: 'b.txt', content: Buffer.alloc(20 * MB) }), 'bomb', 'b.txt'],
	[
		'a bomb that hides its size',
		forged({ name: 'b.txt', content: Buffer.alloc(20 * MB), size: 9 }),
		'headers-differ',
		'b.txt',
	],
	['a size in ZIP64 that no file has', forged({ ...x, size: 0xffffffff, extra: zip64Size }), 'bomb', 'x.txt'],
	[
		'a ZIP64 size that is not there',
		forged({ ...x, size: 0xffffffff, extra: Buffer.from('01000000', 'hex') }),
		'zip-damaged',
		null,
	],
	[
		'an extra field longer than it is',
		forged({ ...x, extra: Buffer.from('010050ff', 'hex') }),
		'zip-damaged',
		null,
	],
	['a folder with content', forged({ name: 'f/', content: 'x' }), 'damaged', 'f/'],
])('%s is refused', async (_name, bytes, problem, file) => {
	expect(await problemOf(bytes)).toEqual([problem, file]);
});

test('sizes have limits: of the zip, of a file, of all files', async () => {
	expect(await problemOf(Buffer.alloc(LIMITS.zip + 1))).toEqual(['too-large', null]);
	const big = { content: randomBytes(MB), size: 20 * MB };
	expect(await problemOf(forged({ ...big, name: 'big', size: 26 * MB }))).toEqual(['file-too-large', 'big']);
	const many = Array.from({ length: 18 }, (_, index) => ({ ...big, name: `${index}` }));
	expect(await problemOf(forged(...many))).toEqual(['total-too-large', null]);
});

test('a good zip with any byte changed or cut off is read or refused, and never more', async () => {
	const good = await zipped(sampleCourse(4, 2));
	const answers = new Set<boolean>();
	for (let position = 0; position < good.length; position++) {
		const changed = Buffer.from(good);
		changed[position] = (changed[position] ?? 0) ^ (1 + ((position * 37) % 255));
		answers.add((await readArchive(changed)).ok);
		if (position % 7 === 0) answers.add((await readArchive(good.subarray(0, position))).ok);
	}
	expect([...answers].sort()).toEqual([false, true]);
});
