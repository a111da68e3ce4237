import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { DraftsModule } from '../drafts/drafts.module.js';
import { Completion } from './completion.entity.js';
import { Completions } from './completions.service.js';
import { Task, TaskRevision } from './task.entity.js';
import { TaskAuthoring } from './task-authoring.service.js';
import { TaskCopies } from './task-copies.service.js';
import { TaskEditingController } from './task-editing.controller.js';
import { TaskFormPages } from './task-form.page.js';
import { TaskHistoryController } from './task-history.controller.js';
import { TaskLinksController } from './task-links.controller.js';
import { TaskList } from './task-list.service.js';
import { TaskOrderController } from './task-order.controller.js';
import { TaskRevisionsQueries } from './task-revisions.queries.js';
import { TasksController } from './tasks.controller.js';
import { TasksQueries } from './tasks.queries.js';
import { WorkController } from './work.controller.js';
import { WorkQueries } from './work.queries.js';

@Module({
	imports: [TypeOrmModule.forFeature([Task, TaskRevision, Completion]), CoursesModule, DraftsModule],
	controllers: [
		TasksController,
		TaskOrderController,
		TaskLinksController,
		TaskEditingController,
		TaskHistoryController,
		WorkController,
	],
	providers: [
		TasksQueries,
		WorkQueries,
		TaskRevisionsQueries,
		TaskAuthoring,
		TaskCopies,
		TaskList,
		Completions,
		TaskFormPages,
	],
	exports: [TasksQueries, TaskAuthoring, TaskCopies, TaskList, Completions],
})
export class TasksModule {}
