import { Global, Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { LayoutSource } from '../platform/http/page-writer.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { CongratulationsController } from './congratulations.controller.js';
import { CongratulationsQueries } from './congratulations.queries.js';
import { HomeController } from './home.controller.js';
import { ShellLayout } from './layout.source.js';
import { MyCoursesQueries } from './my-courses.queries.js';
import { TaskController } from './task.controller.js';

@Global()
@Module({
	imports: [CoursesModule, TasksModule],
	controllers: [HomeController, TaskController, CongratulationsController],
	providers: [{ provide: LayoutSource, useClass: ShellLayout }, MyCoursesQueries, CongratulationsQueries],
	exports: [LayoutSource],
})
export class ShellModule {}
