import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer, visitOf } from '../platform/http/viewer.js';
import { formPage, gonePage } from './account.page.js';
import { AdminClaimForm } from './admin-claim.form.js';
import { AdminClaims } from './admin-claims.service.js';
import { Sessions } from './sessions.service.js';

@Controller('admin/claim')
export class AdminClaimController {
	constructor(
		private readonly claims: AdminClaims,
		private readonly sessions: Sessions,
	) {}

	@Get(':token')
	@Public()
	async form(@Param('token') token: string) {
		return (await this.claims.isOpen(token)) ? this.claimPage(token) : gonePage('admin', '/');
	}

	@Post(':token')
	@Public()
	@NoAuthorization('the token printed at start is the proof')
	async claim(
		@CurrentViewer() viewer: Viewer,
		@Req() request: FastifyRequest,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Param('token') token: string,
		@Body() body: unknown,
	) {
		// Before the costly hash of a password that somebody without the link sent.
		if (!(await this.claims.isOpen(token))) return gonePage('admin', '/');
		const form = parse(AdminClaimForm, body);
		if (!form.ok) return this.claimPage(token, form.values, form.errors);
		const outcome = await this.claims.claim(token, form.value, viewer.locale);
		if (outcome === 'gone') return gonePage('admin', '/');
		if (outcome === 'username-taken')
			return this.claimPage(token, form.values, { username: 'accounts.error-username-taken' });
		if (outcome === 'email-taken')
			return this.claimPage(token, form.values, { email: 'accounts.error-email-taken' });
		await this.sessions.begin(reply, outcome.userId, visitOf(request)?.session);
		return redirect('/admin', { flash: 'accounts.claimed' });
	}

	private claimPage(token: string, values?: Values, errors?: FieldErrors) {
		return formPage('accounts/admin-claim', { titleKey: 'accounts.claim-title', token }, values, errors);
	}
}
