import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Passwords } from '../accounts/passwords.service.js';
import { Sessions } from '../accounts/sessions.service.js';
import { Organisers } from '../courses/organisers.service.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer, visitOf } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ErasureForm } from './erasure.form.js';
import { erasurePage } from './erasure.page.js';
import { Erasure } from './erasure.service.js';

const REFUSED = 409;

@Controller('settings/erasure')
export class ErasureController {
	constructor(
		private readonly erasure: Erasure,
		private readonly organisers: Organisers,
		private readonly passwords: Passwords,
		private readonly sessions: Sessions,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	ask(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member) {
		return this.asking(viewer, member, 200);
	}

	@Post()
	@NoAuthorization('one’s own account; the password decides')
	async erase(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Req() request: FastifyRequest,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(ErasureForm, body);
		if (!form.ok) return this.asking(viewer, member, 422, form.values, form.errors);
		const { username, password, words } = form.value;
		const wrong = await this.wrong(member, username, password);
		if (wrong) return this.asking(viewer, member, 422, form.values, wrong);
		const outcome = await this.erasure.erase(member, words);
		if (outcome === 'last-organiser') return this.asking(viewer, member, REFUSED, form.values);
		await this.sessions.end(visitOf(request)?.session ?? '', reply);
		return redirect('/', { flash: 'erasure.done' });
	}

	private async wrong(member: Member, username: string, password = ''): Promise<FieldErrors | undefined> {
		if (username.toLowerCase() !== member.username.toLowerCase())
			return { username: 'erasure.error-username' };
		if (!(await this.passwords.isSet(member.id))) return undefined;
		if (!password) return { password: 'accounts.error-password-missing' };
		await this.throttles.take('password', member.id, { limit: 10, seconds: 900 });
		const matches = await this.passwords.matches(member.id, password);
		return matches ? undefined : { password: 'accounts.error-current-password' };
	}

	private async asking(viewer: Viewer, member: Member, status: number, typed?: Values, errors?: FieldErrors) {
		const [courses, asksPassword] = await Promise.all([
			this.organisers.heldAloneBy(member.id),
			this.passwords.isSet(member.id),
		]);
		const model = erasurePage(member, { viewer, i18n: this.i18n }, { courses, asksPassword }, typed, errors);
		return page('shell/erasure', model, { status });
	}
}
