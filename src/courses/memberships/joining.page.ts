import type { Viewer } from '../../platform/http/viewer.js';
import type { I18n } from '../../platform/i18n/i18n.js';
import { canJoin, isTakingPart } from '../course.policy.js';
import { courseStatus, courseUrl, thisKind } from '../course.page.js';
import type { CourseRow, RunRow } from '../courses.queries.js';
import { runName, seatsLine } from '../runs/run.page.js';
import { isFull, openRuns } from '../runs/run.policy.js';

/** The way in for this viewer, for the partial courses/_join; null for whoever is inside, and for drafts. */
export function joining(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	application: { id: number } | null = null,
) {
	if (course.isOrganiser || isTakingPart(course) || !course.publishedAt) return null;
	const { locale } = viewer;
	const href = courseUrl(course);
	const runs = openRuns(course);
	const [first] = runs;
	if (course.waiting)
		return {
			way: 'waiting',
			label: i18n.t(locale, 'runs.your-place', { position: course.waiting.position }),
			href,
			application: application && `${href}/applications/${application.id}`,
			moves: runs
				.filter(({ id }) => id !== course.waiting?.runId)
				.map((run) => move(run, course, i18n, viewer)),
		};
	if (application) return { way: 'applied', href: `${href}/applications/${application.id}` };
	if (!first)
		return course.membership ? null : { way: 'closed', label: courseStatus(course, i18n, locale).text };
	const label = i18n.t(locale, `courses.${first.signUp === 'open' ? 'join' : 'apply'}`, {
		thisKind: thisKind(course, i18n, locale),
	});
	const known = { label, seats: runs.length === 1 ? seatsLine(first, i18n, locale) : '' };
	if (!viewer.member)
		return { ...known, way: 'sign-in', signIn: `/sign-in?next=${encodeURIComponent(href)}` };
	if (!canJoin(viewer, course)) return { way: 'confirm', label };
	return {
		...known,
		way: 'join',
		href,
		label: isFull(first) && first.signUp === 'open' ? i18n.t(locale, 'runs.wait') : label,
		runs: runs.length > 1 ? runs.map((run) => choice(run, i18n, viewer)) : [],
		runId: String(first.id),
		asksForEmail: runs.some(({ signUp }) => signUp === 'open'),
	};
}

/** What somebody who waits for one run can do about another. */
function move(run: RunRow, course: CourseRow, i18n: I18n, { locale }: Viewer) {
	const isOpen = run.signUp === 'open';
	const way = isOpen ? (isFull(run) ? 'wait' : 'seat') : 'apply';
	return {
		runId: run.id,
		label: i18n.t(locale, `runs.move-${isOpen ? 'to' : 'apply'}`, { run: runName(run, i18n, locale) }),
		help: i18n.t(locale, `runs.move-${way}-help`, { count: run.waiting }),
		applyHref: isOpen ? null : `${courseUrl(course)}/applications/new?run=${run.id}`,
	};
}

function choice(run: RunRow, i18n: I18n, { locale }: Viewer) {
	return {
		value: String(run.id),
		label: runName(run, i18n, locale),
		help: [
			run.signUp === 'moderated' ? i18n.t(locale, 'runs.by-application') : '',
			seatsLine(run, i18n, locale),
		]
			.filter(Boolean)
			.join(' · '),
	};
}
