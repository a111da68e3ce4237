import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Files } from '../platform/files/files.js';
import { readUpload } from '../platform/files/upload.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { Cookies } from '../platform/http/cookies.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { PeopleQueries } from './people.queries.js';
import { linksOf, ProfileForm } from './profile.form.js';
import { Profiles } from './profiles.service.js';
import { roomText } from './room.page.js';
import { settingsPage } from './settings.page.js';

@Controller('settings')
export class SettingsController {
	constructor(
		private readonly people: PeopleQueries,
		private readonly profiles: Profiles,
		private readonly files: Files,
		private readonly cookies: Cookies,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	show(@CurrentViewer() viewer: Viewer) {
		return this.settings(viewer);
	}

	@Post()
	@NoAuthorization('changes the member’s own profile')
	async update(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(ProfileForm, body);
		if (!form.ok) return this.settings(viewer, form.values, form.errors);
		const links = linksOf(form.value);
		if (!links) return this.settings(viewer, form.values, { links: 'accounts.error-links' });
		await this.profiles.update(member.id, { ...form.value, links });
		this.cookies.setChoices(reply, { locale: form.value.locale, theme: viewer.theme });
		return redirect('/settings', { flash: 'accounts.profile-saved' });
	}

	@Post('avatar')
	@NoAuthorization('changes the member’s own picture')
	async setAvatar(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Req() request: FastifyRequest,
	) {
		await this.throttles.take('avatar', member.id, { limit: 20, seconds: 3_600 });
		const { file } = await readUpload(request, 'avatar');
		const outcome =
			file instanceof Buffer ? await this.profiles.setAvatar(member.id, file) : (file ?? 'missing');
		if (outcome !== 'set')
			return this.settings(viewer, undefined, { avatar: `accounts.error-avatar-${outcome}` });
		return redirect('/settings', { flash: 'accounts.avatar-saved' });
	}

	@Delete('avatar')
	@NoAuthorization('removes the member’s own picture')
	async removeAvatar(@CurrentMember() member: Member) {
		await this.profiles.removeAvatar(member.id);
		return redirect('/settings', { flash: 'accounts.avatar-removed' });
	}

	private async settings(viewer: Viewer, typed?: Values, errors?: FieldErrors) {
		const profile = found(await this.people.profileOf(viewer.id));
		const room = roomText(await this.files.roomOf(viewer.id), viewer.locale, this.i18n);
		const model = { ...settingsPage(this.i18n, viewer, profile, typed, errors), room };
		return page('accounts/settings', model, { status: errors ? 422 : 200 });
	}
}
