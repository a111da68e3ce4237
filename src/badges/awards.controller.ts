import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { parse } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { VisibilityForm } from './award.form.js';
import { awardPage } from './award.page.js';
import { AwardVerification } from './award-verification.service.js';
import { type AwardPageRow, AwardsQueries } from './awards.queries.js';
import { Awards } from './awards.service.js';
import { awardUrl } from './badge.page.js';
import { canChooseVisibility } from './badge.policy.js';

@Controller('awards/:id')
export class AwardsController {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly queries: AwardsQueries,
		private readonly awards: Awards,
		private readonly verification: AwardVerification,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		return this.page(await this.award(viewer, id), viewer, 200);
	}

	@Put('visibility')
	async choose(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown) {
		const award = await this.award(viewer, id);
		authorize(canChooseVisibility(viewer, award));
		const form = parse(VisibilityForm, body);
		if (!form.ok) return this.page(award, viewer, 422);
		await this.awards.show(award.id, form.value.visibility);
		return redirect(awardUrl(award), { flash: `badges.now-${form.value.visibility}` });
	}

	private async award(viewer: Viewer, id: string): Promise<AwardPageRow> {
		return found(await this.queries.visibleTo(viewer, uuidFrom(id)));
	}

	private async page(award: AwardPageRow, viewer: Viewer, status: number) {
		const verification =
			award.credential && (await this.verification.verify(award.id, award.credential, award.email));
		return page('badges/award', awardPage(award, verification ?? undefined, viewer, this.i18n, this.config), {
			status,
		});
	}
}
