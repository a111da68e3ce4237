import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type FieldErrors, parse } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { redirect } from '../platform/http/reply.js';
import { networkOf, Throttles } from '../platform/http/throttles.js';
import { formPage, gonePage } from './account.page.js';
import { NewPasswordForm, ResetRequestForm } from './password.form.js';
import { PasswordResets } from './password-resets.service.js';

const HOUR = 3_600;

@Controller('password-reset')
export class PasswordResetController {
	constructor(
		private readonly resets: PasswordResets,
		private readonly throttles: Throttles,
	) {}

	@Get()
	@Public()
	ask() {
		return formPage('accounts/password-forgotten', { titleKey: 'accounts.forgotten-title' });
	}

	@Post()
	@Public()
	@NoAuthorization('the answer goes to the owner of the address')
	async request(@Req() request: FastifyRequest, @Body() body: unknown) {
		const form = parse(ResetRequestForm, body);
		if (!form.ok)
			return formPage(
				'accounts/password-forgotten',
				{ titleKey: 'accounts.forgotten-title' },
				form.values,
				form.errors,
			);
		const { email } = form.value;
		await this.throttles.take('reset-from', networkOf(request.ip), { limit: 60, seconds: HOUR });
		await this.throttles.take('reset', email.toLowerCase(), { limit: 5, seconds: HOUR });
		await this.resets.request(email);
		return redirect('/sign-in', { flash: { key: 'accounts.reset-requested', args: { email } } });
	}

	@Get(':token')
	@Public()
	form(@Param('token') token: string) {
		return this.resetPage(token);
	}

	@Post(':token')
	@Public()
	@NoAuthorization('the mailed token is the proof')
	async reset(@Param('token') token: string, @Body() body: unknown) {
		const form = parse(NewPasswordForm, body);
		if (!form.ok) return this.resetPage(token, form.errors);
		const outcome = await this.resets.reset(token, form.value.password);
		if (outcome === 'gone') return gonePage('reset', '/password-reset');
		return redirect('/sign-in', { flash: 'accounts.password-reset' });
	}

	private async resetPage(token: string, errors?: FieldErrors) {
		const found = await this.resets.find(token);
		if (!found) return gonePage('reset', '/password-reset');
		const { username } = found;
		return formPage(
			'accounts/password-reset',
			{ titleKey: 'accounts.reset-title', token, username },
			{},
			errors,
		);
	}
}
