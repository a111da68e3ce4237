import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { bareName, partsOf, sendersFault } from './upload.js';

export interface ReceivedFile {
	/** What it is called where it came from, without its folder. */
	name: string;
	/** SHA-256 in hexadecimal. */
	sha256: string;
}

/**
 * Writes the one file of a multipart form to `path` while it arrives, so that it is never in memory as a whole. Null
 * when no file was chosen. There is a file at `path` only when one is returned. `limit` in bytes. A malformed form
 * throws as in `readUpload`.
 */
export async function receiveFile(
	request: FastifyRequest,
	field: string,
	path: string,
	limit: number,
): Promise<ReceivedFile | null | 'too-large'> {
	if (!request.isMultipart()) return null;
	let received: ReceivedFile | null | 'too-large' = null;
	await mkdir(dirname(path), { recursive: true });
	try {
		const limits = { files: 1, fields: 10, fileSize: limit, parts: 11 };
		const options = { limits, throwFileSizeLimit: false };
		for await (const part of partsOf(request, options)) {
			if (part.type === 'field') continue;
			const digest = createHash('sha256');
			let bytes = 0;
			const counter = new Transform({
				transform(chunk: Buffer, _encoding, done) {
					digest.update(chunk);
					bytes += chunk.length;
					done(null, chunk);
				},
			});
			await pipeline(part.file, counter, createWriteStream(path, { mode: 0o600 }));
			if (part.fieldname !== field || bytes === 0) continue;
			received = part.file.truncated
				? 'too-large'
				: { name: bareName(part.filename), sha256: digest.digest('hex') };
		}
	} catch (error) {
		received = null;
		sendersFault(error);
	} finally {
		if (received === null || received === 'too-large') await rm(path, { force: true });
	}
	return received;
}
