import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { parse } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { CommentEditForm } from './comment.form.js';
import { backToComment, threadPageUrl } from './comment-address.page.js';
import { canEditComment, isAuthor } from './comment.policy.js';
import { CommentsQueries } from './comments.queries.js';
import { Comments } from './comments.service.js';
import { editCommentPage } from './discussion.page.js';

@Controller('comments/:id')
export class CommentController {
	constructor(
		private readonly queries: CommentsQueries,
		private readonly comments: Comments,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		const { id: commentId, threadId, place } = comment;
		return redirect(`${threadPageUrl(course, threadId ?? commentId, place)}#comment-${commentId}`);
	}

	@Get('edit')
	async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Query('from') from: unknown) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(canEditComment(viewer, course, comment));
		const place = { course, viewer, i18n: this.i18n };
		return page(
			'discussions/edit',
			editCommentPage(comment, { values: { body: comment.bodyMd } }, from, place),
		);
	}

	@Put()
	async update(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Query('from') from: unknown,
		@Body() body: unknown,
	) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(canEditComment(viewer, course, comment));
		const form = parse(CommentEditForm, body);
		if (!form.ok) {
			const place = { course, viewer, i18n: this.i18n };
			return page('discussions/edit', editCommentPage(comment, form, from, place), { status: 422 });
		}
		await this.throttles.take('comment-edit', member.id, { limit: 60, seconds: 600 });
		const outcome = await this.comments.edit(
			member,
			{ id: comment.id, courseId: course.id },
			form.value.body,
		);
		const target = backToComment(from, comment);
		if (outcome === 'gone') return redirect(target, { flash: 'discussions.was-removed', kind: 'problem' });
		return redirect(target, { flash: 'discussions.edited-now' });
	}

	@Delete()
	async remove(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Query('from') from: unknown,
	) {
		const { comment, course } = found(await this.queries.visibleTo(viewer, idFrom(id)));
		authorize(isAuthor(viewer, comment));
		await this.comments.remove(member, { id: comment.id, courseId: course.id });
		return redirect(backToComment(from, comment), { flash: 'discussions.removed-now' });
	}
}
