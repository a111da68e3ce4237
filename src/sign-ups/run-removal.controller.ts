import { Controller, Delete, Param } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { canEdit } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { Runs } from '../courses/runs/runs.service.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { Applications } from './applications.service.js';

/** A run that nobody joined or applied to can go; one with people, or that had any, stays. */
@Controller('courses/:slug/runs')
export class RunRemovalController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly runs: Runs,
		private readonly applications: Applications,
	) {}

	@Delete(':id')
	async remove(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const run = found(course.runs.find((each) => each.id === idFrom(id)));
		const outcome = await this.runs.remove(member, course.id, run.id, (tx) =>
			this.applications.existFor(tx, run.id),
		);
		return redirect(`${courseUrl(course)}/runs`, {
			flash: `runs.${outcome}`,
			kind: outcome === 'removed' ? 'done' : 'problem',
		});
	}
}
