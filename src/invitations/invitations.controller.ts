import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { canEdit } from '../courses/course.policy.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { MAILS_TO_ONE_ADDRESS, Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { InvitationForm } from './invitation.form.js';
import { invitingUrl } from './invitation.page.js';
import { canInvite } from './invitation.policy.js';
import { Invitations } from './invitations.service.js';
import { InvitingPages } from './inviting-pages.service.js';

@Controller('courses/:slug')
export class InvitationsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly invitations: Invitations,
		private readonly pages: InvitingPages,
		private readonly throttles: Throttles,
	) {}

	@Get('organisers')
	async organisers(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		return this.pages.show(await this.editable(viewer, slug), viewer, 'organiser');
	}

	@Get('invitations')
	async participants(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		return this.pages.show(await this.editable(viewer, slug), viewer, 'participant');
	}

	@Post('invitations')
	async invite(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = await this.editable(viewer, slug);
		const form = parse(InvitationForm, body);
		if (!form.ok) {
			const role = form.values['role'] === 'participant' ? 'participant' : 'organiser';
			return this.pages.show(course, viewer, role, form);
		}
		const { role, email } = form.value;
		authorize(canInvite(course, role));
		// Mails to strangers, in our name.
		await this.throttles.take('invitation', member.id, { limit: 50, seconds: 86_400 });
		await this.throttles.take('mail-to', email.toLowerCase(), MAILS_TO_ONE_ADDRESS);
		const outcome = await this.invitations.inviteAddress(member, course.id, role, email);
		return redirect(invitingUrl(course, role), { flash: { key: `invitations.${outcome}`, args: { email } } });
	}

	@Delete('invitations/:id')
	async withdraw(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const role = found(await this.invitations.withdraw(course.id, idFrom(id)));
		return redirect(invitingUrl(course, role), { flash: 'invitations.withdrawn' });
	}

	private async editable(viewer: Viewer, slug: string): Promise<CourseRow> {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		return course;
	}
}
