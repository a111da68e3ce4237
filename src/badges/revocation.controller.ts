import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { RevocationForm } from './award.form.js';
import { revocationPage } from './award.page.js';
import { AwardsQueries } from './awards.queries.js';
import { Awards } from './awards.service.js';
import { holdersUrl } from './badge.page.js';
import { canRevoke } from './badge.policy.js';

@Controller('awards/:id/revocation')
export class RevocationController {
	constructor(
		private readonly queries: AwardsQueries,
		private readonly awards: Awards,
		private readonly i18n: I18n,
	) {}

	@Get()
	async ask(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const award = found(await this.queries.forRevocation(viewer, uuidFrom(id)));
		authorize(canRevoke(viewer, award));
		return page('badges/revocation', revocationPage(award, viewer, this.i18n));
	}

	@Post()
	async revoke(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const award = found(await this.queries.forRevocation(viewer, uuidFrom(id)));
		authorize(canRevoke(viewer, award));
		const form = parse(RevocationForm, body);
		if (!form.ok)
			return page('badges/revocation', revocationPage(award, viewer, this.i18n, form.values, form.errors), {
				status: 422,
			});
		await this.awards.revoke(award.id, form.value.reason, member.id);
		return redirect(holdersUrl(award), { flash: 'badges.revoked' });
	}
}
