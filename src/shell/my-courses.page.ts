import { courseUrl, coverUrl, kindLabel } from '../courses/course.page.js';
import type { Locale } from '../platform/i18n/i18n.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { taskUrl } from './task.page.js';
import type { MyCourseRow } from './my-courses.queries.js';

type Say = (key: string, args?: Record<string, string>) => string;

/** What a draft needs next; the same order as the launch checklist, without what can wait. */
function authoringStep(row: MyCourseRow, say: Say): { href: string; label: string } {
	const href = courseUrl(row);
	if (!row.hasAbout) return { href: `${href}/about/edit`, label: say('write-about') };
	if (row.total === 0) return { href: `${href}/tasks/new`, label: say('first-task') };
	if (row.needsDates) return { href: `${href}/runs/${row.newestRunId}/edit`, label: say('set-dates') };
	return { href: `${href}/manage`, label: say('publish') };
}

/** Asked to be let in, or stands in line; not in yet. */
function isHoping({
	isOrganiser,
	isParticipant,
	applicationId,
	isWaiting,
	archivedAt,
}: MyCourseRow): boolean {
	return !isOrganiser && !isParticipant && !archivedAt && (applicationId !== null || isWaiting);
}

function hope(row: MyCourseRow, say: Say): string {
	if (!isHoping(row)) return '';
	return say(row.isWaiting ? 'waits-for-seat' : 'waits-for-decision');
}

/** The one thing to do next in a course. */
function nextStep(row: MyCourseRow, say: Say): { href: string; label: string } {
	const href = courseUrl(row);
	if (!row.publishedAt) return authoringStep(row, say);
	if (isHoping(row) && row.applicationId !== null)
		return { href: `${href}/applications/${row.applicationId}`, label: say('see-application') };
	if (row.isParticipant && row.next && !row.archivedAt)
		return { href: taskUrl(row, row.next.id), label: say('continue', { title: row.next.title }) };
	if (row.isOrganiser && !row.isParticipant && !row.archivedAt)
		return { href: `${href}/progress`, label: say('progress') };
	return { href, label: say('open') };
}

function isFinished({ isParticipant, total, done }: MyCourseRow): boolean {
	return isParticipant && total > 0 && done === total;
}

function item(row: MyCourseRow, i18n: I18n, locale: Locale, say: Say) {
	return {
		title: row.title,
		language: row.language,
		accent: row.accent,
		href: courseUrl(row),
		coverUrl: coverUrl(row),
		kind: kindLabel(row, i18n, locale),
		role: row.isOrganiser ? say('you-organise') : '',
		isDraft: !row.publishedAt,
		hope: hope(row, say),
		progress: row.isParticipant && row.total > 0 ? { done: row.done, total: row.total } : null,
		next: nextStep(row, say),
		toDecide:
			row.toDecide > 0
				? {
						label: i18n.t(locale, 'sign-ups.count-to-decide', { count: row.toDecide }),
						href: `${courseUrl(row)}/applications`,
					}
				: null,
		award: row.award && { name: row.award.name, href: `/awards/${row.award.id}` },
	};
}

/** The home of a member: what to go on with, what to get ready, what is finished. */
export function myCoursesPage(rows: readonly MyCourseRow[], i18n: I18n, locale: Locale) {
	const say: Say = (key, args) => i18n.t(locale, `tasks.my-${key}`, args);
	const present = rows.filter(({ isDeleted }) => !isDeleted);
	const items = (wanted: (row: MyCourseRow) => boolean) =>
		present.filter(wanted).map((row) => item(row, i18n, locale, say));
	const isOutside = (row: MyCourseRow) => !row.isOrganiser && !row.isParticipant;
	const isWatched = (row: MyCourseRow) => row.isFollowed && isOutside(row) && !isHoping(row);
	const isDraft = ({ publishedAt }: MyCourseRow) => !publishedAt;
	const isPast = (row: MyCourseRow) => isFinished(row) || row.archivedAt !== null;
	const groups = {
		current: items((row) => !isOutside(row) && !isDraft(row) && !isPast(row)),
		hoped: items(isHoping),
		following: items(isWatched),
		drafts: items(isDraft),
		finished: items((row) => !isOutside(row) && !isDraft(row) && isPast(row)),
	};
	return {
		title: i18n.t(locale, 'shell.my-courses'),
		...groups,
		deletedCount: rows.length - present.length,
		isEmpty: Object.values(groups).every((group) => group.length === 0),
	};
}
