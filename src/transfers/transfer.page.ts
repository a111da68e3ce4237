import { courseUrl } from '../courses/course.page.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { KEPT_DAYS } from './transfer-files.service.js';
import type { TransferRow } from './transfers.queries.js';

export const LISTED = 30;

/** How a transfer stands, as the texts of its pages name it. */
function standing({ kind, state, isStuck }: TransferRow): string {
	return isStuck ? 'stuck' : `${kind}-${state}`;
}

function titleOf({ kind, course, fileName }: TransferRow, { locale }: Viewer, i18n: I18n): string {
	return kind === 'export'
		? i18n.t(locale, 'transfers.export-of', { title: course?.title ?? fileName })
		: i18n.t(locale, 'transfers.import-of', { title: fileName });
}

export function transferPage(transfer: TransferRow, isKept: boolean, viewer: Viewer, i18n: I18n) {
	const { id, kind, state, course, problem, report, isStuck } = transfer;
	const { locale } = viewer;
	const isImport = kind === 'import';
	const isUnderWay = !isStuck && (state === 'queued' || state === 'running');
	const isDone = state === 'done';
	return {
		title: titleOf(transfer, viewer, i18n),
		crumbs: crumbs(viewer, i18n, titleOf(transfer, viewer, i18n)),
		text: i18n.t(locale, `transfers.${standing(transfer)}`),
		progress: isUnderWay ? { done: transfer.done, total: Math.max(transfer.total, 1) } : null,
		href: `/transfers/${id}`,
		problem: problem && i18n.t(locale, problem.key, problem.args),
		download: isDone && !isImport && isKept ? `/transfers/${id}/file` : null,
		keptDays: KEPT_DAYS,
		isGone: isDone && !isImport && !isKept,
		course: isDone && course && { title: course.title, href: courseUrl(course) },
		manage: isDone && isImport && course ? `${courseUrl(course)}/manage` : null,
		again: isImport && (state === 'failed' || isStuck),
		report: isImport ? report.map(({ key, args }) => i18n.t(locale, key, args)) : [],
		hasNothingLeftOut: isDone && isImport && report.length === 0,
	};
}

export function transfersPage(rows: readonly TransferRow[], viewer: Viewer, i18n: I18n) {
	return {
		title: i18n.t(viewer.locale, 'transfers.title'),
		transfers: rows.map((transfer) => ({
			title: titleOf(transfer, viewer, i18n),
			href: `/transfers/${transfer.id}`,
			text: i18n.t(viewer.locale, `transfers.${standing(transfer)}`),
			createdAt: transfer.createdAt,
		})),
	};
}

function crumbs({ locale }: Viewer, i18n: I18n, label: string) {
	return [{ label: i18n.t(locale, 'transfers.title'), href: '/transfers' }, { label }];
}
