import { Injectable } from '@nestjs/common';
import { personView } from '../accounts/person.page.js';
import { BESIDE_EDITOR, uploadPart } from '../courses/attachments/attachment.page.js';
import { type AttachmentRow, AttachmentsQueries } from '../courses/attachments/attachments.queries.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { draftPart, withDraft } from '../drafts/draft.page.js';
import { Drafts } from '../drafts/drafts.service.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import { found } from '../platform/http/errors.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n, type Locale } from '../platform/i18n/i18n.js';
import { MARKDOWN_LIMIT, renderMarkdown } from '../platform/markdown/markdown.js';
import { diffTexts } from '../platform/text-diff/text-diff.js';
import { AUDIENCES, PROOFS } from './task.entity.js';
import { NOTE_LIMIT, TITLE_LIMIT } from './task.form.js';
import { taskHead, tasksUrl } from './task-list.page.js';
import { TaskRevisionsQueries } from './task-revisions.queries.js';
import type { TaskText } from './tasks.queries.js';

/** The place of a task's draft; a task that does not exist yet has one in each course. */
export function taskPlace(course: { id: number }, taskId: number | null): string {
	return taskId === null ? `new-task-${course.id}` : `task-${taskId}`;
}

interface Editor {
	/** Null for a task that does not exist yet. */
	taskId: number | null;
	values: Values;
	draftFrom?: Date;
	errors?: FieldErrors;
	preview?: boolean;
}

/** The editor of a task: blank, filled from the task, filled from what was sent, or in conflict. */
@Injectable()
export class TaskFormPages {
	constructor(
		private readonly revisions: TaskRevisionsQueries,
		private readonly attachments: AttachmentsQueries,
		private readonly drafts: Drafts,
		private readonly i18n: I18n,
	) {}

	blank(course: CourseRow, viewer: Viewer) {
		const present = { title: '', body: '', proof: 'none', workAudience: 'course' };
		return this.opened(course, viewer, null, present, {});
	}

	of(course: CourseRow, viewer: Viewer, { id, title, bodyMd, proof, workAudience, revisionId }: TaskText) {
		const present = { title, body: bodyMd, proof, workAudience };
		return this.opened(course, viewer, id, present, { base: String(revisionId) });
	}

	async filled(course: CourseRow, viewer: Viewer, shown: Editor) {
		return this.editor(course, viewer, shown, await this.attachments.of(course.id, BESIDE_EDITOR));
	}

	/** Theirs to read, yours in the form, which now stands on theirs, and what is different between the two. */
	async conflict(
		course: CourseRow,
		viewer: Viewer,
		{ taskId, values }: { taskId: number; values: Values },
		currentId: number,
	) {
		const [theirs] = await this.revisions.some(taskId, [currentId]);
		const { title, bodyMd, proof, author, createdAt, note } = found(theirs);
		const mine = (name: string) => String(values[name] ?? '');
		return {
			...(await this.filled(course, viewer, { taskId, values: { ...values, base: String(currentId) } })),
			theirs: {
				title,
				bodyMd,
				proof: this.i18n.t(viewer.locale, `tasks.proof-${proof}`),
				author: author && personView(author),
				createdAt,
				note,
				difference: diffTexts(`${title}\n\n${bodyMd}`, `${mine('title')}\n\n${mine('body')}`),
			},
		};
	}

	/** The editor as it opens: with the viewer's draft, if they left one. */
	private async opened(
		course: CourseRow,
		viewer: Viewer,
		taskId: number | null,
		present: Values,
		standing: Values,
	) {
		const [draft, attachments] = await Promise.all([
			this.drafts.of(viewer, taskPlace(course, taskId), present),
			this.attachments.of(course.id, BESIDE_EDITOR),
		]);
		const editor = { taskId, ...withDraft({ ...present, note: '', ...standing }, draft) };
		return this.editor(course, viewer, editor, attachments);
	}

	private editor(
		course: CourseRow,
		viewer: Viewer,
		{ taskId, values, errors, preview, draftFrom }: Editor,
		attachments: readonly AttachmentRow[],
	) {
		const { locale } = viewer;
		const isNew = taskId === null;
		const base = tasksUrl(course);
		const href = isNew ? base : `${base}/${taskId}`;
		const editHref = isNew ? `${base}/new` : `${href}/edit`;
		const place = taskPlace(course, taskId);
		const title = this.i18n.t(locale, isNew ? 'tasks.new-title' : 'tasks.edit-title');
		const name = String(values['title'] ?? '');
		const crumbs = isNew ? [] : [{ label: name || title, href }];
		return {
			...taskHead(course, viewer, this.i18n, [...crumbs, { label: title }]),
			title,
			isNew,
			action: isNew ? base : `${href}?_method=PUT`,
			cancelHref: href,
			historyHref: isNew ? '' : `${href}/history`,
			draft: draftPart(place, editHref, draftFrom),
			autosave: isNew ? `task-of-${course.id}` : `task-${taskId}-${values['base']}`,
			upload: uploadPart(course, viewer, attachments, { href: editHref, place, field: 'body' }),
			limits: { title: TITLE_LIMIT, body: MARKDOWN_LIMIT, note: NOTE_LIMIT },
			proofs: this.choices(locale, PROOFS, 'proof'),
			audiences: this.choices(locale, AUDIENCES, 'audience'),
			values,
			errors,
			previewHtml: preview ? renderMarkdown(String(values['body'] ?? ''), { idPrefix: 'preview' }) : '',
			isPreview: preview,
		};
	}

	private choices(locale: Locale, values: readonly string[], name: 'proof' | 'audience') {
		return values.map((value) => ({
			value,
			label: this.i18n.t(locale, `tasks.${name}-${value}`),
			help: this.i18n.t(locale, `tasks.${name}-${value}-help`),
		}));
	}
}
