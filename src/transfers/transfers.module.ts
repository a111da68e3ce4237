import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgesModule } from '../badges/badges.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { DesignsModule } from '../designs/designs.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { AuthoredCoursesQueries } from './authored-courses.queries.js';
import { CopiesController } from './copies.controller.js';
import { CourseBuilding } from './course-building.service.js';
import { Exports } from './exports.service.js';
import { Forks } from './forks.service.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { TransferFiles } from './transfer-files.service.js';
import { Transfer } from './transfer.entity.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersQueries } from './transfers.queries.js';
import { Transfers } from './transfers.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([Transfer]), CoursesModule, TasksModule, BadgesModule, DesignsModule],
	controllers: [ImportsController, CopiesController, TransfersController],
	providers: [
		AuthoredCoursesQueries,
		CourseBuilding,
		Exports,
		Forks,
		Imports,
		TransferFiles,
		Transfers,
		TransfersQueries,
	],
	exports: [Forks],
})
export class TransfersModule {}
