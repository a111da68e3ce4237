import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { authorize } from '../../platform/http/access.js';
import { found, idFrom, NotFound } from '../../platform/http/errors.js';
import { paginate } from '../../platform/http/paginate.js';
import { page, redirect } from '../../platform/http/reply.js';
import { Throttles } from '../../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { I18n } from '../../platform/i18n/i18n.js';
import {
	aboutComparisonPage,
	aboutHistoryPage,
	aboutHistoryUrl,
	aboutRevisionPage,
} from './about-history.page.js';
import { AboutPages } from './about-pages.service.js';
import { AboutRevisionsQueries } from './about-revisions.queries.js';
import { canEdit } from '../course.policy.js';
import { courseUrl } from '../course-place.page.js';
import { CoursesQueries } from '../courses.queries.js';

const PER_PAGE = 30;
/** Long texts take tenths of a second to compare. */
const COMPARISONS = { limit: 60, seconds: 60 };

/** Earlier texts are for organisers: they can hold what was written while the course was a draft. */
@Controller('courses/:slug/about/history')
export class AboutHistoryController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly revisions: AboutRevisionsQueries,
		private readonly aboutPages: AboutPages,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async index(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('page') pageText: string | undefined,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const slice = paginate(pageText, PER_PAGE);
		const revisions = await this.revisions.list(course.id, slice.limit + 1, slice.offset);
		return page('revisions/history', aboutHistoryPage(course, viewer, this.i18n, revisions, slice));
	}

	@Get('comparison')
	async compare(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Query('from') from = '',
		@Query('to') to = '',
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.throttles.take('comparison', viewer.id, COMPARISONS);
		const [older, newer] = await this.revisions.some(course.id, [idFrom(from), idFrom(to)]);
		const pair = [found(older), newer ?? found(older)] as const;
		return page('revisions/comparison', aboutComparisonPage(course, viewer, this.i18n, pair));
	}

	@Get(':revision')
	async show(
		@CurrentViewer() viewer: Viewer,
		@Param('slug') slug: string,
		@Param('revision') revisionId: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const [revision] = await this.revisions.some(course.id, [idFrom(revisionId)]);
		return page('revisions/revision', aboutRevisionPage(course, viewer, this.i18n, found(revision)));
	}

	@Post(':revision/restoration')
	async restore(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('revision') revisionId: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const outcome = await this.aboutPages.restore(member.id, course.id, idFrom(revisionId));
		if (outcome === 'gone') throw new NotFound();
		if (outcome === 'stale')
			return redirect(aboutHistoryUrl(course), { flash: 'revisions.flash-overtaken', kind: 'problem' });
		return redirect(courseUrl(course), { flash: 'revisions.flash-restored' });
	}
}
