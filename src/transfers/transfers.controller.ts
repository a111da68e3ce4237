import { Controller, Get, Param } from '@nestjs/common';
import { found, uuidFrom } from '../platform/http/errors.js';
import { document, page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { TransferFiles } from './transfer-files.service.js';
import { LISTED, transferPage, transfersPage } from './transfer.page.js';
import { TransfersQueries } from './transfers.queries.js';

/** Each member's own exports and imports; nobody else's are found. */
@Controller('transfers')
export class TransfersController {
	constructor(
		private readonly transfers: TransfersQueries,
		private readonly files: TransferFiles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(@CurrentViewer() viewer: Viewer) {
		const rows = await this.transfers.latest(viewer.id, LISTED);
		return page('transfers/index', transfersPage(rows, viewer, this.i18n));
	}

	@Get(':id')
	async show(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const transfer = found(await this.transfers.ofMember(viewer.id, uuidFrom(id)));
		const isKept = await this.files.has(transfer.id);
		return page('transfers/show', transferPage(transfer, isKept, viewer, this.i18n));
	}

	@Get(':id/file')
	async file(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const {
			id: known,
			kind,
			state,
			fileName,
		} = found(await this.transfers.ofMember(viewer.id, uuidFrom(id)));
		const isReady = kind === 'export' && state === 'done';
		const { zip, size } = found(isReady ? await this.files.open(known) : undefined);
		return document(zip, 'application/zip', {
			headers: {
				'content-length': String(size),
				'cache-control': 'private, no-store',
				'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
			},
		});
	}
}
