import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { found, idFrom } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Mail } from '../platform/mail/mail.js';
import { adminPage, mailList, mailView } from './admin.page.js';
import { AdminsOnly } from './admins-only.guard.js';

const PAGE_SIZE = 50;

@Controller('admin/mails')
@UseGuards(AdminsOnly)
export class MailsController {
	constructor(
		private readonly mail: Mail,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(@CurrentViewer() { locale }: Viewer, @Query('page') wish: unknown) {
		const slice = paginate(wish, PAGE_SIZE);
		const mails = await this.mail.outbox(slice);
		return page('admin/mails', {
			...adminPage(this.i18n, locale, 'mails'),
			...mailList(this.i18n, locale, slice, mails),
		});
	}

	@Get(':id')
	async show(@CurrentViewer() { locale }: Viewer, @Param('id') id: string) {
		const mail = found(await this.mail.byId(idFrom(id)));
		return page('admin/mail', {
			...adminPage(this.i18n, locale, 'mails'),
			mail: mailView(this.i18n, locale, mail),
		});
	}
}
