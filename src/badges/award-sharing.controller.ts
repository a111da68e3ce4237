import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { Public } from '../platform/http/access.js';
import { found, NotFound, uuidFrom } from '../platform/http/errors.js';
import { document } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { formatDate } from '../platform/i18n/dates.js';
import { I18n } from '../platform/i18n/i18n.js';
import { AwardCards, hasLetters } from './award-card.js';
import { EMBED_SIZE, embedCode, embedHtml, embedStyle } from './award-embed.js';
import { cardUrl, endingText, titleWithEnding } from './award-sharing.page.js';
import { type AwardPageRow, AwardsQueries } from './awards.queries.js';
import { badgeImageUrl } from './badge.page.js';
import { BadgePictures } from './badge-pictures.service.js';
import { CACHING } from './open-document.js';
import { OpenToAll } from './open-to-all.interceptor.js';

const PAGE = /^\/awards\/([0-9a-f-]{36})\/?$/;

/** An award on other people's pages: as a picture, in a frame, and for programs that ask how to show it. */
@Controller()
@UseInterceptors(OpenToAll)
export class AwardSharingController {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly awards: AwardsQueries,
		private readonly pictures: BadgePictures,
		private readonly cards: AwardCards,
		private readonly i18n: I18n,
	) {}

	@Get('awards/:id/card.png')
	@Public()
	async card(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const award = await this.award(viewer, id);
		const { imageSvg, imagePng, versionId } = found(await this.awards.documentsFor(viewer, award.id));
		const png = await this.cards.png({
			badge: award.name,
			person: hasLetters(award.person.displayName) ? award.person.displayName : award.person.username,
			awardedTo: this.i18n.t(viewer.locale, 'badges.awarded-to'),
			footer: `${award.school?.name ?? this.config.siteName} · ${formatDate(award.awardedAt, 'date', viewer.locale, 'UTC')}`,
			notice: endingText(award, 'card', viewer, this.i18n),
			colour: award.colour,
			picture: this.pictures.png(versionId, imageSvg, imagePng),
		});
		return document(png, 'image/png', { headers: { 'cache-control': cachingOf(award) } });
	}

	/** The one page of the site that others may put into a frame. It has no scripts and knows nobody. */
	@Get('awards/:id/embed')
	@Public()
	async embed(
		@CurrentViewer() viewer: Viewer,
		@Param('id') id: string,
		@Res({ passthrough: true }) reply: FastifyReply,
	) {
		const award = await this.award(viewer, id);
		reply.removeHeader('x-frame-options');
		const style = createHash('sha256').update(embedStyle).digest('base64');
		const policy = `default-src 'none'; img-src 'self'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;
		const html = embedHtml({
			language: viewer.locale,
			name: award.name,
			person: award.person.displayName,
			line:
				endingText(award, 'embed', viewer, this.i18n) || this.i18n.t(viewer.locale, 'sharing.embed-check'),
			imageUrl: badgeImageUrl(award),
			pageUrl: credentialUrls(this.config.publicUrl).awardPage(award.id),
		});
		return document(html, 'text/html; charset=utf-8', {
			headers: { 'content-security-policy': policy, 'cache-control': cachingOf(award) },
		});
	}

	/** oEmbed 1.0, JSON only. */
	@Get('oembed')
	@Public()
	async oembed(
		@CurrentViewer() viewer: Viewer,
		@Query('url') url: unknown,
		@Query('format') format: unknown,
	) {
		if (format !== undefined && format !== 'json')
			return document('JSON only\n', 'text/plain; charset=utf-8', { status: 501 });
		const address = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
		const id = address?.origin === this.config.publicUrl ? PAGE.exec(address.pathname)?.[1] : undefined;
		if (!id) throw new NotFound();
		const award = await this.award(viewer, id);
		const { awardPage } = credentialUrls(this.config.publicUrl);
		const answer = {
			version: '1.0',
			type: 'rich',
			title: titleWithEnding(award, award.name, viewer, this.i18n),
			author_name: award.person.displayName,
			provider_name: this.config.siteName,
			provider_url: this.config.publicUrl,
			...EMBED_SIZE,
			html: embedCode(awardPage(award.id), award.name),
			cache_age: 0,
			thumbnail_url: cardUrl(award, this.config),
			thumbnail_width: 1_200,
			thumbnail_height: 630,
		};
		return document(JSON.stringify(answer), 'application/json', {
			headers: { 'cache-control': cachingOf(award) },
		});
	}

	private async award(viewer: Viewer, id: string): Promise<AwardPageRow> {
		const award = found(await this.awards.visibleTo(viewer, uuidFrom(id)));
		if (!award.issuedAt) throw new NotFound();
		return award;
	}
}

/** Asked for again each time: what its earner hides is hidden at once, and nothing stays valid past its end. */
function cachingOf({ visibility }: AwardPageRow): string {
	return CACHING[visibility === 'private' ? 'never' : 'checked'];
}
