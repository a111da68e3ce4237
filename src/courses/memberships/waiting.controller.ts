import { Controller, Delete, Param } from '@nestjs/common';
import { NoAuthorization } from '../../platform/http/access.js';
import { found } from '../../platform/http/errors.js';
import { redirect } from '../../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { courseUrl } from '../course.page.js';
import { CoursesQueries } from '../courses.queries.js';
import { Memberships } from './memberships.service.js';

@Controller('courses/:slug/waiting')
export class WaitingController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly memberships: Memberships,
	) {}

	@Delete()
	@NoAuthorization('everybody may give up their own place, and it is only their own that this gives up')
	async giveUp(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		const outcome = await this.memberships.stopWaiting(member, course);
		return redirect(courseUrl(course), {
			flash: {
				key: outcome === 'given-up' ? 'runs.place-given-up' : 'runs.was-not-waiting',
				args: { title: course.title },
			},
		});
	}
}
