import { personView } from '../accounts/person.page.js';
import type { CourseBadgeRow } from '../badges/badges.queries.js';
import { canFollow, canLeave, canWorkOn } from '../courses/course.policy.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow, FrontRow } from '../courses/courses.queries.js';
import { joining } from '../courses/joining.page.js';
import type { LatestRow } from '../discussions/comments.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { plainText } from '../platform/markdown/markdown.js';
import type { TaskLine } from '../tasks/tasks.queries.js';
import { sharing } from '../transfers/sharing.page.js';
import { launchSteps } from './launch.page.js';

export const FACES_SHOWN = 8;
export const TALK_SHOWN = 3;
const EXCERPT = 140;

export interface CourseParts {
	/** With some of its people, helpers first. */
	about: FrontRow;
	tasks: readonly TaskLine[];
	badges: readonly CourseBadgeRow[];
	talk: readonly LatestRow[];
	/** The viewer's, while it is open. */
	application: { id: number } | null;
}

export function badgeView({ publicId, number, name, description, imageAlt }: CourseBadgeRow) {
	return {
		name,
		description,
		imageAlt,
		href: `/badges/${publicId}`,
		image: `/badges/${publicId}/v/${number}/image.svg`,
	};
}

function talkView({ author, task, bodyMd, createdAt, id }: LatestRow) {
	return {
		author: author && personView(author),
		task: task?.title,
		excerpt: plainText(bodyMd, EXCERPT),
		createdAt,
		href: `/comments/${id}`,
	};
}

/** The tasks as a path, with the viewer's ticks and next step when they are at work here. */
function taskPath(course: CourseRow, viewer: Viewer, tasks: readonly TaskLine[]) {
	const next =
		canWorkOn(viewer, course) && course.membership ? tasks.find((task) => !task.completedAt) : undefined;
	const view = (task: TaskLine) => ({
		title: task.title,
		href: `${courseUrl(course)}/tasks/${task.id}`,
		state: task.completedAt ? 'done' : task === next ? 'next' : 'todo',
	});
	return {
		tasks: tasks.map(view),
		next: next && { ...view(next), number: tasks.indexOf(next) + 1 },
		done: tasks.filter(({ completedAt }) => completedAt).length,
		total: tasks.length,
	};
}

/** The front page of a course: an invitation to strangers, the next step to participants, the way to launch to organisers. */
export function coursePage(course: CourseRow, viewer: Viewer, i18n: I18n, parts: CourseParts) {
	const { about, badges, talk } = parts;
	const { people } = about;
	const isWorking = course.membership !== null;
	const { locale } = viewer;
	const head = courseHead(course, viewer, i18n, 'about');
	const path = taskPath(course, viewer, parts.tasks);
	return {
		title: course.title,
		description: course.summary,
		...head,
		joining: joining(course, viewer, i18n, parts.application),
		launch: course.isOrganiser && !course.publishedAt ? launchSteps(course, viewer, i18n, parts) : null,
		work: isWorking ? { ...path, isComplete: path.total > 0 && path.done === path.total } : null,
		tasks: path.tasks,
		aboutHtml: about.isWritten ? about.bodyHtml : '',
		aboutEdit: course.isOrganiser ? `${courseUrl(course)}/about/edit` : null,
		badges: badges.map(badgeView),
		talk: talk.map((comment) => talkView(comment)),
		organisers: course.organisers.map(personView),
		sharing: sharing(course, viewer, i18n),
		helpers: people.filter(({ isHelper }) => isHelper).map(personView),
		faces: people.map(personView),
		peopleLabel: i18n.t(locale, 'courses.people-count', { count: course.peopleCount }),
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
