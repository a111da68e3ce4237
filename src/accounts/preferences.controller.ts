import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { NoAuthorization, Public } from '../platform/http/access.js';
import { Cookies } from '../platform/http/cookies.js';
import { redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { formPage } from './account.page.js';
import { PreferencesForm, THEMES } from './preferences.form.js';
import { Profiles } from './profiles.service.js';
import { languages, settingsTabs } from './settings.page.js';

@Controller('preferences')
export class PreferencesController {
	constructor(
		private readonly profiles: Profiles,
		private readonly cookies: Cookies,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	form(@CurrentViewer() viewer: Viewer) {
		return this.preferencesPage(viewer, { locale: viewer.locale, theme: viewer.theme });
	}

	@Post()
	@Public()
	@NoAuthorization('a choice in the visitor’s own cookie')
	async choose(
		@CurrentViewer() viewer: Viewer,
		@Res({ passthrough: true }) reply: FastifyReply,
		@Body() body: unknown,
	) {
		const form = parse(PreferencesForm, body);
		if (!form.ok) return this.preferencesPage(viewer, form.values, form.errors);
		if (viewer.member) await this.profiles.setLocale(viewer.member.id, form.value.locale);
		this.cookies.setChoices(reply, form.value);
		return redirect('/preferences', { flash: 'accounts.preferences-saved' });
	}

	private preferencesPage(viewer: Viewer, values: Values, errors?: FieldErrors) {
		const model = {
			titleKey: 'accounts.preferences-title',
			tabs: viewer.member && settingsTabs(this.i18n, viewer, 'preferences'),
			languages: languages(this.i18n),
			themes: THEMES.map((theme) => ({
				value: theme,
				label: this.i18n.t(viewer.locale, `accounts.theme-${theme}`),
			})),
		};
		return formPage('accounts/preferences', model, values, errors);
	}
}
