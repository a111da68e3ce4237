import { Controller, Delete, Param, Post } from '@nestjs/common';
import { authorize, NoAuthorization } from '../../platform/http/access.js';
import { found } from '../../platform/http/errors.js';
import { redirect } from '../../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { canFollow } from '../course.policy.js';
import { courseUrl } from '../course.page.js';
import { CoursesQueries } from '../courses.queries.js';
import { Followings } from './followings.service.js';

@Controller('courses/:slug/following')
export class FollowingController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly followings: Followings,
	) {}

	@Post()
	async follow(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canFollow(viewer, course) || course.isFollowed);
		await this.followings.follow(member, course.id);
		return redirect(courseUrl(course), {
			flash: { key: 'courses.followed', args: { title: course.title } },
		});
	}

	@Delete()
	@NoAuthorization('everybody may stop following, and it is only their own following that this ends')
	async unfollow(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		await this.followings.unfollow(member, course.id);
		return redirect(courseUrl(course), {
			flash: { key: 'courses.unfollowed', args: { title: course.title } },
		});
	}
}
