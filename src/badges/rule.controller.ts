import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { workshopUrl } from './badge.page.js';
import { canDesign } from './badge.policy.js';
import { COURSES_LIMIT, RuleForm, rubricOf } from './rule.form.js';
import { circleProblem, many, ruleEditPage, type Typed } from './rule-edit.page.js';
import { type CourseOffer, RuleSettingsQueries, type SettingsRow } from './rule-settings.queries.js';
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
		const courses = await this.courses(viewer, badge);
		return page('badges/rule', ruleEditPage(badge, courses, viewer, this.i18n));
	}

	@Put()
	async save(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Body() body: unknown) {
		const badge = await this.badge(viewer, id);
		authorize(canDesign(viewer, badge));
		const form = parse(RuleForm, body);
		const chosen = many(form.values, 'courses').slice(0, COURSES_LIMIT);
		const courses = await this.courses(viewer, badge, chosen, String(form.values['find'] ?? ''));
		const again = (typed: Omit<Typed, 'values'> = {}) =>
			page(
				'badges/rule',
				ruleEditPage(badge, courses, viewer, this.i18n, { values: form.values, ...typed }),
				{
					status: typed.errors ? 422 : 200,
				},
			);
		if (!form.ok) return again({ errors: form.errors });
		if (form.value.look) return again();
		const rubric = rubricOf(form.value);
		if (!rubric) return again({ errors: { rubric: 'badges.error-rubric' } });
		const {
			question,
			levels,
			required,
			named,
			prerequisites,
			parts,
			find: _words,
			look: _look,
			...plain
		} = form.value;
		const idsOf = (ids: readonly string[]) =>
			badge.offers.filter(({ publicId }) => ids.includes(publicId)).map((offer) => offer.id);
		const courseIds = courses.filter(({ slug }) => chosen.includes(slug)).map((course) => course.id);
		if (badge.rule === 'completion' && !badge.course && courseIds.length === 0)
			return again({ errors: { courses: 'badges.error-courses' } });
		if ((plain.needed ?? 0) > Math.max(parts.length, chosen.length))
			return again({ errors: { needed: 'badges.error-needed' } });
		const outcome = await this.changes.change(
			badge.id,
			{
				...plain,
				rubric,
				prerequisites: idsOf(prerequisites),
				parts: idsOf(parts),
				courses: courseIds,
			},
			named.split(/[\s,;@]+/).filter(Boolean),
		);
		if (outcome === 'unknown-people') return again({ errors: { named: 'badges.error-named' } });
		if (outcome !== 'changed') return again(circleProblem(badge, outcome, form.values));
		return redirect(workshopUrl(badge), { flash: 'badges.rule-saved' });
	}

	private async badge(viewer: Viewer, id: string): Promise<SettingsRow> {
		return found(await this.queries.forOrganisers(viewer, uuidFrom(id)));
	}

	/** Only a badge for completing courses names any. */
	private courses(
		viewer: Viewer,
		badge: SettingsRow,
		chosen: readonly string[] = [],
		words = '',
	): Promise<CourseOffer[]> {
		if (badge.rule !== 'completion') return Promise.resolve([]);
		return this.queries.coursesFor(viewer, badge.id, chosen, words);
	}
}
