import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readUpload } from '../platform/files/upload.js';
import { parse, type Values } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { document, page } from '../platform/http/reply.js';
import { networkOf, Throttles } from '../platform/http/throttles.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { BadgeVerification } from './badge-verification.service.js';
import { OfflineVerifier } from './offline-verifier.service.js';
import { VerificationForm } from './verification.form.js';
import { verificationPage } from './verification.page.js';

/** Anybody checks anybody's badge. */
@Controller('verify')
export class VerificationController {
	constructor(
		private readonly verification: BadgeVerification,
		private readonly offline: OfflineVerifier,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	/** `?badge=` fills in the form; nothing is checked before somebody presses the button. */
	@Get()
	@Public()
	ask(@CurrentViewer() viewer: Viewer, @Query('badge') badge: unknown) {
		const values: Values = typeof badge === 'string' ? { badge: badge.slice(0, 2_000) } : {};
		return page('verification/verify', verificationPage(viewer, this.i18n, { values }));
	}

	@Post()
	@Public()
	@NoAuthorization('checking a badge changes nothing')
	async verify(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
		await this.throttles.take('verify', networkOf(request.ip), { limit: 60, seconds: 3_600 });
		const { fields, file } = await readUpload(request, 'file');
		const form = parse(VerificationForm, fields);
		const refuse = (errors: Record<string, string>) =>
			page('verification/verify', verificationPage(viewer, this.i18n, { values: form.values, errors }), {
				status: 422,
			});
		if (!form.ok) return refuse(form.errors);
		if (file === 'too-large') return refuse({ file: 'verification.error-file' });
		const badge = file ?? form.value.badge;
		if (!badge) return refuse({ badge: 'verification.error-badge' });
		const finding = await this.verification.verify(badge, form.value.email);
		return page('verification/verify', verificationPage(viewer, this.i18n, { values: form.values, finding }));
	}

	/** One page that needs nothing else, to be kept: it checks badges when we are gone. */
	@Get('offline.html')
	@Public()
	async offlinePage() {
		const { html, policy } = await this.offline.page();
		return document(html, 'text/html; charset=utf-8', {
			headers: { 'content-security-policy': policy, 'cache-control': 'public, max-age=3600' },
		});
	}
}
