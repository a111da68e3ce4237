import { personView } from '../accounts/person.page.js';
import { canFollow, canLeave, canWorkOn } from '../courses/course.policy.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseFacts, CourseRow } from '../courses/courses.queries.js';
import { joining } from '../courses/memberships/joining.page.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import { plainText } from '../platform/markdown/markdown.js';
import { Shared } from '../platform/views/shared.js';
import { taskStates } from '../tasks/task-list.page.js';
import type { Step } from '../tasks/tasks.queries.js';
import { sharing } from '../transfers/sharing.page.js';
import type { CourseFront, FrontBadge, LatestRow } from './course-front.queries.js';
import { canCopy } from '../transfers/transfer.policy.js';
import { launchSteps } from './launch.page.js';

export const FACES_SHOWN = 8;
const EXCERPT = 140;

export interface CourseParts {
	front: CourseFront;
	path: readonly Step[];
	/** The viewer's, while it is open. */
	application: { id: number } | null;
}

export function badgeView({ publicId, number, name, description, imageAlt }: FrontBadge) {
	return {
		name,
		description,
		imageAlt,
		href: `/badges/${publicId}`,
		image: `/badges/${publicId}/v/${number}/image.svg`,
	};
}

function talkView({ author, bodyMd, createdAt, id }: LatestRow) {
	return {
		author: author && personView(author),
		excerpt: plainText(bodyMd, EXCERPT),
		createdAt,
		href: `/comments/${id}`,
	};
}

/** The tasks as a path, with the viewer's ticks and next step when they are at work here. */
function taskPath(course: CourseRow, viewer: Viewer, steps: readonly Step[]) {
	const works = canWorkOn(viewer, course) && course.membership !== null;
	const { next, state, done, total } = taskStates(steps, ({ isDone }) => isDone, works);
	const view = (step: Step) => ({
		title: step.title,
		href: `${courseUrl(course)}/tasks/${step.id}`,
		state: state(step),
	});
	return {
		tasks: steps.map(view),
		next: next && { ...view(next), number: steps.indexOf(next) + 1 },
		done,
		total,
	};
}

/** What stands beside the text, the same for all. */
function aside(course: CourseFacts, { people, badges, talk }: CourseFront, i18n: I18n, locale: Locale) {
	return {
		href: courseUrl(course),
		badges: badges.map(badgeView),
		organisers: course.organisers.map(personView),
		helpers: people.filter(({ isHelper }) => isHelper).map(personView),
		faces: people.map(personView),
		peopleLabel: i18n.t(locale, 'courses.people-count', { count: course.peopleCount }),
		talk: talk.map(talkView),
	};
}

/** The front page of a course: an invitation to strangers, the next step to participants, the way to launch to organisers. */
export function coursePage(course: CourseRow, viewer: Viewer, i18n: I18n, parts: CourseParts) {
	const { front } = parts;
	const { facts } = course;
	const isWorking = course.membership !== null;
	const { locale } = viewer;
	const head = courseHead(course, viewer, i18n, 'about');
	const path = taskPath(course, viewer, parts.path);
	const made = { about: front.about, tasks: path.tasks, badges: front.badges };
	return {
		title: course.title,
		description: course.summary,
		...head,
		joining: joining(course, viewer, i18n, parts.application),
		launch: course.isOrganiser && !course.publishedAt ? launchSteps(course, viewer, i18n, made) : null,
		work: isWorking ? { ...path, isComplete: path.total > 0 && path.done === path.total } : null,
		tasks: path.tasks,
		aboutHtml: front.about.isWritten ? front.about.bodyHtml : '',
		aboutEdit: course.isOrganiser ? `${courseUrl(course)}/about/edit` : null,
		aside: new Shared([front, facts], () => aside(facts, front, i18n, locale)),
		sharing: new Shared(
			[facts],
			() => sharing(facts, canCopy(viewer, course), i18n, locale),
			canCopy(viewer, course) ? 'may copy' : '',
		),
		leave: {
			label: i18n.t(locale, 'courses.leave', { thisKind: head.thisKind }),
			confirm: i18n.t(locale, 'courses.leave-confirm', { title: course.title }),
		},
		can: {
			leave: canLeave(viewer, course),
			follow: canFollow(viewer, course),
			unfollow: course.isFollowed && !course.membership && !course.isOrganiser,
		},
	};
}
