import { Controller, Delete, Param } from '@nestjs/common';
import { authorize } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { canEdit } from './course.policy.js';
import { courseUrl } from './course.page.js';
import { CoursesQueries } from './courses.queries.js';
import { Organisers } from './organisers.service.js';

@Controller('courses/:slug/organisers')
export class OrganisersController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly organisers: Organisers,
	) {}

	/** Stepping down, when it is oneself. */
	@Delete(':username')
	async end(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('username') username: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const person = found(course.organisers.find((each) => each.username === username));
		const outcome = await this.organisers.end(member, course.id, person.id);
		const args = { title: course.title, name: person.displayName };
		if (outcome === 'last-organiser')
			return redirect(`${courseUrl(course)}/organisers`, {
				flash: { key: 'courses.last-organiser', args },
				kind: 'problem',
			});
		const isSelf = person.id === member.id;
		// Whoever no longer organises a draft cannot see it either.
		const to = !isSelf ? `${courseUrl(course)}/organisers` : course.publishedAt ? courseUrl(course) : '/';
		return redirect(to, {
			flash: { key: isSelf ? 'courses.stepped-down' : 'courses.organiser-removed', args },
		});
	}
}
