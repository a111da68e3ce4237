import { Body, Controller, Param, Put } from '@nestjs/common';
import { canEditTasks } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { parse } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { Conflict, found, idFrom, NotFound } from '../platform/http/errors.js';
import { redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { MoveForm, OrderForm } from './task.form.js';
import { tasksUrl } from './task-list.page.js';
import { TaskList } from './task-list.service.js';

@Controller('courses/:slug/tasks/order')
export class TaskOrderController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly list: TaskList,
		private readonly throttles: Throttles,
	) {}

	/** The whole order, as dragging leaves it, or one task and the direction in which its button moves it. */
	@Put()
	async change(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEditTasks(viewer, course));
		await this.throttles.take('task-order', member.id, { limit: 600, seconds: 3_600 });
		const whole = parse(OrderForm, body);
		if (whole.ok) {
			const order = whole.value.order.split(',').map(Number);
			if ((await this.list.arrange(member, course.id, order)) === 'changed')
				throw new Conflict('tasks.error-order');
			return redirect(tasksUrl(course));
		}
		const form = parse(MoveForm, body);
		if (!form.ok) throw new Conflict('tasks.error-move');
		const taskId = idFrom(form.value.task);
		const outcome = await this.list.move(member, course.id, taskId, form.value.direction);
		if (outcome === 'gone') throw new NotFound();
		return redirect(`${tasksUrl(course)}#task-${taskId}`);
	}
}
