import type { Multipart } from '@fastify/multipart';
import { BadRequestException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IMAGE_BYTES_LIMIT } from './image.js';

export interface Upload {
	fields: Record<string, string>;
	/** Null when no file was chosen. */
	file: Buffer | null | 'too-large';
	/** What the file is called where it came from, without its folder; '' without a file. */
	name: string;
}

interface Parts {
	fields: Record<string, string>;
	files: Map<string, Buffer | 'too-large'>;
	names: Map<string, string>;
}

const limits = { files: 1, fields: 50, fieldSize: 1024 * 1024, parts: 51 };
const read = new WeakMap<FastifyRequest['raw'], Promise<Parts>>();

/**
 * The fields and the one file of a multipart form, up to `limit` bytes, in memory; a form without files gives its body's fields.
 * May be called again for the same request. A malformed or overfull form throws what @fastify/multipart throws (4xx).
 */
export async function readUpload(
	request: FastifyRequest,
	field: string,
	limit = IMAGE_BYTES_LIMIT,
): Promise<Upload> {
	if (!request.isMultipart()) return { fields: textFields(request.body), file: null, name: '' };
	const parts = read.get(request.raw) ?? readParts(request, limit).catch(sendersFault);
	read.set(request.raw, parts);
	const { fields, files, names } = await parts;
	return { fields, file: files.get(field) ?? null, name: names.get(field) ?? '' };
}

/** What goes wrong while a form is read is in the form, unless it has a status of its own or the disk refuses it. */
export function sendersFault(error: unknown): never {
	const isTold = typeof error === 'object' && error !== null && ('statusCode' in error || 'syscall' in error);
	throw isTold ? error : cutShort();
}

function cutShort(): BadRequestException {
	return new BadRequestException('The form is cut short or malformed');
}

/** The parts of a multipart form. Throws where the parser is silent for ever: its sender, or the end of its file, has gone already. */
export async function* partsOf(
	request: FastifyRequest,
	options: Parameters<FastifyRequest['parts']>[0],
): AsyncGenerator<Multipart> {
	if (request.raw.destroyed) throw cutShort();
	for await (const part of request.parts(options)) {
		if (part.type === 'file' && part.file.destroyed) throw cutShort();
		yield part;
	}
}

/** The fields of a multipart form that readUpload was asked for before; none when nobody asked. */
export async function fieldsRead(request: FastifyRequest): Promise<Record<string, string>> {
	const parts = await read.get(request.raw)?.catch(() => undefined);
	return parts?.fields ?? {};
}

async function readParts(request: FastifyRequest, fileSize: number): Promise<Parts> {
	const options = { limits: { ...limits, fileSize }, throwFileSizeLimit: false };
	const parts: Parts = { fields: {}, files: new Map(), names: new Map() };
	for await (const part of partsOf(request, options)) {
		if (part.type === 'field') {
			if (typeof part.value === 'string') parts.fields[part.fieldname] = part.value;
			continue;
		}
		const chunks: Buffer[] = [];
		for await (const chunk of part.file) chunks.push(chunk as Buffer);
		const bytes = Buffer.concat(chunks);
		if (part.file.truncated) parts.files.set(part.fieldname, 'too-large');
		else if (bytes.length > 0) {
			parts.files.set(part.fieldname, bytes);
			parts.names.set(part.fieldname, bareName(part.filename));
		}
	}
	return parts;
}

/** One line without control characters; some browsers send the whole path. */
export function bareName(filename: string | undefined): string {
	const last = (filename ?? '').split(/[\\/]/).pop() ?? '';
	return last
		.replace(/\p{Cc}|\p{Cf}/gu, '')
		.trim()
		.slice(-120);
}

function textFields(body: unknown): Record<string, string> {
	const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}
