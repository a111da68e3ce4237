import { Global, Module } from '@nestjs/common';
import { BadgesModule } from '../badges/badges.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { DiscussionsModule } from '../discussions/discussions.module.js';
import { GrantsModule } from '../grants/grants.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { LayoutSource } from '../platform/http/page-writer.js';
import { SignUpsModule } from '../sign-ups/sign-ups.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { AboutController } from './about.controller.js';
import { CompletionController } from './completion.controller.js';
import { CongratulationsController } from './congratulations.controller.js';
import { CongratulationsQueries } from './congratulations.queries.js';
import { CourseController } from './course.controller.js';
import { CourseFrontQueries } from './course-front.queries.js';
import { ErasureController } from './erasure.controller.js';
import { Erasure } from './erasure.service.js';
import { HomeController } from './home.controller.js';
import { ShellLayout } from './layout.source.js';
import { ManageController } from './manage.controller.js';
import { MyCoursesQueries } from './my-courses.queries.js';
import { MyCourses } from './my-courses.service.js';
import { PersonController } from './person.controller.js';
import { PersonQueries } from './person.queries.js';
import { ProgressController } from './progress.controller.js';
import { ProgressQueries } from './progress.queries.js';
import { StayController } from './stay.controller.js';
import { TaskController } from './task.controller.js';
import { TaskPages } from './task-pages.service.js';

@Global()
@Module({
	imports: [
		BadgesModule,
		CatalogueModule,
		CoursesModule,
		SignUpsModule,
		TasksModule,
		DiscussionsModule,
		GrantsModule,
		NotificationsModule,
		ReviewsModule,
	],
	controllers: [
		HomeController,
		CourseController,
		ManageController,
		TaskController,
		CompletionController,
		CongratulationsController,
		PersonController,
		ErasureController,
		AboutController,
		ProgressController,
		StayController,
	],
	providers: [
		{ provide: LayoutSource, useClass: ShellLayout },
		MyCourses,
		MyCoursesQueries,
		CongratulationsQueries,
		CourseFrontQueries,
		Erasure,
		TaskPages,
		PersonQueries,
		ProgressQueries,
	],
	exports: [LayoutSource],
})
export class ShellModule {}
