import { formatDate } from '../platform/i18n/dates.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import { listText } from '../platform/i18n/lists.js';
import type { Viewer } from '../platform/http/viewer.js';
import { canEdit } from './course.policy.js';
import { courseCrumbs, courseUrl, coverUrl } from './course-place.page.js';
import { kindLabel, kindNoun, languageName, thisKind } from './course-words.js';
import type { CourseRow, RunRow } from './courses.queries.js';
import { runName } from './runs/run.page.js';
import { isFull } from './runs/run.policy.js';

export { courseUrl, coverUrl, kindLabel, kindNoun, languageName, thisKind };

export type Tab = 'about' | 'tasks' | 'people' | 'discussion' | 'badges' | 'manage';

const PATHS: readonly (readonly [Tab, string])[] = [
	['about', ''],
	['tasks', '/tasks'],
	['people', '/people'],
	['discussion', '/discussion'],
	['badges', '/badges'],
	['manage', '/manage'],
];

type Standing = Pick<CourseRow, 'publishedAt' | 'archivedAt'> & { run: Omit<RunRow, 'waiting'> };

/** Where a course stands for somebody who might join; `state` chooses the colour. */
export function courseStatus(
	{ publishedAt, archivedAt, run }: Standing,
	i18n: I18n,
	locale: Locale,
): { state: 'open' | 'soon' | 'closed' | 'draft'; text: string } {
	const say = (key: string, day?: string | null) =>
		i18n.t(locale, `courses.status-${key}`, { date: day ? formatDate(day, 'date', locale, 'UTC') : '' });
	if (!publishedAt) return { state: 'draft', text: say('draft') };
	if (archivedAt) return { state: 'closed', text: say('archived') };
	if (run.phase === 'ended') return { state: 'closed', text: say('ended', run.endsOn) };
	if (run.signUp === 'closed') return { state: 'closed', text: say('closed') };
	if (isFull(run)) return { state: 'soon', text: say('full') };
	const way = run.signUp === 'moderated' ? 'apply' : 'open';
	if (run.phase === 'upcoming') return { state: 'soon', text: say(`${way}-starts`, run.startsOn) };
	if (run.phase === 'unset') return { state: 'soon', text: say(`${way}-unset`) };
	return run.phase === 'running' && run.endsOn
		? { state: 'open', text: say(`${way}-until`, run.endsOn) }
		: { state: 'open', text: say(way) };
}

function facts(course: CourseRow, i18n: I18n, locale: Locale): string[] {
	const names = course.organisers.map(({ displayName }) => displayName);
	const people = i18n.t(locale, 'courses.people-count', { count: course.peopleCount });
	const { run, runs } = course;
	const isOwn = run.id === course.membership?.runId;
	return [
		runs.length > 1
			? i18n.t(locale, isOwn ? 'runs.yours' : 'runs.this', { run: runName(run, i18n, locale) })
			: '',
		names.length > 0 ? i18n.t(locale, 'courses.by', { names: listText(names, locale) }) : '',
		languageName(course.language, locale),
		course.effort,
		course.peopleCount > 0 ? people : '',
		course.unlistedAt ? i18n.t(locale, 'courses.unlisted') : '',
	].filter(Boolean);
}

/** Breadcrumbs, header and tabs of a course page: spread it into the page's model. */
export function courseHead(course: CourseRow, viewer: Viewer, i18n: I18n, tab: Tab) {
	const { locale } = viewer;
	const href = courseUrl(course);
	const { school } = course;
	const tabs = PATHS.filter(([name]) => name !== 'manage' || canEdit(viewer, course)).map(([name, path]) => ({
		label: i18n.t(locale, `courses.tab-${name}`),
		href: href + path,
		current: name === tab,
		...(name === 'people' && { count: course.peopleCount }),
	}));
	return {
		crumbs: courseCrumbs(
			course,
			viewer,
			i18n,
			tab === 'about' ? [] : [{ label: i18n.t(locale, `courses.tab-${tab}`) }],
		),
		header: {
			accent: course.accent,
			coverUrl: coverUrl(course),
			kind: kindLabel(course, i18n, locale),
			title: course.title,
			summary: tab === 'about' ? course.summary : '',
			school: school && { name: school.name, href: `/schools/${school.slug}` },
			status: courseStatus(course, i18n, locale),
			facts: facts(course, i18n, locale),
		},
		tabs,
		noun: kindNoun(course, i18n, locale),
		thisKind: thisKind(course, i18n, locale),
		course: { slug: course.slug, href, title: course.title, language: course.language },
	};
}
