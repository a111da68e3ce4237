import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '../http/access.js';
import { found, uuidFrom } from '../http/errors.js';
import { type Document, document } from '../http/reply.js';
import { Files } from './files.js';

const shownInPlace = new Set(['image/webp', 'image/png']);

@Controller('files')
export class FilesController {
	constructor(private readonly files: Files) {}

	@Get(':id/:name')
	@Public()
	async show(@Param('id') id: string, @Param('name') name: string): Promise<Document> {
		const file = found(await this.files.open(uuidFrom(id)));
		const disposition = shownInPlace.has(file.mediaType)
			? 'inline'
			: `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`;
		return document(file.bytes, file.mediaType, {
			headers: {
				'cache-control': 'public, max-age=31536000, immutable',
				'content-disposition': disposition,
				'content-security-policy': "default-src 'none'; sandbox",
				'x-content-type-options': 'nosniff',
			},
		});
	}
}
