import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { canAdminister } from '../accounts/account.policy.js';
import type { Rule } from '../badges/badge.entity.js';
import { badgeUrl } from '../badges/badge.page.js';
import { canDesign } from '../badges/badge.policy.js';
import { designerPage, designOf, type Place } from '../badges/badge-designer.page.js';
import { BadgeDesigns, type Owner } from '../badges/badge-designs.service.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { type FieldErrors, parse, refuse, type Values } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { NewBadgeForm } from './design.form.js';
import { RULES_OF_COURSE, RULES_OF_OTHERS, schoolPlace, sitePlace, workshopPlace } from './design.page.js';
import { DesignsQueries, type SchoolRow } from './designs.queries.js';

interface Owned {
	owner: Owner;
	place: Place;
	rules: readonly Rule[];
	action: string;
}

/** New badges of courses, of schools and of the site. */
@Controller()
export class NewBadgesController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: DesignsQueries,
		private readonly designs: BadgeDesigns,
		private readonly i18n: I18n,
	) {}

	@Get('courses/:slug/badges/new')
	async forCourse(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canDesign(viewer, course));
		return this.page(this.ofCourse(course, viewer), viewer);
	}

	@Post('courses/:slug/badges')
	async createForCourse(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canDesign(viewer, course));
		return this.create(this.ofCourse(course, viewer), viewer, member, body);
	}

	@Get('schools/:slug/badges/new')
	async forSchool(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const school = found(await this.queries.school(viewer, slug));
		authorize(canDesign(viewer, school));
		return this.page(this.ofSchool(school, viewer), viewer);
	}

	@Post('schools/:slug/badges')
	async createForSchool(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const school = found(await this.queries.school(viewer, slug));
		authorize(canDesign(viewer, school));
		return this.create(this.ofSchool(school, viewer), viewer, member, body);
	}

	@Get('badges/new')
	forSite(@CurrentViewer() viewer: Viewer) {
		authorize(canAdminister(viewer));
		return this.page(this.ofSite(viewer), viewer);
	}

	@Post('badges')
	async createForSite(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Body() body: unknown,
	) {
		authorize(canAdminister(viewer));
		return this.create(this.ofSite(viewer), viewer, member, body);
	}

	private ofCourse(course: CourseRow, viewer: Viewer): Owned {
		const place = workshopPlace(course, viewer, this.i18n);
		return { owner: { courseId: course.id }, place, rules: RULES_OF_COURSE, action: `${place.href}/badges` };
	}

	private ofSchool(school: SchoolRow, viewer: Viewer): Owned {
		const place = schoolPlace(school, viewer, this.i18n);
		return { owner: { schoolId: school.id }, place, rules: RULES_OF_OTHERS, action: place.badgesHref };
	}

	private ofSite(viewer: Viewer): Owned {
		const place = sitePlace(viewer, this.i18n);
		return { owner: 'site', place, rules: RULES_OF_OTHERS, action: '/badges' };
	}

	private page(
		{ place, rules, action }: Owned,
		viewer: Viewer,
		values: Values = { rule: 'organiser', picture: 'drawn', icon: 'star' },
		errors: FieldErrors = {},
	) {
		const form = {
			action,
			titleKey: 'badges.new-badge',
			ledeKey: 'badges.new-badge-lede',
			values,
			errors,
			rules,
		};
		return page('badges/edit', designerPage(place, viewer, this.i18n, form), {
			status: Object.keys(errors).length > 0 ? 422 : 200,
		});
	}

	private async create(owned: Owned, viewer: Viewer, member: Member, body: unknown) {
		const parsed = parse(NewBadgeForm, body);
		const isOffered = parsed.ok && owned.rules.includes(parsed.value.rule);
		const form = parsed.ok && !isOffered ? refuse(parsed.values, { rule: 'badges.error-rule' }) : parsed;
		if (!form.ok) return this.page(owned, viewer, form.values, form.errors);
		if (form.value.preview) return this.page(owned, viewer, form.values);
		const design = designOf(form.value, owned.place, viewer, this.i18n);
		const { rule } = form.value;
		const badge = await this.designs.create(member, owned.owner, rule, design);
		return rule === 'organiser'
			? redirect(owned.place.badgesHref, { flash: 'badges.saved' })
			: redirect(`${badgeUrl(badge)}/rule`, { flash: 'badges.saved-rule-next' });
	}
}
