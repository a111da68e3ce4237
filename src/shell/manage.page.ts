import { personView } from '../accounts/person.page.js';
import { canArchive } from '../courses/course.policy.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { TaskLine } from '../tasks/tasks.queries.js';
import type { CourseFront } from './course-front.queries.js';
import { launchSteps } from './launch.page.js';

export const PEOPLE_SHOWN = 12;

export interface ManageParts {
	front: CourseFront;
	tasks: readonly TaskLine[];
	/** Tasks done, by person. */
	progress: ReadonlyMap<number, number>;
}

export function managePage(course: CourseRow, viewer: Viewer, i18n: I18n, parts: ManageParts) {
	const { locale } = viewer;
	const href = courseUrl(course);
	const t = (key: string, args?: Record<string, string>) => i18n.t(locale, `courses.${key}`, args);
	const head = courseHead(course, viewer, i18n, 'manage');
	const { thisKind } = head;
	return {
		title: `${t('tab-manage')} · ${course.title}`,
		...head,
		launch: course.publishedAt
			? null
			: launchSteps(course, viewer, i18n, { ...parts.front, tasks: parts.tasks }),
		edits: [
			{ label: t('settings'), help: t('settings-summary'), href: `${href}/settings` },
			signUpEdit(course, viewer, i18n),
			...(course.runs.some(({ signUp }) => signUp === 'moderated')
				? [
						{
							label: i18n.t(locale, 'sign-ups.applications'),
							help: i18n.t(locale, 'sign-ups.applications-summary'),
							href: `${href}/applications`,
						},
					]
				: []),
			{ label: t('organisers'), help: t('organisers-summary'), href: `${href}/organisers` },
			...(course.publishedAt && !course.archivedAt
				? [{ label: t('invite-people'), help: t('invitations-summary'), href: `${href}/invitations` }]
				: []),
			{ label: t('about-text'), help: t('about-summary'), href: `${href}/about/edit` },
			{ label: t('tab-tasks'), help: t('tasks-summary'), href: `${href}/tasks` },
			{ label: t('tab-badges'), help: t('badges-summary'), href: `${href}/badges` },
			{
				label: i18n.t(locale, 'transfers.export'),
				help: i18n.t(locale, 'transfers.export-summary'),
				href: `${href}/copy`,
			},
		],
		people: parts.front.people.map((row) => ({
			...personView(row),
			done: parts.progress.get(row.id) ?? 0,
			total: parts.tasks.length,
		})),
		can: { archive: canArchive(viewer, course) && !course.archivedAt, reopen: course.archivedAt !== null },
		archival: {
			label: t('archive', { thisKind }),
			confirm: t('archive-confirm', { title: course.title }),
			reopen: t('reopen', { thisKind }),
		},
		deletion: { label: t('delete', { thisKind }), confirm: t('delete-confirm', { title: course.title }) },
	};
}

/** While there is one run, nobody has to know the word. */
function signUpEdit(course: CourseRow, { locale }: Viewer, i18n: I18n) {
	const href = `${courseUrl(course)}/runs`;
	return course.runs.length > 1
		? { label: i18n.t(locale, 'runs.title'), help: i18n.t(locale, 'runs.settings-summary'), href }
		: {
				label: i18n.t(locale, 'runs.settings'),
				help: i18n.t(locale, 'runs.settings-summary'),
				href: `${href}/${course.run.id}/edit`,
			};
}
