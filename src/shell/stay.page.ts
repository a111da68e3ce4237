import { canLeave } from '../courses/course.policy.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Stay } from '../courses/memberships/stays.service.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { canHelp } from '../tasks/task.policy.js';

/** What a participant chooses for themselves in a course. */
export function stayPage(
	course: CourseRow,
	{ viewer, i18n }: { viewer: Viewer; i18n: I18n },
	stay: Stay,
	isFinished: boolean,
) {
	const { locale } = viewer;
	const title = i18n.t(locale, 'tasks.stay');
	const href = courseUrl(course);
	const head = courseHead(course, viewer, i18n, 'people');
	const people = { label: i18n.t(locale, 'courses.tab-people'), href: `${href}/people` };
	return {
		title: `${title} · ${course.title}`,
		heading: title,
		crumbs: [...head.crumbs.slice(0, -1), people, { label: title }],
		accent: course.accent,
		course: head.course,
		joinedAt: stay.joinedAt,
		helping: {
			action: `${href}/helping`,
			since: stay.helperSince,
			isOffered: canHelp(viewer, course, isFinished),
		},
		sharing: {
			action: `${href}/membership?_method=PUT`,
			isOn: stay.emailSharedAt !== null,
			help: i18n.t(locale, 'tasks.share-email-help', { email: stay.email }),
		},
		leaving: {
			action: `${href}/membership?_method=DELETE`,
			isAllowed: canLeave(viewer, course),
			label: i18n.t(locale, 'courses.leave', { thisKind: head.thisKind }),
			confirm: i18n.t(locale, 'courses.leave-confirm', { title: course.title }),
		},
	};
}
