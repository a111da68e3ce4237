import { Controller, Get, Headers, Param } from '@nestjs/common';
import { Public } from '../http/access.js';
import { found, NotFound, uuidFrom } from '../http/errors.js';
import type { Document } from '../http/reply.js';
import { Files } from './files.js';
import { servedFile } from './served-file.js';

const shownInPlace = new Set(['image/webp', 'image/png']);

@Controller('files')
export class FilesController {
	constructor(private readonly files: Files) {}

	/** What is no picture plays in a page of ours, and is a download when it is opened by itself. */
	@Get(':id/:name')
	@Public()
	async show(
		@Param('id') id: string,
		@Param('name') name: string,
		@Headers('range') range?: string,
		@Headers('if-range') ifRange?: string,
	): Promise<Document> {
		const file = found(await this.files.open(uuidFrom(id)));
		if (file.isPrivate) throw new NotFound();
		const disposition = shownInPlace.has(file.mediaType)
			? 'inline'
			: `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`;
		return servedFile(
			file,
			{ range, ifRange },
			{
				'cache-control': 'public, max-age=31536000, immutable',
				'content-disposition': disposition,
			},
		);
	}
}
