import { Controller, Get, Param, Query } from '@nestjs/common';
import { authorize } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { pageLinks, paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { AwardsQueries } from './awards.queries.js';
import { holdersPage, holdersUrl } from './badge.page.js';
import { canDesign } from './badge.policy.js';
import { BadgesQueries } from './badges.queries.js';

const HOLDERS_PER_PAGE = 50;

/** Who was given a badge, for the organisers of whatever it belongs to: from here they revoke. */
@Controller('badges/:id/awards')
export class HoldersController {
	constructor(
		private readonly badges: BadgesQueries,
		private readonly awards: AwardsQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(
		@CurrentViewer() viewer: Viewer,
		@Param('id') id: string,
		@Query('page') wish: string | undefined,
	) {
		const badge = found(await this.badges.visibleTo(viewer, uuidFrom(id)));
		authorize(canDesign(viewer, badge));
		const slice = paginate(wish, HOLDERS_PER_PAGE);
		const holders = await this.awards.holdersOf(badge.id, { ...slice, limit: slice.limit + 1 });
		const links = pageLinks(holdersUrl(badge), {}, slice, holders.length > slice.limit);
		return page(
			'badges/holders',
			holdersPage(badge, viewer, this.i18n, holders.slice(0, slice.limit), links),
		);
	}
}
