import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ReadingForm } from './notification.form.js';
import { NOTIFICATIONS_PER_PAGE, notificationsPage } from './notification.page.js';
import { NotificationsQueries } from './notifications.queries.js';
import { Readings } from './readings.service.js';

@Controller('notifications')
export class NotificationsController {
	constructor(
		private readonly queries: NotificationsQueries,
		private readonly readings: Readings,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	@Get()
	async list(@CurrentViewer() viewer: Viewer, @Query('page') pageNumber: unknown) {
		const slice = paginate(pageNumber, NOTIFICATIONS_PER_PAGE);
		const rows = await this.queries.of(viewer.id, slice);
		const { siteName } = this.config;
		return page('notifications/index', notificationsPage(rows, slice, { i18n: this.i18n, viewer, siteName }));
	}

	@Post('reading')
	@NoAuthorization('marks the member’s own notifications')
	async read(@CurrentMember() member: Member, @Body() body: unknown) {
		const form = parse(ReadingForm, body);
		if (!form.ok) return redirect('/notifications', { flash: 'notifications.not-read', kind: 'problem' });
		await this.readings.markRead(member.id, Number(form.value.upTo));
		return redirect('/notifications', { flash: 'notifications.all-read' });
	}
}
