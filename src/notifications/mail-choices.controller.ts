import { Body, Controller, Get, Put } from '@nestjs/common';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { CATEGORIES } from './kinds.js';
import { MailChoices } from './mail-choices.service.js';
import { MailChoicesForm } from './notification.form.js';
import { mailChoicesPage } from './notification.page.js';

@Controller('settings/mail')
export class MailChoicesController {
	constructor(
		private readonly choices: MailChoices,
		private readonly i18n: I18n,
	) {}

	@Get()
	async show(@CurrentViewer() viewer: Viewer) {
		const off = found(await this.choices.offFor(viewer.id));
		return page('notifications/mail', mailChoicesPage(off, { i18n: this.i18n, viewer }));
	}

	@Put()
	@NoAuthorization('changes the member’s own choices')
	async choose(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Body() body: unknown) {
		const form = parse(MailChoicesForm, body);
		if (!form.ok) {
			const off = CATEGORIES.filter((category) => !form.values[category]);
			const model = mailChoicesPage(off, { i18n: this.i18n, viewer }, form.errors);
			return page('notifications/mail', model, { status: 422 });
		}
		const wanted = form.value;
		await this.choices.choose(
			member.id,
			CATEGORIES.filter((category) => !wanted[category]),
		);
		return redirect('/settings/mail', { flash: 'notifications.mail-saved' });
	}
}
