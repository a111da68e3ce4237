import { Controller, Get, Param } from '@nestjs/common';
import { BadgesQueries, type CourseBadgeRow } from '../badges/badges.queries.js';
import { ruleInShort } from '../badges/rule.page.js';
import { courseUrl } from '../courses/course.page.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { canHelp } from '../tasks/task.policy.js';
import { taskHead, tasksUrl } from '../tasks/task-list.page.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { canCopy } from '../transfers/transfer.policy.js';
import { CongratulationsQueries } from './congratulations.queries.js';
import { badgeView } from './course.page.js';

/** Organisers add a run; others run a copy of their own, where the licence lets them. */
function runAgain(course: CourseRow, viewer: Viewer) {
	const href = courseUrl(course);
	if (course.isOrganiser) return { href: `${href}/runs/new`, textKey: 'tasks.run-again-text' };
	return canCopy(viewer, course) ? { href: `${href}/copy`, textKey: 'tasks.run-copy-text' } : null;
}

/** The viewer's award; one that is over is as none, for the badge can be earned again. */
const awardOf = ({ mine }: CourseBadgeRow) => (mine?.stands || mine?.revokedAt ? mine : null);

/** Held, or bound to come by itself; a revoked one is not a matter for congratulations. */
function isTheirs(badge: CourseBadgeRow): boolean {
	const award = awardOf(badge);
	return award ? !award.revokedAt : badge.rule === 'completion';
}

@Controller('courses/:slug/congratulations')
export class CongratulationsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly badges: BadgesQueries,
		private readonly queries: CongratulationsQueries,
		private readonly i18n: I18n,
	) {}

	/** Only for those who have done everything; others are led to what is left. */
	@Get()
	async show(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const [outline, badges, onward] = await Promise.all([
			this.tasks.outline(course.id, viewer.id),
			this.badges.ofCourse(course.id, viewer.id),
			this.queries.onward(course.id),
		]);
		const isFinished = outline.length > 0 && outline.every(({ completedAt }) => completedAt !== null);
		if (!course.membership || !isFinished) return redirect(tasksUrl(course));
		const say = (key: string, args?: Record<string, string | number>) =>
			this.i18n.t(viewer.locale, `tasks.${key}`, args);
		const title = say('congratulations');
		return page('tasks/congratulations', {
			...taskHead(course, viewer, this.i18n, [{ label: title }]),
			title,
			text: say('finished', { title: course.title, count: outline.length }),
			badges: badges.filter(isTheirs).map((badge) => {
				const award = awardOf(badge);
				return {
					...badgeView({ ...badge, ...award?.version }),
					awardHref: award?.issuedAt ? `/awards/${award.id}` : null,
				};
			}),
			moreBadges: badges
				.filter((badge) => !awardOf(badge) && badge.rule !== 'completion')
				.map((badge) => ({ ...badgeView(badge), rule: ruleInShort(badge.rule, this.i18n, viewer) })),
			helping: {
				action: `${courseUrl(course)}/helping`,
				isOffered: canHelp(viewer, course, isFinished) && !course.membership.helperSince,
				since: course.membership.helperSince,
			},
			runAgain: runAgain(course, viewer),
			onward: onward.map((next) => ({ ...next, href: courseUrl(next) })),
		});
	}
}
