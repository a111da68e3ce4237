import { Controller, Delete, Param, Post } from '@nestjs/common';
import { authorize, NoAuthorization } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { mayParticipate } from './course.policy.js';
import { courseUrl } from './course.page.js';
import { CoursesQueries } from './courses.queries.js';
import { Memberships } from './memberships.service.js';

const SAID = {
	joined: 'courses.joined',
	'already-member': 'courses.already-member',
	closed: 'courses.closed',
} as const;

@Controller('courses/:slug/membership')
export class MembershipController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly memberships: Memberships,
		private readonly throttles: Throttles,
	) {}

	@Post()
	async join(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(mayParticipate(viewer, course));
		await this.throttles.take('join', member.id, { limit: 60, seconds: 3_600 });
		const outcome = await this.memberships.join(member, course);
		return redirect(courseUrl(course), {
			flash: { key: SAID[outcome], args: { title: course.title } },
			kind: outcome === 'closed' ? 'problem' : 'done',
		});
	}

	@Delete()
	@NoAuthorization('everybody may end their own stay, and it is only their own that this ends')
	async leave(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const outcome = await this.memberships.leave(member, course);
		return redirect(courseUrl(course), {
			flash: {
				key: outcome === 'left' ? 'courses.left' : 'courses.not-a-member',
				args: { title: course.title },
			},
		});
	}
}
