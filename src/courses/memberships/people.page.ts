import { type PersonRow, personView } from '../../accounts/person.page.js';
import { pageLinks, type Slice } from '../../platform/http/paginate.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import { canEdit } from '../course.policy.js';
import { courseHead, courseUrl } from '../course.page.js';
import type { ParticipantRow } from './course-people.queries.js';
import type { CourseRow, RunRow } from '../courses.queries.js';
import { runName } from '../runs/run.page.js';

export interface PeopleParts {
	run: RunRow;
	/** Participants of the run, one more than are shown. */
	people: readonly ParticipantRow[];
	/** Who waits for a seat in it; nobody when that is not for the viewer to know. */
	waiting: readonly PersonRow[];
	slice: Slice;
}

/** The people of one run, with the way to those of the others. */
export function peoplePage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	{ run, people, waiting, slice }: PeopleParts,
) {
	const shown = people.slice(0, slice.limit);
	const href = `${courseUrl(course)}/people`;
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
		runs:
			course.runs.length > 1
				? course.runs.map((each) => ({
						label: runName(each, i18n, viewer.locale),
						href: `${href}?run=${each.id}`,
						current: each.id === run.id,
						count: each.taken,
					}))
				: [],
		introductions: course.runs.some(({ signUp }) => signUp === 'moderated')
			? `${courseUrl(course)}/introductions`
			: null,
		waiting: waiting.map(personView),
		isEmpty: run.taken === 0,
		links: pageLinks(
			href,
			course.runs.length > 1 ? { run: String(run.id) } : {},
			slice,
			people.length > slice.limit,
		),
		pages: run.taken > slice.limit ? Math.ceil(run.taken / slice.limit) : 0,
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
