import { randomUUID } from 'node:crypto';
import { Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LIMITS } from '../archives/course-archive.js';
import { Files } from '../platform/files/files.js';
import { receiveFile } from '../platform/files/large-upload.js';
import { authorize } from '../platform/http/access.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { importPage } from './import.page.js';
import { TransferFiles } from './transfer-files.service.js';
import { canImport } from './transfer.policy.js';
import { Transfers } from './transfers.service.js';

@Controller('courses/import')
export class ImportsController {
	constructor(
		private readonly transfers: Transfers,
		private readonly files: TransferFiles,
		private readonly store: Files,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async new(@CurrentViewer() viewer: Viewer) {
		if (!canImport(viewer))
			return page('courses/confirm-first', { title: this.i18n.t(viewer.locale, 'transfers.import-title') });
		return page('transfers/import', importPage(viewer, this.i18n, await this.store.roomOf(viewer.id)));
	}

	@Post()
	async import(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Req() request: FastifyRequest,
	) {
		authorize(canImport(viewer));
		await this.throttles.take('import', member.id, { limit: 30, seconds: 86_400 });
		const id = randomUUID();
		const file = await receiveFile(request, 'zip', this.files.path(id), LIMITS.zip);
		if (file === null || file === 'too-large') {
			const error = `transfers.error-zip-${file ?? 'missing'}`;
			const room = await this.store.roomOf(viewer.id);
			return page('transfers/import', importPage(viewer, this.i18n, room, { zip: error }), { status: 422 });
		}
		const begun = await this.transfers.import(member, { id, ...file, name: file.name || 'course.zip' });
		return redirect(`/transfers/${begun}`);
	}
}
