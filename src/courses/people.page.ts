import { personView } from '../accounts/person.page.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
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
	const label = i18n.t(viewer.locale, 'courses.tab-people');
	return {
		title: `${label} · ${course.title}`,
		...courseHead(course, viewer, i18n, 'people'),
		organisers: slice.page === 1 ? course.organisers.map(personView) : [],
		helpers: shown.filter(({ isHelper }) => isHelper).map(personView),
		participants: shown.filter(({ isHelper }) => !isHelper).map(personView),
		isEmpty: course.peopleCount === 0,
		links: pageLinks(`${courseUrl(course)}/people`, {}, slice, rows.length > slice.limit),
		pages: course.peopleCount > slice.limit ? Math.ceil(course.peopleCount / slice.limit) : 0,
	};
}
