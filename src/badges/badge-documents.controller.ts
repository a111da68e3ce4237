import { Controller, Get, Headers, Inject, Param, Query, UseInterceptors } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { BADGE_ICONS } from '../credentials/badge-icons.js';
import { BADGE_COLOURS, badgePicture, RIBBON_LETTERS } from '../credentials/badge-picture.js';
import { BADGE_SHAPES } from '../credentials/badge-shapes.js';
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from '../credentials/contexts.js';
import { buildBadgeClass2 } from '../credentials/open-badge-2.js';
import { buildAchievement } from '../credentials/open-badge-3.js';
import { Public } from '../platform/http/access.js';
import { found, idFrom, NotFound, uuidFrom } from '../platform/http/errors.js';
import { document, redirect } from '../platform/http/reply.js';
import { badgeFacts } from './badge-facts.js';
import { BadgePictures } from './badge-pictures.service.js';
import { DocumentsQueries } from './documents.queries.js';
import { CACHING, LINKED_DATA, openDocument, wantsPage } from './open-document.js';
import { OpenToAll } from './open-to-all.interceptor.js';

const IMMUTABLE = { headers: { 'cache-control': CACHING.forever } };

/** Published badge versions for machines, and their pictures. */
@Controller()
@UseInterceptors(OpenToAll)
export class BadgeDocumentsController {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly documents: DocumentsQueries,
		private readonly pictures: BadgePictures,
	) {}

	@Get('ob3/achievements/:id/v/:number')
	@Public()
	async achievement(
		@Param('id') id: string,
		@Param('number') number: string,
		@Headers('accept') accept: string | undefined,
	) {
		const version = await this.version(id, number);
		if (wantsPage(accept)) return redirect(`/badges/${version.publicId}`);
		const { publicUrl } = this.config;
		const achievement = buildAchievement(publicUrl, badgeFacts(publicUrl, version));
		return openDocument(
			{ '@context': [CREDENTIALS_V2, OPEN_BADGES_V3], ...achievement },
			LINKED_DATA,
			accept,
			'checked',
		);
	}

	@Get('ob2/badges/:id/v/:number')
	@Public()
	async badgeClass(
		@Param('id') id: string,
		@Param('number') number: string,
		@Headers('accept') accept: string | undefined,
	) {
		const version = await this.version(id, number);
		if (wantsPage(accept)) return redirect(`/badges/${version.publicId}`);
		const { publicUrl } = this.config;
		const badgeClass = buildBadgeClass2(publicUrl, badgeFacts(publicUrl, version));
		return openDocument(badgeClass, LINKED_DATA, accept, 'checked');
	}

	@Get('badges/:id/v/:number/image.svg')
	@Public()
	async svg(@Param('id') id: string, @Param('number') number: string) {
		const { imageSvg } = await this.version(id, number);
		return document(imageSvg, 'image/svg+xml', IMMUTABLE);
	}

	@Get('badges/:id/v/:number/image.png')
	@Public()
	async png(@Param('id') id: string, @Param('number') number: string) {
		const version = await this.version(id, number);
		return document(
			this.pictures.png(version.id, version.imageSvg, version.imagePng),
			'image/png',
			IMMUTABLE,
		);
	}

	/** A picture that no badge has yet, `circle-teal-star.svg?ribbon=plum&text=WEB`, for choosing in the editor. */
	@Get('badges/pictures/:file')
	@Public()
	picture(@Param('file') file: string, @Query('ribbon') ribbon: unknown, @Query('text') text: unknown) {
		const [, shapeName, colourName, iconName] = /^([a-z]+)-([a-z]+)-([a-z-]+)\.svg$/.exec(file) ?? [];
		const shape = BADGE_SHAPES.find((each) => each === shapeName);
		const colour = BADGE_COLOURS.find((each) => each === colourName);
		const icon = BADGE_ICONS.find((each) => each === iconName);
		if (!shape || !colour || !icon) throw new NotFound();
		const ribbonColour = BADGE_COLOURS.find((each) => each === ribbon) ?? '';
		const ribbonText = typeof text === 'string' ? text.slice(0, RIBBON_LETTERS) : '';
		const svg = badgePicture({ shape, colour, icon, ribbonColour, ribbonText, title: '' });
		return document(svg, 'image/svg+xml', { headers: { 'cache-control': 'public, max-age=86400' } });
	}

	private async version(id: string, number: string) {
		return found(await this.documents.version(uuidFrom(id), idFrom(number)));
	}
}
