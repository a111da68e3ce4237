import { createHash } from 'node:crypto';
import { open as openFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { ArchiveProblem } from './archive-note.js';
import { LIMITS } from './course-archive.js';
import { checkedPath } from './zip-paths.js';

const inflate = promisify(inflateRaw);

const STORED = 0;
const DEFLATED = 8;

/** The bytes of a zip, in memory or on the disk at a path. */
export type ZipBytes = Buffer | string;

/** A file in a zip, sound when it was listed. */
export interface PackedFile {
	/** Unpacked, in bytes. */
	size: number;
	/** Of the unpacked bytes, in hexadecimal. */
	sha256: string;
	/** Unpacks it: whoever reads one after the other holds one at a time. */
	read(): Promise<Buffer>;
}

interface Packed {
	path: string;
	entry: Entry;
}

/**
 * The files of a zip by path; folders are left out. Each was unpacked once to see that it is sound, and none is kept in
 * memory. Throws ArchiveProblem at anything that is damaged, dishonest or beyond LIMITS; what is too large is refused
 * before it is unpacked.
 */
export async function readZip(bytes: ZipBytes): Promise<Map<string, PackedFile>> {
	const size = typeof bytes === 'string' ? (await stat(bytes)).size : bytes.length;
	if (size > LIMITS.zip) throw new ArchiveProblem('too-large', undefined, { mb: megabytes(LIMITS.zip) });
	if ((await part(bytes, 0, 2)).toString('latin1') !== 'PK') throw new ArchiveProblem('not-a-zip');
	const zip = await open(bytes);
	try {
		const packed = await listed(zip);
		checkSizes(packed);
		return await checked(zip, bytes, size, packed);
	} finally {
		zip.close();
	}
}

/** From byte `start` up to `end`; less where the zip ends before. */
async function part(bytes: ZipBytes, start: number, end: number): Promise<Buffer> {
	if (typeof bytes !== 'string') return bytes.subarray(start, end);
	const file = await openFile(bytes);
	try {
		const length = Math.max(0, end - start);
		const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

async function open(bytes: ZipBytes): Promise<ZipFile> {
	const options = { decodeStrings: false, autoClose: false };
	const opening = typeof bytes === 'string' ? openPromise(bytes, options) : fromBufferPromise(bytes, options);
	return opening.catch((error: unknown) => {
		const endIsAway = error instanceof Error && error.message.startsWith('End of central directory');
		throw new ArchiveProblem(endIsAway ? 'truncated' : 'zip-damaged');
	});
}

async function listed(zip: ZipFile): Promise<Packed[]> {
	if (zip.entryCount > LIMITS.entries)
		throw new ArchiveProblem('too-many-files', undefined, { limit: LIMITS.entries });
	const packed: Packed[] = [];
	const seen = new Set<string>();
	const entries = zip.eachEntry();
	for (;;) {
		const next = await entries.next().catch((error: unknown) => {
			const encrypted = error instanceof Error && error.message.includes('encryption');
			throw new ArchiveProblem(encrypted ? 'encrypted' : 'zip-damaged');
		});
		if (next.done) return packed;
		const entry = next.value;
		const path = checkedPath(entry.fileNameRaw);
		checkKind(entry, path);
		// Systems that do not tell these apart would unpack one over the other.
		const identity = path.replace(/\/$/, '').normalize('NFC').toLowerCase();
		if (seen.has(identity)) throw new ArchiveProblem('duplicate', path);
		seen.add(identity);
		packed.push({ path, entry });
	}
}

function checkKind(entry: Entry, path: string): void {
	const fileType = (entry.externalFileAttributes >>> 16) & 0xf000;
	if (fileType === 0xa000) throw new ArchiveProblem('symlink', path);
	if (fileType !== 0 && fileType !== 0x8000 && fileType !== 0x4000)
		throw new ArchiveProblem('special-file', path);
	if (entry.isEncrypted()) throw new ArchiveProblem('encrypted', path);
	if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
		throw new ArchiveProblem('method', path);
}

function checkSizes(packed: readonly Packed[]): void {
	let total = 0;
	for (const { path, entry } of packed) {
		const size = entry.uncompressedSize;
		if (size > LIMITS.ratioFrom && size > entry.compressedSize * LIMITS.ratio)
			throw new ArchiveProblem('bomb', path);
		if (size > LIMITS.entry)
			throw new ArchiveProblem('file-too-large', path, { mb: megabytes(LIMITS.entry) });
		total += size;
	}
	if (total > LIMITS.unpacked)
		throw new ArchiveProblem('total-too-large', undefined, { mb: megabytes(LIMITS.unpacked) });
}

async function checked(
	zip: ZipFile,
	bytes: ZipBytes,
	size: number,
	packed: readonly Packed[],
): Promise<Map<string, PackedFile>> {
	const files = new Map<string, PackedFile>();
	let end = 0;
	const inOrder = packed.toSorted(
		(a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
	);
	for (const { path, entry } of inOrder) {
		// Entries that share their bytes are how a small zip unpacks to a huge one.
		if (entry.relativeOffsetOfLocalHeader < end) throw new ArchiveProblem('overlap', path);
		const start = await dataStart(zip, path, entry);
		end = start + entry.compressedSize;
		if (end > size) throw new ArchiveProblem('damaged', path);
		const stop = end;
		const read = async () => unpack(await part(bytes, start, stop), path, entry);
		const content = await read();
		const sha256 = createHash('sha256').update(content).digest('hex');
		if (!path.endsWith('/')) files.set(path, { size: content.length, sha256, read });
		else if (content.length > 0) throw new ArchiveProblem('damaged', path);
	}
	return files;
}

async function dataStart(zip: ZipFile, path: string, entry: Entry): Promise<number> {
	const header = await zip.readLocalFileHeaderPromise(entry).catch(() => {
		throw new ArchiveProblem('damaged', path);
	});
	// Two readers of the same zip must not see two different files.
	const agrees =
		header.compressionMethod === entry.compressionMethod && header.fileName.equals(entry.fileNameRaw);
	if (!agrees) throw new ArchiveProblem('headers-differ', path);
	return header.fileDataStart;
}

async function unpack(packed: Buffer, path: string, entry: Entry): Promise<Buffer> {
	const content = entry.compressionMethod === STORED ? packed : await inflated(packed, path, entry);
	if (content.length !== entry.uncompressedSize) throw new ArchiveProblem('headers-differ', path);
	if (crc32(content) !== entry.crc32) throw new ArchiveProblem('checksum', path);
	return content;
}

function inflated(packed: Buffer, path: string, entry: Entry): Promise<Buffer> {
	return inflate(packed, { maxOutputLength: Math.max(entry.uncompressedSize, 1) }).catch((error: unknown) => {
		const hasCode = typeof error === 'object' && error !== null && 'code' in error;
		const tooMuch = hasCode && error.code === 'ERR_BUFFER_TOO_LARGE';
		throw new ArchiveProblem(tooMuch ? 'headers-differ' : 'damaged', path);
	});
}

function megabytes(bytes: number): number {
	return bytes / 1024 / 1024;
}
