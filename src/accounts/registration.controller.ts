import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { localPath, redirect } from '../platform/http/reply.js';
import { MAILS_TO_ONE_ADDRESS, networkOf, Throttles } from '../platform/http/throttles.js';
import { CurrentViewer, type Viewer, visitOf } from '../platform/http/viewer.js';
import { registerPage } from './account.page.js';
import { RegisterForm } from './register.form.js';
import { Registrations } from './registrations.service.js';
import { Sessions } from './sessions.service.js';

@Controller('register')
export class RegistrationController {
	constructor(
		private readonly registrations: Registrations,
		private readonly sessions: Sessions,
		private readonly throttles: Throttles,
	) {}

	@Get()
	@Public()
	form(@CurrentViewer() viewer: Viewer, @Query('next') next: unknown) {
		const path = localPath(next);
		return viewer.member ? redirect(path) : registerPage({ next: path });
	}

	@Post()
	@Public()
	@NoAuthorization('anybody may register')
	async register(
		@CurrentViewer() viewer: Viewer,
		@Req() request: FastifyRequest,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(RegisterForm, body);
		if (!form.ok) return registerPage(form.values, form.errors);
		// A whole class may register from behind one address.
		await this.throttles.take('register', networkOf(request.ip), { limit: 60, seconds: 3_600 });
		// Counted whether or not the address is known, so that it tells nothing.
		await this.throttles.take('mail-to', form.value.email.toLowerCase(), MAILS_TO_ONE_ADDRESS);
		const outcome = await this.registrations.register(form.value, viewer.locale);
		if (outcome === 'username-taken')
			return registerPage(form.values, { username: 'accounts.error-username-taken' });
		await this.sessions.begin(reply, outcome.userId, visitOf(request)?.session);
		return redirect(localPath(form.value.next), {
			flash: { key: 'accounts.registered', args: { email: form.value.email } },
		});
	}
}
