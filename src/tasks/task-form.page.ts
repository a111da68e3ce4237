import { Injectable } from '@nestjs/common';
import { personView } from '../accounts/person.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import { found } from '../platform/http/errors.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { MARKDOWN_LIMIT, renderMarkdown } from '../platform/markdown/markdown.js';
import { AUDIENCES, PROOFS } from './task.entity.js';
import { NOTE_LIMIT, TITLE_LIMIT } from './task.form.js';
import { taskHead, tasksUrl } from './task-list.page.js';
import { TaskRevisionsQueries } from './task-revisions.queries.js';
import type { TaskText } from './tasks.queries.js';

interface Shown {
	/** Null for a task that does not exist yet. */
	taskId: number | null;
	values: Values;
	errors?: FieldErrors;
	preview?: boolean;
}

/** The editor of a task: blank, filled from the task, filled from what was sent, or in conflict. */
@Injectable()
export class TaskFormPages {
	constructor(
		private readonly revisions: TaskRevisionsQueries,
		private readonly i18n: I18n,
	) {}

	blank(course: CourseRow, viewer: Viewer) {
		return this.filled(course, viewer, { taskId: null, values: { proof: 'none', workAudience: 'course' } });
	}

	of(course: CourseRow, viewer: Viewer, { id, title, bodyMd, proof, workAudience, revisionId }: TaskText) {
		const values = { title, body: bodyMd, proof, workAudience, base: String(revisionId) };
		return this.filled(course, viewer, { taskId: id, values });
	}

	filled(course: CourseRow, viewer: Viewer, { taskId, values, errors, preview }: Shown) {
		const { locale } = viewer;
		const isNew = taskId === null;
		const base = tasksUrl(course);
		const title = this.i18n.t(locale, isNew ? 'tasks.new-title' : 'tasks.edit-title');
		const name = String(values['title'] ?? '');
		const crumbs = isNew ? [] : [{ label: name || title, href: `${base}/${taskId}` }];
		const body = String(values['body'] ?? '');
		return {
			...taskHead(course, viewer, this.i18n, [...crumbs, { label: title }]),
			title,
			isNew,
			action: isNew ? base : `${base}/${taskId}?_method=PUT`,
			cancelHref: isNew ? base : `${base}/${taskId}`,
			historyHref: isNew ? '' : `${base}/${taskId}/history`,
			autosave: isNew ? `task-of-${course.id}` : `task-${taskId}-${values['base']}`,
			limits: { title: TITLE_LIMIT, body: MARKDOWN_LIMIT, note: NOTE_LIMIT },
			proofs: PROOFS.map((value) => ({
				value,
				label: this.i18n.t(locale, `tasks.proof-${value}`),
				help: this.i18n.t(locale, `tasks.proof-${value}-help`),
			})),
			audiences: AUDIENCES.map((value) => ({
				value,
				label: this.i18n.t(locale, `tasks.audience-${value}`),
				help: this.i18n.t(locale, `tasks.audience-${value}-help`),
			})),
			values,
			errors,
			previewHtml: preview ? renderMarkdown(body, { idPrefix: 'preview' }) : '',
			isPreview: preview,
		};
	}

	/** Theirs to read, yours in the form, which now stands on theirs. */
	async conflict(
		course: CourseRow,
		viewer: Viewer,
		{ taskId, values }: { taskId: number; values: Values },
		currentId: number,
	) {
		const theirs = found(await this.revisions.one(taskId, currentId));
		return {
			...this.filled(course, viewer, { taskId, values: { ...values, base: String(currentId) } }),
			theirs: {
				title: theirs.title,
				bodyMd: theirs.bodyMd,
				proof: this.i18n.t(viewer.locale, `tasks.proof-${theirs.proof}`),
				author: theirs.author && personView(theirs.author),
				createdAt: theirs.createdAt,
				note: theirs.note,
			},
		};
	}
}
