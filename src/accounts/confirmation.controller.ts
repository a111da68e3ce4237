import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { typed } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { localPath, page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { gonePage } from './account.page.js';
import { Confirmations } from './confirmations.service.js';

@Controller()
export class ConfirmationController {
	constructor(
		private readonly confirmations: Confirmations,
		private readonly throttles: Throttles,
	) {}

	/** Mail programs open links to look at them, so opening it changes nothing. */
	@Get('confirm/:token')
	@Public()
	async ask(@CurrentViewer() viewer: Viewer, @Param('token') token: string, @Query('next') next: unknown) {
		const found = await this.confirmations.find(token);
		if (!found) return this.gone(viewer);
		const { username, email } = found;
		return page('accounts/confirm', {
			titleKey: 'accounts.confirm-title',
			isConfirming: true,
			token,
			username,
			email,
			next: localPath(next),
		});
	}

	@Post('confirm/:token')
	@Public()
	@NoAuthorization('the mailed token is the proof')
	async confirm(@CurrentViewer() viewer: Viewer, @Param('token') token: string, @Body() body: unknown) {
		const outcome = await this.confirmations.confirm(token);
		if (outcome === 'gone') return this.gone(viewer);
		if (outcome === 'address-taken')
			return redirect('/sign-in', { flash: 'accounts.address-taken', kind: 'problem' });
		const next = localPath(typed(body)['next']);
		const signIn = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
		return redirect(viewer.member ? next : signIn, { flash: 'accounts.confirmed' });
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
