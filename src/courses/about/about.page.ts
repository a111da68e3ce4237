import { personView } from '../../accounts/person.page.js';
import { draftPart } from '../../drafts/draft.page.js';
import type { FieldErrors, Values } from '../../platform/forms/form.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import { MARKDOWN_LIMIT, renderMarkdown } from '../../platform/markdown/markdown.js';
import { diffTexts } from '../../platform/text-diff/text-diff.js';
import { aboutHistoryUrl } from './about-history.page.js';
import { NOTE_LIMIT } from './about.form.js';
import { uploadPart } from '../attachments/attachment.page.js';
import type { AttachmentRow } from '../attachments/attachments.queries.js';
import { courseUrl, manageCrumbs } from '../course-place.page.js';
import type { AboutRow, CourseRow } from '../courses.queries.js';

export interface AboutEditor {
	values: Values;
	errors?: FieldErrors;
	draftFrom?: Date;
	isPreview?: boolean;
}

export function aboutPlace(course: { id: number }): string {
	return `about-${course.id}`;
}

/** The form as it opens, before a draft changes it. */
export function aboutValues(about: AboutRow): Values {
	return { bodyMd: about.bodyMd, note: '', baseRevisionId: String(about.id) };
}

export function aboutEditPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	about: AboutRow,
	attachments: readonly AttachmentRow[],
	{ values, errors = {}, draftFrom, isPreview = false }: AboutEditor,
) {
	const editHref = `${courseUrl(course)}/about/edit`;
	const label = i18n.t(viewer.locale, 'courses.about-edit');
	return {
		title: `${label} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, label),
		course: {
			href: courseUrl(course),
			title: course.title,
			language: course.language,
			accent: course.accent,
		},
		historyHref: aboutHistoryUrl(course),
		draft: draftPart(aboutPlace(course), editHref, draftFrom),
		upload: uploadPart(course, viewer, attachments, {
			href: editHref,
			place: aboutPlace(course),
			field: 'bodyMd',
		}),
		autosaveKey: `about-${course.id}-${about.id}`,
		limits: { body: MARKDOWN_LIMIT, note: NOTE_LIMIT },
		isOutline: !about.isWritten,
		isPreview,
		previewHtml: isPreview ? renderMarkdown(String(values['bodyMd'] ?? ''), { idPrefix: 'preview' }) : '',
		values,
		errors,
	};
}

/** The form again, upon the text that somebody else saved meanwhile, with both texts in sight. */
export function staleAboutPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	about: AboutRow,
	attachments: readonly AttachmentRow[],
	values: Values,
) {
	return {
		...aboutEditPage(course, viewer, i18n, about, attachments, {
			values: { ...values, baseRevisionId: String(about.id) },
		}),
		theirs: {
			bodyMd: about.bodyMd,
			savedAt: about.createdAt,
			difference: diffTexts(about.bodyMd, String(values['bodyMd'] ?? '')),
			author: about.author && personView(about.author).displayName,
		},
	};
}
