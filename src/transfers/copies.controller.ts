import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { BadgeCopies } from '../badges/badge-copies.service.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize, Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { listText } from '../platform/i18n/lists.js';
import { copiesPage, copyPage, COPIES_SHOWN } from './copy.page.js';
import { Forks } from './forks.service.js';
import { canCopy } from './transfer.policy.js';
import { TransfersQueries } from './transfers.queries.js';
import { Transfers } from './transfers.service.js';

/** A course taken along: as one's own here, or as a zip to anywhere. */
@Controller('courses/:slug')
export class CopiesController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly forks: Forks,
		private readonly transfers: Transfers,
		private readonly queries: TransfersQueries,
		private readonly badges: BadgeCopies,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('copy')
	async ask(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canCopy(viewer, course));
		const leftBehind = await this.badges.leftBehind(course.id);
		return page('transfers/copy', copyPage(course, leftBehind, viewer, this.i18n));
	}

	@Get('copies')
	@Public()
	async list(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('page') wish: unknown) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const slice = paginate(wish, COPIES_SHOWN);
		const copies = await this.queries.copiesOf(course.id, { ...slice, limit: slice.limit + 1 });
		return page('transfers/copies', copiesPage(course, viewer, this.i18n, copies, slice));
	}

	@Post('copies')
	async copy(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canCopy(viewer, course));
		await this.throttles.take('course', member.id, { limit: 20, seconds: 86_400 });
		const copy = await this.forks.fork(member, course.id);
		const leftBehind = await this.badges.leftBehind(course.id);
		const asked = listText(leftBehind, viewer.locale) || 'none';
		return redirect(`/courses/${copy.slug}/manage`, {
			flash: { key: 'transfers.copied', args: { title: course.title, asked } },
		});
	}

	@Post('exports')
	async export(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canCopy(viewer, course));
		await this.throttles.take('export', member.id, { limit: 60, seconds: 86_400 });
		return redirect(`/transfers/${await this.transfers.export(member, course)}`);
	}
}
