import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { localPath, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer, visitOf } from '../platform/http/viewer.js';
import { canConfirmWithoutPassword } from './account.policy.js';
import { confirmPage, gonePage } from './account.page.js';
import { ConfirmForm } from './confirm.form.js';
import { Confirmations } from './confirmations.service.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';

@Controller()
export class ConfirmationController {
	constructor(
		private readonly confirmations: Confirmations,
		private readonly passwords: Passwords,
		private readonly sessions: Sessions,
		private readonly throttles: Throttles,
	) {}

	/**
	 * Mail programs open links to look at them, so opening it changes nothing. Whoever registered gives the password once
	 * more, unless they are here already: else somebody's click could confirm an account that another made in their name.
	 */
	@Get('confirm/:token')
	@Public()
	async ask(@CurrentViewer() viewer: Viewer, @Param('token') token: string, @Query('next') next: unknown) {
		const found = await this.confirmations.find(token);
		return found ? confirmPage(token, found, viewer, { next: localPath(next) }) : this.gone(viewer);
	}

	@Post('confirm/:token')
	@Public()
	@NoAuthorization('the mailed token is the proof')
	async confirm(
		@CurrentViewer() viewer: Viewer,
		@Req() request: FastifyRequest,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Param('token') token: string,
		@Body() body: unknown,
	) {
		const found = await this.confirmations.find(token);
		if (!found?.userId) return this.gone(viewer);
		const form = parse(ConfirmForm, body);
		if (!form.ok) return confirmPage(token, found, viewer, form.values, form.errors);
		const isOwn = canConfirmWithoutPassword(viewer, found.userId);
		if (!isOwn) {
			await this.throttles.take('confirm', found.userId, { limit: 10, seconds: 900 });
			if (!(await this.passwords.matches(found.userId, form.value.password)))
				return confirmPage(token, found, viewer, form.values, {
					password: 'accounts.error-confirm-password',
				});
		}
		const outcome = await this.confirmations.confirm(token);
		if (outcome === 'gone') return this.gone(viewer);
		if (outcome === 'address-taken')
			return redirect('/sign-in', { flash: 'accounts.address-taken', kind: 'problem' });
		if (!isOwn) await this.sessions.begin(reply, found.userId, visitOf(request)?.session);
		return redirect(localPath(form.value.next), { flash: 'accounts.confirmed' });
	}

	@Post('confirm/:token/refusal')
	@Public()
	@NoAuthorization('the mailed token is the proof')
	async refuse(@CurrentViewer() viewer: Viewer, @Param('token') token: string) {
		const outcome = await this.confirmations.refuse(token);
		return outcome === 'gone' ? this.gone(viewer) : redirect('/', { flash: 'accounts.claim-removed' });
	}

	@Post('confirmation')
	@NoAuthorization('mails the member’s own address')
	async sendAgain(@CurrentMember() member: Member) {
		await this.throttles.take('confirmation', member.id, { limit: 5, seconds: 3_600 });
		const outcome = await this.confirmations.sendAgain(member.id);
		return redirect('/', {
			flash: outcome === 'sent' ? 'accounts.confirmation-sent' : 'accounts.confirmed',
		});
	}

	private gone({ member }: Viewer) {
		if (member?.isConfirmed) return redirect('/', { flash: 'accounts.confirmed' });
		return gonePage('confirm', member ? '/' : '/sign-in');
	}
}
