import { Controller, Get } from '@nestjs/common';
import { BadgesQueries } from '../badges/badges.queries.js';
import { listedBadge } from '../catalogue/badge-gallery.page.js';
import { Public } from '../platform/http/access.js';
import { document, page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';

const BADGES_SHOWN = 12;
const ROBOTS = 'User-agent: *\nDisallow: /admin\nDisallow: /settings\n';

/** What the site says about itself, to people and to robots. */
@Controller()
export class AboutController {
	constructor(
		private readonly badges: BadgesQueries,
		private readonly i18n: I18n,
	) {}

	@Get('about')
	@Public()
	async about(@CurrentViewer() { locale }: Viewer) {
		const badges = await this.badges.listed({ limit: BADGES_SHOWN, offset: 0 }, true);
		return page('shell/about', {
			titleKey: 'about.title',
			badges: badges.map((badge) => listedBadge(badge, this.i18n, locale)),
		});
	}

	@Get('robots.txt')
	@Public()
	robots() {
		return document(ROBOTS, 'text/plain; charset=utf-8');
	}
}
