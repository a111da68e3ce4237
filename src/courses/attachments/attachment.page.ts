import { personView } from '../../accounts/person.page.js';
import { roomText } from '../../accounts/room.page.js';
import { DOCUMENT_ENDINGS } from '../../platform/files/document.js';
import { sizeText } from '../../platform/files/file-size.js';
import { fileUrl, type Room } from '../../platform/files/files.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import { canRemoveAttachment } from '../course.policy.js';
import { courseHead, courseUrl } from '../course.page.js';
import { COURSE_BYTES_LIMIT } from './attachments.service.js';
import type { AttachmentRow } from './attachments.queries.js';
import type { CourseRow } from '../courses.queries.js';

/** So many files are shown beside an editor; all of them have a page of their own. */
export const BESIDE_EDITOR = 6;
export const ON_PAGE = 500;
const IMAGE_ENDINGS = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'];

export function filesUrl(course: { slug: string }): string {
	return `${courseUrl(course)}/files`;
}

/** What to write into a text to show or link the file. */
export function attachmentMarkdown({
	fileId,
	name,
	alt,
}: Pick<AttachmentRow, 'fileId' | 'name' | 'alt'>): string {
	const isPicture = name.endsWith('.webp');
	const label = (isPicture ? alt : alt || name).replace(/[\\[\]`*_<$]/g, '\\$&');
	return `${isPicture ? '!' : ''}[${label}](${fileUrl(fileId, name)})`;
}

function line(row: AttachmentRow, locale: string) {
	return {
		...row,
		href: fileUrl(row.fileId, row.name),
		isPicture: row.mediaType === 'image/webp',
		size: sizeText(row.bytes, locale),
		markdown: attachmentMarkdown(row),
	};
}

/** The upload beside an editor: `place` names its draft, `field` the text that the file is put into. */
export function uploadPart(
	course: CourseRow,
	{ locale }: Viewer,
	attachments: readonly AttachmentRow[],
	editor: { href: string; place: string; field: string },
) {
	const query = new URLSearchParams({ draft: editor.place, field: editor.field, next: editor.href });
	return {
		action: filesUrl(course),
		formAction: `${filesUrl(course)}?${query}`,
		field: editor.field,
		allHref: filesUrl(course),
		accept: [...IMAGE_ENDINGS, ...DOCUMENT_ENDINGS].map((ending) => `.${ending}`).join(','),
		endings: DOCUMENT_ENDINGS.join(', '),
		files: attachments.map((row) => line(row, locale)),
	};
}

export function attachmentsPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	attachments: readonly AttachmentRow[],
	own: Room,
) {
	const { locale } = viewer;
	const head = courseHead(course, viewer, i18n, 'tasks');
	const title = i18n.t(locale, 'courses.files');
	return {
		title: `${title} · ${course.title}`,
		crumbs: [...head.crumbs.slice(0, -1), { label: title }],
		course: head.course,
		accent: course.accent,
		room: i18n.t(locale, 'courses.files-room', {
			used: sizeText(attachments[0]?.allBytes ?? 0, locale),
			limit: sizeText(COURSE_BYTES_LIMIT, locale),
		}),
		ownRoom: roomText(own, locale, i18n),
		upload: uploadPart(course, viewer, [], { href: filesUrl(course), place: '', field: '' }),
		files: attachments.map((row) => ({
			...line(row, locale),
			adder: row.adder && personView(row.adder),
			removeAction: canRemoveAttachment(viewer, course, row.adder?.id ?? null)
				? `${filesUrl(course)}/${row.id}?_method=DELETE`
				: '',
		})),
	};
}
