import { Body, Controller, Get, Param, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BadgeForm } from '../badges/badge.form.js';
import { badgeUrl } from '../badges/badge.page.js';
import { canDesign } from '../badges/badge.policy.js';
import { designerPage, designOf, storedValues } from '../badges/badge-designer.page.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
import type { Design } from '../badges/badge-drafts.service.js';
import { readUpload } from '../platform/files/upload.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { document, page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { UploadForm } from './design.form.js';
import { draftUrl, placeOf, uploadPage, versionsPage } from './design.page.js';
import { DesignsQueries, type WorkRow } from './designs.queries.js';
import { PNG_BYTES_LIMIT, uploadedPicture } from './uploaded-picture.js';

/** An existing badge in the hands of its organisers, whosever it is. */
@Controller('badges/:id')
export class DesignsController {
	constructor(
		private readonly queries: DesignsQueries,
		private readonly designs: BadgeDesigns,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('design')
	async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		return this.page(badge, viewer, storedValues(badge, this.i18n));
	}

	@Put('design')
	async save(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const form = parse(BadgeForm, body);
		if (!form.ok) return this.page(badge, viewer, form.values, form.errors);
		if (form.value.preview) return this.page(badge, viewer, form.values);
		await this.designs.revise(badge.id, designOf(form.value, badge, viewer, this.i18n));
		return redirect(this.back(badge, viewer), { flash: 'badges.saved' });
	}

	@Post('publication')
	async publish(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const outcome = await this.designs.publishBadge(member, badge.id);
		if (outcome === 'published') return redirect(badgeUrl(badge), { flash: 'badges.published' });
		const next = outcome === 'out-of-reach' ? `${badgeUrl(badge)}/rule` : this.back(badge, viewer);
		return redirect(next, { flash: `badges.${outcome}`, kind: 'problem' });
	}

	@Get('picture')
	async choose(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const values = { imageAlt: badge.isUploaded ? badge.imageAlt : '' };
		return page('designs/upload', uploadPage(badge, viewer, this.i18n, values));
	}

	@Put('picture')
	async upload(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Req() request: FastifyRequest) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		await this.throttles.take('badge-picture', viewer.id, { limit: 60, seconds: 3_600 });
		const { fields, file } = await readUpload(request, 'image', PNG_BYTES_LIMIT);
		const form = parse(UploadForm, fields);
		const picture = file === null ? 'missing' : file === 'too-large' ? file : await uploadedPicture(file);
		if (!form.ok || typeof picture === 'string') {
			const errors = {
				...(typeof picture === 'string' && { image: `badges.error-picture-${picture}` }),
				...(!form.ok && form.errors),
			};
			return page('designs/upload', uploadPage(badge, viewer, this.i18n, form.values, errors), {
				status: 422,
			});
		}
		await this.designs.revise(badge.id, {
			...designOfRow(badge),
			imageAlt: form.value.imageAlt,
			upload: picture,
		});
		// Back to the picture, to see what became of it.
		return redirect(`${badgeUrl(badge)}/picture`, { flash: 'badges.saved' });
	}

	/** The picture of the latest version, published or not. */
	@Get('draft.svg')
	async draft(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const svg = found(await this.queries.draftPicture(badge.id));
		return document(svg, 'image/svg+xml', { headers: { 'cache-control': 'private, no-cache' } });
	}

	@Get('versions')
	@Public()
	async versions(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		const versions = await this.queries.versions(badge.id);
		return page('designs/versions', versionsPage(badge, versions, viewer, this.i18n));
	}

	private async badge(viewer: Viewer, id: string): Promise<WorkRow> {
		return found(await this.queries.badge(viewer, uuidFrom(id)));
	}

	private back(badge: WorkRow, viewer: Viewer): string {
		return placeOf(badge, viewer, this.i18n).badgesHref;
	}

	private page(badge: WorkRow, viewer: Viewer, values: Values, errors: FieldErrors = {}) {
		const form = {
			action: `${badgeUrl(badge)}/design?_method=PUT`,
			titleKey: 'badges.design-title',
			ledeKey: 'badges.new-badge-lede',
			values,
			errors,
			...(badge.isUploaded && { uploadedUrl: draftUrl(badge) }),
		};
		const place = placeOf(badge, viewer, this.i18n);
		return page('badges/edit', designerPage(place, viewer, this.i18n, form), {
			status: Object.keys(errors).length > 0 ? 422 : 200,
		});
	}
}

function designOfRow(badge: WorkRow): Design {
	const {
		name,
		description,
		criteriaMd,
		shape,
		colour,
		icon,
		ribbonColour,
		ribbonText,
		imageAlt,
		language,
		tags,
	} = badge;
	const picture = { shape, colour, icon, ribbonColour, ribbonText, imageAlt };
	return { name, description, criteria: criteriaMd, ...picture, language, tags };
}
