import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { adminPage, numbers } from './admin.page.js';
import { AdminQueries } from './admin.queries.js';
import { AdminsOnly } from './admins-only.guard.js';

@Controller('admin')
@UseGuards(AdminsOnly)
export class AdminController {
	constructor(
		private readonly queries: AdminQueries,
		private readonly jobs: Jobs,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	@Get()
	async overview(@CurrentViewer() { locale }: Viewer) {
		const [counts, queue] = await Promise.all([this.queries.counts(), this.jobs.stats()]);
		return page('admin/overview', {
			...adminPage(this.i18n, locale, 'overview'),
			counts: numbers(this.i18n, locale, counts),
			queue,
			sendsMail: this.config.smtpUrl !== undefined,
		});
	}
}
