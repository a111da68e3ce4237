import type { FieldErrors, Values } from '../../platform/forms/form.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import { labelled, timeZones } from '../course-options.js';
import { courseStatus } from '../course.page.js';
import { courseCrumbs, courseUrl, manageCrumbs } from '../course-place.page.js';
import type { CourseRow, RunRow } from '../courses.queries.js';
import { SIGN_UPS } from './run.entity.js';
import { runName, seatsTaken } from './run.page.js';
import { takesPeople } from './run.policy.js';

const SEATS_LIMIT = 99_999;

/** All runs of a course for its organisers, the latest first; those that are `unused` can be taken away. */
export function runsPage(course: CourseRow, viewer: Viewer, i18n: I18n, unused: ReadonlySet<number>) {
	const { locale } = viewer;
	const href = courseUrl(course);
	const label = i18n.t(locale, 'runs.title');
	return {
		title: `${label} · ${course.title}`,
		crumbs: manageCrumbs(course, viewer, i18n, label),
		course: { href, title: course.title, accent: course.accent },
		runs: [...course.runs].reverse().map((run) => ({
			name: runName(run, i18n, locale),
			status: courseStatus({ ...course, run }, i18n, locale),
			people: i18n.t(locale, 'courses.people-count', { count: run.taken }),
			seats: seatsTaken(run, i18n, locale),
			waiting: run.waiting > 0 ? i18n.t(locale, 'runs.people-waiting', { count: run.waiting }) : '',
			peopleHref: `${href}/people?run=${run.id}`,
			edit: `${href}/runs/${run.id}/edit`,
			again: `${href}/runs/new?from=${run.id}`,
			close: takesPeople(run) ? `${href}/runs/${run.id}/closure` : null,
			remove: unused.has(run.id) ? `${href}/runs/${run.id}?_method=DELETE` : null,
			removeConfirm: i18n.t(locale, 'runs.remove-confirm', { run: runName(run, i18n, locale) }),
		})),
	};
}

/** What the form shows of a run before anybody typed into it. */
function valuesOf(run: RunRow): Values {
	return {
		signUp: run.signUp,
		seats: run.seats === null ? '' : String(run.seats),
		pace: run.pace,
		startsOn: run.startsOn ?? '',
		endsOn: run.endsOn ?? '',
		timeZone: run.timeZone,
	};
}

/** The settings of a run for one more like it, whose dates are still to be chosen. */
export function valuesToRepeat(run: RunRow): Values {
	return { ...valuesOf(run), startsOn: '', endsOn: '', ...(run.signUp === 'closed' && { signUp: 'open' }) };
}

/** The form for a run, or for a new one when there is none yet. */
export function runPage(
	course: CourseRow,
	run: RunRow | null,
	viewer: Viewer,
	i18n: I18n,
	values: Values = run ? valuesOf(run) : {},
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const href = courseUrl(course);
	const isOne = run !== null && course.runs.length === 1;
	const manage = { label: i18n.t(locale, 'courses.tab-manage'), href: `${href}/manage` };
	const runs = { label: i18n.t(locale, 'runs.title'), href: `${href}/runs` };
	const label = i18n.t(locale, isOne ? 'runs.settings' : run ? 'runs.edit' : 'runs.again');
	return {
		title: `${label} · ${course.title}`,
		heading: label,
		crumbs: courseCrumbs(course, viewer, i18n, [
			manage,
			...(course.runs.length > 1 ? [runs] : []),
			{ label },
		]),
		course: { href, title: course.title, accent: course.accent },
		isNew: run === null,
		back: `${href}/${course.runs.length > 1 ? 'runs' : 'manage'}`,
		action: run ? `${href}/runs/${run.id}?_method=PUT` : `${href}/runs`,
		again: isOne ? `${href}/runs/new?from=${run.id}` : null,
		present: run && run.taken > 0 ? i18n.t(locale, 'runs.present', { count: run.taken }) : '',
		signUps: labelled(SIGN_UPS, 'sign-up', i18n, locale),
		paces: labelled(['rolling', 'fixed'], 'pace', i18n, locale),
		timeZones: timeZones(String(values['timeZone'] ?? 'UTC')),
		seatsLimit: SEATS_LIMIT,
		values,
		errors,
	};
}
