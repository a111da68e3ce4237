import { accentOf, badgeImageUrl, badgeUrl } from '../badges/badge.page.js';
import { rubricView } from '../badges/rubric.page.js';
import { DOCUMENT_ENDINGS } from '../platform/files/document.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canWithdraw } from './badge-application.policy.js';
import type { ApplyRow, FileOfWork } from './badge-applications.queries.js';
import { REFLECTION_LIMIT, WORK_LIMIT } from './badge-application.form.js';

export function applyUrl({ publicId }: { publicId: string }): string {
	return `/badges/${publicId}/application`;
}

export function applicationUrl({ id }: { id: number }): string {
	return `/applications/${id}`;
}

export function fileHref(applicationId: number, { id, name }: FileOfWork): string {
	return `/applications/${applicationId}/files/${id}/${name}`;
}

/** The form in which work is handed in. */
export function applyPage(
	badge: ApplyRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values | undefined = undefined,
	errors: FieldErrors = {},
) {
	const { name, description, imageAlt, language, criteriaHtml, rubric, work, open } = badge;
	const t = (key: string, args = {}) => i18n.t(viewer.locale, `applications.${key}`, args);
	return {
		title: t('apply-title', { badge: name }),
		accent: accentOf(badge.colour),
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: name, href: badgeUrl(badge) },
			{ label: t('apply') },
		],
		badge: { name, description, imageAlt, language, criteriaHtml, imageUrl: badgeImageUrl(badge) },
		rubric: rubricView(rubric, i18n, viewer),
		next: t(rubric.length > 0 ? 'next-rubric' : 'next-plain', { count: badge.quorum }),
		action: applyUrl(badge),
		values: values ?? {
			url: work?.url ?? '',
			body: work?.bodyMd ?? '',
			reflection: work?.reflectionMd ?? '',
		},
		errors,
		limits: { body: WORK_LIMIT, reflection: REFLECTION_LIMIT },
		endings: ['image/*', ...DOCUMENT_ENDINGS.map((ending) => `.${ending}`)].join(','),
		files:
			work && open
				? work.files.map((file) => ({
						name: file.name,
						href: fileHref(open.id, file),
						removal: work.submittedAt ? '' : `${applicationUrl(open)}/files/${file.id}?_method=DELETE`,
					}))
				: [],
		back: open
			? { href: applicationUrl(open), label: t('see') }
			: { href: badgeUrl(badge), label: t('to-badge') },
		withdrawal:
			open && canWithdraw(viewer, { ...open, applicantId: viewer.id }) && open.state === 'draft'
				? `${applicationUrl(open)}/withdrawal`
				: '',
		autosave: `application-${badge.publicId}`,
	};
}
