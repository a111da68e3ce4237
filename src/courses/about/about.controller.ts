import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { withDraft } from '../../drafts/draft.page.js';
import { Drafts } from '../../drafts/drafts.service.js';
import { parse } from '../../platform/forms/form.js';
import { authorize } from '../../platform/http/access.js';
import { found } from '../../platform/http/errors.js';
import { page, redirect } from '../../platform/http/reply.js';
import { Throttles } from '../../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { AboutPages } from './about-pages.service.js';
import { AboutForm } from './about.form.js';
import { aboutEditPage, aboutPlace, aboutValues, staleAboutPage } from './about.page.js';
import { BESIDE_EDITOR } from '../attachments/attachment.page.js';
import { AttachmentsQueries } from '../attachments/attachments.queries.js';
import { canEdit } from '../course.policy.js';
import { courseUrl } from '../course.page.js';
import { CoursesQueries } from '../courses.queries.js';

@Controller('courses/:slug/about')
export class AboutController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly aboutPages: AboutPages,
		private readonly attachments: AttachmentsQueries,
		private readonly drafts: Drafts,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('edit')
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const about = found(await this.courses.about(course.id));
		const values = aboutValues(about);
		const [draft, attachments] = await Promise.all([
			this.drafts.of(viewer, aboutPlace(course), { bodyMd: about.bodyMd }),
			this.attachments.of(course.id, BESIDE_EDITOR),
		]);
		const editor = withDraft(values, draft);
		return page('courses/about-edit', aboutEditPage(course, viewer, this.i18n, about, attachments, editor));
	}

	@Put()
	async save(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const form = parse(AboutForm, body);
		if (!form.ok) {
			const [about, attachments] = await this.besideForm(course.id);
			const model = aboutEditPage(course, viewer, this.i18n, about, attachments, form);
			return page('courses/about-edit', model, { status: 422 });
		}
		if (form.value.intent === 'preview') {
			const [about, attachments] = await this.besideForm(course.id);
			const shown = { values: form.values, isPreview: true };
			return page('courses/about-edit', aboutEditPage(course, viewer, this.i18n, about, attachments, shown));
		}
		await this.throttles.take('about-save', member.id, { limit: 200, seconds: 3_600 });
		const { bodyMd, note, baseRevisionId } = form.value;
		const edit = { bodyMd, note, baseRevisionId: Number(baseRevisionId) };
		const outcome = await this.aboutPages.revise(member.id, course.id, edit);
		if (outcome === 'stale') {
			const [about, attachments] = await this.besideForm(course.id);
			const model = staleAboutPage(course, viewer, this.i18n, about, attachments, form.values);
			return page('courses/about-edit', model, { status: 409 });
		}
		await this.drafts.forget(member, aboutPlace(course));
		return redirect(courseUrl(course), {
			flash: outcome === 'saved' ? 'courses.about-saved' : 'courses.about-unchanged',
		});
	}

	private async besideForm(courseId: number) {
		const [about, attachments] = await Promise.all([
			this.courses.about(courseId),
			this.attachments.of(courseId, BESIDE_EDITOR),
		]);
		return [found(about), attachments] as const;
	}
}
