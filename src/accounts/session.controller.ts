import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { localPath, redirect } from '../platform/http/reply.js';
import { networkOf, Throttles } from '../platform/http/throttles.js';
import { CurrentViewer, type Viewer, visitOf } from '../platform/http/viewer.js';
import { signInPage } from './account.page.js';
import { Sessions } from './sessions.service.js';
import { SignInForm } from './sign-in.form.js';
import { SignIns } from './sign-ins.service.js';

const QUARTER_HOUR = 900;

@Controller()
export class SessionController {
	constructor(
		private readonly signIns: SignIns,
		private readonly sessions: Sessions,
		private readonly throttles: Throttles,
	) {}

	@Get('sign-in')
	@Public()
	form(@CurrentViewer() viewer: Viewer, @Query('next') next: unknown) {
		const path = localPath(next);
		return viewer.member ? redirect(path) : signInPage({ next: path });
	}

	@Post('sign-in')
	@Public()
	@NoAuthorization('the password decides')
	async signIn(
		@Req() request: FastifyRequest,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(SignInForm, body);
		if (!form.ok) return signInPage(form.values, form.errors);
		const { login, password, next } = form.value;
		const network = networkOf(request.ip);
		await this.throttles.take('sign-in-address', network, { limit: 200, seconds: QUARTER_HOUR });
		await this.throttles.take('sign-in', `${login.normalize('NFKC').toLowerCase()} ${network}`, {
			limit: 10,
			seconds: QUARTER_HOUR,
		});
		const userId = await this.signIns.check(login, password);
		if (userId === null) return signInPage(form.values, { login: 'accounts.error-sign-in' });
		await this.sessions.begin(reply, userId, visitOf(request)?.session);
		return redirect(localPath(next));
	}

	@Post('sign-out')
	@Public()
	@NoAuthorization('ends the visitor’s own session')
	async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
		await this.sessions.end(visitOf(request)?.session ?? '', reply);
		return redirect('/', { flash: 'accounts.signed-out' });
	}
}
