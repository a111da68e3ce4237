import { personView } from '../accounts/person.page.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canEdit } from './course.policy.js';
import { courseHead, courseUrl } from './course.page.js';
import type { CourseRow, ParticipantRow } from './courses.queries.js';

export function peoplePage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	rows: readonly ParticipantRow[],
	slice: Slice,
) {
	const shown = rows.slice(0, slice.limit);
	const view = (row: ParticipantRow) => ({
		...personView(row),
		promotion: promotion(row, course, viewer, i18n),
	});
	const label = i18n.t(viewer.locale, 'courses.tab-people');
	return {
		title: `${label} · ${course.title}`,
		...courseHead(course, viewer, i18n, 'people'),
		manage: canEdit(viewer, course) ? `${courseUrl(course)}/organisers` : null,
		organisers: slice.page === 1 ? course.organisers.map(personView) : [],
		helpers: shown.filter(({ isHelper }) => isHelper).map(view),
		participants: shown.filter(({ isHelper }) => !isHelper).map(view),
		isEmpty: course.peopleCount === 0,
		links: pageLinks(`${courseUrl(course)}/people`, {}, slice, rows.length > slice.limit),
		pages: course.peopleCount > slice.limit ? Math.ceil(course.peopleCount / slice.limit) : 0,
	};
}

/** The organisers' way to ask somebody to organise with them. */
function promotion(
	{ id, username, displayName }: ParticipantRow,
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
) {
	if (!canEdit(viewer, course) || course.organisers.some((organiser) => organiser.id === id)) return null;
	return {
		action: `${courseUrl(course)}/people/${encodeURIComponent(username)}/promotion`,
		label: i18n.t(viewer.locale, 'courses.ask-to-organise'),
		confirm: i18n.t(viewer.locale, 'courses.ask-to-organise-confirm', {
			name: displayName,
			title: course.title,
		}),
	};
}
