import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, honest unless told otherwise: each further field replaces what would be true. */
export interface Forgery {
	name: string | Buffer;
	content?: string | Buffer;
	/** Stored instead of deflated. */
	isStored?: boolean;
	method?: number;
	flags?: number;
	/** Unix mode with the type of the file. */
	mode?: number;
	crc?: number;
	size?: number;
	packed?: Buffer;
	localName?: string;
	/** Where the directory says it is, instead of where it is. */
	offset?: number;
	extra?: Buffer;
}

const UTF8_NAMES = 0x800;

/** A zip made by hand, for what no honest program writes. */
export function forgedZip(
	entries: readonly Forgery[],
	end: { count?: number; comment?: string } = {},
): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let position = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const content = Buffer.from(entry.content ?? '');
		const packed = entry.packed ?? (entry.isStored ? content : deflateRawSync(content));
		const extra = entry.extra ?? Buffer.alloc(0);
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(entry.flags ?? UTF8_NAMES, 2);
		facts.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4);
		facts.writeUInt32LE(entry.crc ?? crc32(content), 10);
		facts.writeUInt32LE(packed.length, 14);
		facts.writeUInt32LE(entry.size ?? content.length, 18);
		const localName = Buffer.from(entry.localName ?? name);
		const local = Buffer.concat([signed(0x04034b50), named(facts, localName.length, 0), localName, packed]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
		rest.writeUInt32LE(entry.offset ?? position, 10);
		const head = Buffer.concat([
			signed(0x02014b50),
			Buffer.from([20, 3]),
			named(facts, name.length, extra.length),
		]);
		directory.push(head, rest, name, extra);
		locals.push(local);
		position += local.length;
	}
	const listed = Buffer.concat(directory);
	const comment = Buffer.from(end.comment ?? '');
	const last = Buffer.alloc(18);
	last.writeUInt16LE(end.count ?? entries.length, 4);
	last.writeUInt16LE(end.count ?? entries.length, 6);
	last.writeUInt32LE(listed.length, 8);
	last.writeUInt32LE(position, 12);
	last.writeUInt16LE(comment.length, 16);
	return Buffer.concat([...locals, listed, signed(0x06054b50), last, comment]);
}

function signed(signature: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(signature);
	return bytes;
}

function named(facts: Buffer, nameLength: number, extraLength: number): Buffer {
	const bytes = Buffer.from(facts);
	bytes.writeUInt16LE(nameLength, 22);
	bytes.writeUInt16LE(extraLength, 24);
	return bytes;
}

/** A zip of good files, as a person would make it. */
export function zipOf(files: Record<string, string | Buffer>): Buffer {
	return forgedZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}
