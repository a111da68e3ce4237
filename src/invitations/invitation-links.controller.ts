import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { canEdit } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, NotFound } from '../platform/http/errors.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { LinkForm } from './invitation.form.js';
import { invitationUrl } from './invitation.page.js';
import { canInvite } from './invitation.policy.js';
import { Invitations } from './invitations.service.js';
import { InvitingPages } from './inviting-pages.service.js';

@Controller('courses/:slug/invitation-links')
export class InvitationLinksController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly invitations: Invitations,
		private readonly pages: InvitingPages,
		private readonly throttles: Throttles,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	/** Answers with the page itself and not with a redirect: the link is shown this once and kept nowhere. */
	@Post()
	async make(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const form = parse(LinkForm, body);
		if (!form.ok) throw new NotFound();
		const { role } = form.value;
		authorize(canInvite(course, role));
		await this.throttles.take('invitation-link', member.id, { limit: 60, seconds: 3_600 });
		const token = await this.invitations.makeLink(member, course.id, role);
		return this.pages.show(course, viewer, role, { link: this.config.publicUrl + invitationUrl(token) });
	}
}
