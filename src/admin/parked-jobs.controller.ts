import { Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { canAdminister } from '../accounts/account.policy.js';
import { Database } from '../platform/database/database.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { adminPage, parkedJob } from './admin.page.js';
import { AdminsOnly } from './admins-only.guard.js';

@Controller('admin/jobs')
@UseGuards(AdminsOnly)
export class ParkedJobsController {
	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(@CurrentViewer() { locale }: Viewer) {
		const parked = await this.jobs.parked();
		return page('admin/jobs', { ...adminPage(this.i18n, locale, 'jobs'), jobs: parked.map(parkedJob) });
	}

	@Post(':id/attempts')
	async tryAgain(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		authorize(canAdminister(viewer));
		const retried = await this.db.transaction((tx) => this.jobs.retry(tx, idFrom(id)));
		found(retried || null);
		return redirect('/admin/jobs', { flash: 'admin.job-retried' });
	}
}
