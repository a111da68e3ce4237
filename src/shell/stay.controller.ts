import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Stays } from '../courses/memberships/stays.service.js';
import { parse } from '../platform/forms/form.js';
import { authorize, NoAuthorization } from '../platform/http/access.js';
import { found, NotFound } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { canHelp } from '../tasks/task.policy.js';
import { TasksQueries } from '../tasks/tasks.queries.js';
import { StayForm } from './stay.form.js';
import { stayPage } from './stay.page.js';

/** A participant's own stay in a course: helping newcomers, what the organisers see of them, leaving. */
@Controller('courses/:slug')
export class StayController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly tasks: TasksQueries,
		private readonly stays: Stays,
		private readonly i18n: I18n,
	) {}

	@Get('membership')
	async show(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const [stay, isFinished] = await Promise.all([
			this.stays.of(member, course.id),
			this.isFinished(course.id, member),
		]);
		if (!stay) return redirect(courseUrl(course));
		return page('courses/stay', stayPage(course, { viewer, i18n: this.i18n }, stay, isFinished));
	}

	@Put('membership')
	@NoAuthorization('changes only the member’s own stay')
	async choose(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const form = parse(StayForm, body);
		if (!course.membership || !form.ok) throw new NotFound();
		const shares = form.value.shareEmail === 'true';
		await this.stays.shareEmail(member, course.id, shares);
		return redirect(`${courseUrl(course)}/membership`, {
			flash: `tasks.flash-email-${shares ? 'shared' : 'kept'}`,
		});
	}

	@Post('helping')
	async help(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canHelp(viewer, course, await this.isFinished(course.id, member)));
		await this.stays.offerHelp(member, course.id);
		return redirect(`${courseUrl(course)}/people`, { flash: 'tasks.flash-helping' });
	}

	@Delete('helping')
	@NoAuthorization('everybody may stop helping, and it is only their own help that this ends')
	async stepBack(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		await this.stays.stepBack(member, course.id);
		return redirect(courseUrl(course), { flash: 'tasks.flash-stepped-back' });
	}

	private async isFinished(courseId: number, { id }: Member): Promise<boolean> {
		const outline = await this.tasks.outline(courseId, id);
		return outline.length > 0 && outline.every(({ completedAt }) => completedAt !== null);
	}
}
