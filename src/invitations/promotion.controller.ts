import { Controller, Param, Post } from '@nestjs/common';
import { canEdit } from '../courses/course.policy.js';
import { courseUrl } from '../courses/course.page.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { Invitations } from './invitations.service.js';

const SAID = {
	invited: 'invitations.asked',
	'already-invited': 'invitations.already-asked',
	'not-a-participant': 'invitations.not-a-participant',
} as const;

@Controller('courses/:slug/people/:username/promotion')
export class PromotionController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly invitations: Invitations,
		private readonly throttles: Throttles,
	) {}

	/** Nobody is made an organiser without a yes of their own, so this asks. */
	@Post()
	async ask(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('username') username: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.throttles.take('invitation', member.id, { limit: 50, seconds: 86_400 });
		const outcome = await this.invitations.askParticipant(member, course.id, username);
		return redirect(`${courseUrl(course)}/people`, {
			flash: { key: SAID[outcome], args: { username } },
			kind: outcome === 'not-a-participant' ? 'problem' : 'done',
		});
	}
}
