import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { typed } from '../../platform/forms/form.js';
import { authorize, NoAuthorization } from '../../platform/http/access.js';
import { found, idFrom } from '../../platform/http/errors.js';
import { redirect } from '../../platform/http/reply.js';
import { Throttles } from '../../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { mayParticipate } from '../course.policy.js';
import { courseUrl } from '../course.page.js';
import { CoursesQueries } from '../courses.queries.js';
import { Memberships } from './memberships.service.js';

const SAID = {
	joined: 'courses.joined',
	waiting: 'runs.waiting-now',
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
	async join(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(mayParticipate(viewer, course));
		await this.throttles.take('join', member.id, { limit: 60, seconds: 3_600 });
		const { runId, shareEmail } = typed(body);
		const sharesEmail = shareEmail === 'true';
		const wish = runId ? { runId: idFrom(String(runId)), sharesEmail } : { sharesEmail };
		const outcome = await this.memberships.join(member, course, wish);
		if (outcome === 'moderated')
			return redirect(`${courseUrl(course)}/applications/new${runId ? `?run=${runId}` : ''}`);
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
