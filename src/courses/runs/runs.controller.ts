import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type Parsed, parse, refuse } from '../../platform/forms/form.js';
import { authorize } from '../../platform/http/access.js';
import { found, idFrom } from '../../platform/http/errors.js';
import { page, redirect } from '../../platform/http/reply.js';
import { Throttles } from '../../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../../platform/http/viewer.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { canEdit } from '../course.policy.js';
import { courseUrl } from '../course.page.js';
import { type CourseRow, CoursesQueries, type RunRow } from '../courses.queries.js';
import { datesProblem, RunForm, runOf } from './run.form.js';
import { runPage, runsPage, valuesToRepeat } from './runs.page.js';
import { Runs } from './runs.service.js';

@Controller('courses/:slug/runs')
export class RunsController {
	constructor(
		private readonly courses: CoursesQueries,
		private readonly runs: Runs,
		private readonly throttles: Throttles,
		private readonly clock: Clock,
		private readonly i18n: I18n,
	) {}

	@Get()
	async list(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const unused = await this.runs.unused(course.id);
		return page('courses/runs', runsPage(course, viewer, this.i18n, unused));
	}

	@Get('new')
	async new(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Query('from') from?: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const model = from ? runNamed(course, from) : course.run;
		return page('courses/run', runPage(course, null, viewer, this.i18n, valuesToRepeat(model)));
	}

	@Post()
	async create(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const form = this.check(body);
		if (!form.ok)
			return page('courses/run', runPage(course, null, viewer, this.i18n, form.values, form.errors), {
				status: 422,
			});
		await this.throttles.take('run', member.id, { limit: 20, seconds: 86_400 });
		await this.runs.create(member, course.id, runOf(form.value));
		return redirect(`${courseUrl(course)}/runs`, { flash: 'runs.created' });
	}

	@Get(':id/edit')
	async edit(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string, @Param('id') id: string) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		return page('courses/run', runPage(course, runNamed(course, id), viewer, this.i18n));
	}

	@Put(':id')
	async change(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		const run = runNamed(course, id);
		const form = this.check(body, run);
		if (!form.ok)
			return page('courses/run', runPage(course, run, viewer, this.i18n, form.values, form.errors), {
				status: 422,
			});
		const { over } = await this.runs.change(member, course.id, run.id, runOf(form.value));
		return redirect(`${courseUrl(course)}/${course.runs.length > 1 ? 'runs' : 'manage'}`, {
			flash: over > 0 ? { key: 'runs.saved-over', args: { count: over } } : 'runs.saved',
		});
	}

	@Post(':id/closure')
	async close(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('slug') slug: string,
		@Param('id') id: string,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(canEdit(viewer, course));
		await this.runs.close(member, course.id, runNamed(course, id).id);
		return redirect(`${courseUrl(course)}/runs`, { flash: 'runs.closed' });
	}

	private check(body: unknown, before?: RunRow): Parsed<RunForm> {
		const form = parse(RunForm, body);
		if (!form.ok) return form;
		const problem = datesProblem(runOf(form.value), this.clock.now(), before);
		return problem ? refuse(form.values, problem) : form;
	}
}

function runNamed(course: CourseRow, text: string): RunRow {
	const id = idFrom(text);
	return found(course.runs.find((run) => run.id === id));
}
