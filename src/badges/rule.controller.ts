import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type FieldErrors, parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { badgeUrl } from './badge.page.js';
import { canDesign } from './badge.policy.js';
import { RuleForm, rubricOf } from './rule.form.js';
import { ruleEditPage } from './rule-edit.page.js';
import { RuleSettingsQueries, type SettingsRow } from './rule-settings.queries.js';
import { RuleChanges } from './rule-settings.service.js';

/** How a badge is earned, as its organisers say it. */
@Controller('badges/:id/rule')
export class RuleController {
	constructor(
		private readonly queries: RuleSettingsQueries,
		private readonly changes: RuleChanges,
		private readonly i18n: I18n,
	) {}

	@Get()
	async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		return page('badges/rule', ruleEditPage(badge, viewer, this.i18n));
	}

	@Put()
	async save(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const form = parse(RuleForm, body);
		const again = (errors: FieldErrors) =>
			page('badges/rule', ruleEditPage(badge, viewer, this.i18n, form.values, errors), { status: 422 });
		if (!form.ok) return again(form.errors);
		const rubric = rubricOf(form.value);
		if (!rubric) return again({ rubric: 'badges.error-rubric' });
		const { question, levels, required, named, prerequisites, parts, ...plain } = form.value;
		const idsOf = (chosen: readonly string[]) =>
			badge.offers.filter(({ publicId }) => chosen.includes(publicId)).map((offer) => offer.id);
		const outcome = await this.changes.change(
			badge.id,
			{
				...plain,
				rubric,
				prerequisites: idsOf(prerequisites),
				parts: idsOf(parts),
				courses: badge.settings.courses,
			},
			named.split(/[\s,;@]+/).filter(Boolean),
		);
		if (outcome === 'unknown-people') return again({ named: 'badges.error-named' });
		return redirect(`${badgeUrl(badge)}/rule`, { flash: 'badges.rule-saved' });
	}

	private async badge(viewer: Viewer, id: string): Promise<SettingsRow> {
		return found(await this.queries.forOrganisers(viewer, uuidFrom(id)));
	}
}
