import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { canModerate } from '../courses/course.policy.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { HidingForm } from './comment.form.js';
import { backToComment } from './comment-address.page.js';
import { canHideComment } from './comment.policy.js';
import { CommentsQueries } from './comments.queries.js';
import { Comments } from './comments.service.js';
import { hidingPage } from './discussion.page.js';

/** An organiser takes a comment out of sight, with a reason that its author reads. */
@Controller('comments/:id/hiding')
export class HidingController {
	constructor(
		private readonly queries: CommentsQueries,
		private readonly comments: Comments,
		private readonly i18n: I18n,
	) {}

	@Get()
	async ask(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Query('from') from: unknown) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(canHideComment(viewer, course, comment));
		const place = { course, viewer, i18n: this.i18n };
		return page('discussions/hiding', hidingPage(comment, { values: {} }, from, place));
	}

	@Post()
	async hide(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Query('from') from: unknown,
		@Body() body: unknown,
	) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(canModerate(viewer, course));
		const form = parse(HidingForm, body);
		if (!form.ok) {
			const place = { course, viewer, i18n: this.i18n };
			return page('discussions/hiding', hidingPage(comment, form, from, place), { status: 422 });
		}
		await this.comments.hide(member, { id: comment.id, courseId: course.id }, form.value.reason);
		return redirect(backToComment(from, comment), { flash: 'discussions.hidden-now' });
	}

	@Delete()
	async show(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Query('from') from: unknown,
	) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(canModerate(viewer, course));
		await this.comments.show(member, { id: comment.id, courseId: course.id });
		return redirect(backToComment(from, comment), { flash: 'discussions.shown-now' });
	}
}
