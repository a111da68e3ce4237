import { Controller, Get, Headers, Param } from '@nestjs/common';
import { Public } from '../http/access.js';
import { found, uuidFrom } from '../http/errors.js';
import { type Document, document } from '../http/reply.js';
import { byteRange } from './byte-range.js';
import { Files } from './files.js';

const shownInPlace = new Set(['image/webp', 'image/png']);

@Controller('files')
export class FilesController {
	constructor(private readonly files: Files) {}

	/** The file, or the part of it that a player asks for; what is no picture is a download when it is opened by itself. */
	@Get(':id/:name')
	@Public()
	async show(
		@Param('id') id: string,
		@Param('name') name: string,
		@Headers('range') wish?: string,
		@Headers('if-range') known?: string,
	): Promise<Document> {
		const { bytes, mediaType, sha256 } = found(await this.files.open(uuidFrom(id)));
		const disposition = shownInPlace.has(mediaType)
			? 'inline'
			: `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`;
		const headers = {
			'accept-ranges': 'bytes',
			'cache-control': 'public, max-age=31536000, immutable',
			'content-disposition': disposition,
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			etag: `"${sha256}"`,
		};
		const range = known === undefined || known === headers.etag ? byteRange(wish, bytes.length) : undefined;
		if (range === undefined) return document(bytes, mediaType, { headers });
		const isPart = range !== 'unsatisfiable';
		const part = isPart ? `${range.first}-${range.last}` : '*';
		return document(isPart ? bytes.subarray(range.first, range.last + 1) : '', mediaType, {
			status: isPart ? 206 : 416,
			headers: { ...headers, 'content-range': `bytes ${part}/${bytes.length}` },
		});
	}
}
