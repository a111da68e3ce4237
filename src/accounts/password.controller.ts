import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type FieldErrors, parse } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { formPage } from './account.page.js';
import { ChangePasswordForm } from './password.form.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';
import { settingsTabs } from './settings.page.js';

@Controller('settings/password')
export class PasswordController {
	constructor(
		private readonly passwords: Passwords,
		private readonly sessions: Sessions,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	form(@CurrentViewer() viewer: Viewer) {
		return this.passwordPage(viewer);
	}

	@Post()
	@NoAuthorization('the present password decides')
	async change(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(ChangePasswordForm, body);
		if (!form.ok) return this.passwordPage(viewer, form.errors);
		await this.throttles.take('password', member.id, { limit: 10, seconds: 900 });
		const { currentPassword, password } = form.value;
		const outcome = await this.passwords.change(member.id, currentPassword, password);
		if (outcome === 'wrong-password')
			return this.passwordPage(viewer, { currentPassword: 'accounts.error-current-password' });
		await this.sessions.begin(reply, member.id);
		return redirect('/settings/password', { flash: 'accounts.password-changed' });
	}

	private passwordPage(viewer: Viewer, errors?: FieldErrors) {
		const tabs = settingsTabs(this.i18n, viewer, 'password');
		return formPage('accounts/password', { titleKey: 'accounts.settings-title', tabs }, {}, errors);
	}
}
