import { personView } from '../accounts/person.page.js';
import { courseUrl } from '../courses/course.page.js';
import { courseCrumbs, manageCrumbs } from '../courses/course-place.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { runName } from '../courses/runs/run.page.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { applicationUrl, stateOf } from './application.page.js';
import type { ApplicationRow, IntroductionRow } from './applications.queries.js';

function pages(path: string, slice: Slice, total: number) {
	return {
		links: pageLinks(path, {}, slice, slice.offset + slice.limit < total),
		pages: total > slice.limit ? Math.ceil(total / slice.limit) : 0,
	};
}

/** All applications to a course, for its organisers: those that wait for them come first. */
export function applicationsPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	rows: readonly (ApplicationRow & { total: number })[],
	slice: Slice,
) {
	const { locale } = viewer;
	const label = i18n.t(locale, 'sign-ups.applications');
	const view = (row: ApplicationRow) => {
		const run = course.runs.find(({ id }) => id === row.runId);
		return {
			person: personView(row.person),
			href: applicationUrl(course, row.id),
			createdAt: row.createdAt,
			run: run && course.runs.length > 1 ? runName(run, i18n, locale) : '',
			state: i18n.t(locale, `sign-ups.is-${stateOf(row)}`),
		};
	};
	return {
		title: `${label} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, label),
		course: { href: courseUrl(course), title: course.title, accent: course.accent },
		open: rows.filter((row) => stateOf(row) === 'open').map(view),
		decided: rows.filter((row) => stateOf(row) !== 'open').map(view),
		isEmpty: rows.length === 0,
		...pages(`${courseUrl(course)}/applications`, slice, rows[0]?.total ?? 0),
	};
}

/** What the people of a course wrote when they applied, as far as it is for this viewer. */
export function introductionsPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	rows: readonly IntroductionRow[],
	slice: Slice,
) {
	const { locale } = viewer;
	const label = i18n.t(locale, 'runs.introductions');
	return {
		title: `${label} · ${course.title}`,
		heading: label,
		crumbs: courseCrumbs(course, viewer, i18n, [
			{ label: i18n.t(locale, 'courses.tab-people'), href: `${courseUrl(course)}/people` },
			{ label },
		]),
		course: {
			href: courseUrl(course),
			title: course.title,
			language: course.language,
			accent: course.accent,
		},
		people: rows.map(({ person, answers }) => ({ ...personView(person), answers })),
		...pages(`${courseUrl(course)}/introductions`, slice, rows[0]?.total ?? 0),
	};
}
