import { Controller, Get, Query } from '@nestjs/common';
import { AwardsQueries } from '../badges/awards.queries.js';
import { BadgesQueries } from '../badges/badges.queries.js';
import { Public } from '../platform/http/access.js';
import { paginate } from '../platform/http/paginate.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { badgeGalleryPage } from './badge-gallery.page.js';

const BADGES_PER_PAGE = 24;

@Controller('badges')
export class BadgeGalleryController {
	constructor(
		private readonly badges: BadgesQueries,
		private readonly awards: AwardsQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async index(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>) {
		const slice = paginate(query['page'], BADGES_PER_PAGE);
		const [badges, own] = await Promise.all([
			this.badges.listed({ limit: slice.limit + 1, offset: slice.offset }),
			viewer.member && slice.page === 1 ? this.awards.awardsOf(viewer.id, viewer) : [],
		]);
		return page('catalogue/badges', badgeGalleryPage(own, badges, slice, viewer, this.i18n));
	}
}
