import { Controller, Get, Query } from '@nestjs/common';
import { Public } from '../http/access.js';
import { found } from '../http/errors.js';
import { type Document, document } from '../http/reply.js';
import { CurrentViewer, type Viewer } from '../http/viewer.js';
import { I18n } from '../i18n/i18n.js';
import { Views } from '../views/views.js';
import { type Embed, embedOf, pictureOf } from './embed.js';

/** The one page that asks third parties, and only the one it is about; nothing but our own pages may frame it. */
function policyOf({ isPlayer, src }: Embed): string {
	// Files are often sent on to another host; a player is not.
	const allowed = isPlayer ? [`frame-src ${new URL(src).origin}`] : ['img-src https:', 'media-src https:'];
	return [
		"default-src 'none'",
		"style-src 'self'",
		"font-src 'self'",
		...allowed,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'self'",
	].join('; ');
}

@Controller('embed')
export class EmbedController {
	constructor(
		private readonly views: Views,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	show(@CurrentViewer() viewer: Viewer, @Query('url') url: unknown): Document {
		const address = typeof url === 'string' ? url : '';
		const embed = found(embedOf(address) ?? pictureOf(address));
		const { locale, timeZone, theme } = viewer;
		const model = {
			...embed,
			title: this.i18n.t(locale, `markdown.${embed.kind}-from`, { provider: embed.provider }),
			href: new URL(address).href,
			isPicture: embed.kind === 'picture',
			isAudio: embed.kind === 'audio',
			locale,
			theme,
		};
		return document(
			this.views.renderAlone('markdown/embed', model, { locale, timeZone }),
			'text/html; charset=utf-8',
			{
				headers: {
					'content-security-policy': policyOf(embed),
					'x-frame-options': 'SAMEORIGIN',
					'x-robots-tag': 'noindex',
					'cache-control': 'private, no-cache',
					// Players refuse to play when they cannot tell which site they stand in.
					'referrer-policy': 'strict-origin-when-cross-origin',
				},
			},
		);
	}
}
