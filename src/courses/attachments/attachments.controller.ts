import { Controller, Delete, Get, Headers, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Drafts } from '../../drafts/drafts.service.js';
import { DOCUMENT_BYTES_LIMIT } from '../../platform/files/document.js';
import { Files } from '../../platform/files/files.js';
import { readUpload } from '../../platform/files/upload.js';
import { typed } from '../../platform/forms/form.js';
import { authorize } from '../../platform/http/access.js';
import { Conflict, found, idFrom, NotFound } from '../../platform/http/errors.js';
import { document, localPath, page, redirect } from '../../platform/http/reply.js';
import { Throttles } from '../../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { attachmentMarkdown, attachmentsPage, filesUrl, ON_PAGE } from './attachment.page.js';
import { AttachmentsQueries } from './attachments.queries.js';
import { Attachments } from './attachments.service.js';
import { canEditTasks, canRemoveAttachment } from '../course.policy.js';
import { CoursesQueries } from '../courses.queries.js';

const ALT_LIMIT = 200;

/** The files that the texts of a course show or link to. */
@Controller('courses/:slug/files')
export class AttachmentsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly queries: AttachmentsQueries,
		private readonly attachments: Attachments,
		private readonly files: Files,
		private readonly drafts: Drafts,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get()
	async index(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const attachments = await this.queries.of(course.id, ON_PAGE);
		const room = await this.files.roomOf(viewer.id);
		return page('courses/files', attachmentsPage(course, viewer, this.i18n, attachments, room));
	}

	/**
	 * From beside an editor the whole form comes along: what was typed, with the file put into it, waits as the draft
	 * of `draft` when the editor opens again at `next`. A script asks for JSON and puts the file in by itself.
	 */
	@Post()
	async add(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Query() query: Record<string, string>,
		@Headers('accept') accept: string | undefined,
		@Req() request: FastifyRequest,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		await this.throttles.take('attachment', member.id, { limit: 200, seconds: 3_600 });
		const { fields, file, name } = await readUpload(request, 'file', DOCUMENT_BYTES_LIMIT);
		const alt = (fields['alt'] ?? '').replace(/\s+/g, ' ').trim().slice(0, ALT_LIMIT);
		const added = Buffer.isBuffer(file)
			? await this.attachments.add(member, course.id, { bytes: file, name, alt })
			: (file ?? 'missing');
		const markdown = typeof added === 'string' ? '' : attachmentMarkdown(added);
		const key = typeof added === 'string' ? `courses.error-file-${added}` : 'courses.file-added';
		if (accept?.includes('application/json')) {
			const said = this.i18n.t(viewer.locale, key);
			return document(JSON.stringify({ markdown, said }), 'application/json', {
				status: markdown ? 201 : 422,
			});
		}
		const { draft = '', field = '', next = filesUrl(course) } = query;
		const values = typed(fields);
		const kept = draft
			? await this.drafts.keep(member, draft, { ...values, ...extended(values[field], field, markdown) })
			: 'kept';
		if (kept === 'impossible') throw new Conflict('courses.error-draft-too-long');
		return redirect(localPath(next), { flash: key, kind: markdown ? 'done' : 'problem' });
	}

	@Delete(':id')
	async remove(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		const { adderId } = found(await this.queries.adderOf(course.id, idFrom(id)));
		authorize(canRemoveAttachment(viewer, course, adderId));
		if ((await this.attachments.remove(course.id, idFrom(id))) === 'gone') throw new NotFound();
		return redirect(filesUrl(course), { flash: 'courses.file-removed' });
	}
}

function extended(text: unknown, field: string, markdown: string): Record<string, string> {
	if (typeof text !== 'string' || !markdown) return {};
	return { [field]: text ? `${text}\n\n${markdown}` : markdown };
}
