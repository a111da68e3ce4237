import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApplicationFile, ApplicationRevision } from './application-revision.entity.js';
import { BadgeApplicationController } from './badge-application.controller.js';
import { BadgeApplication } from './badge-application.entity.js';
import { BadgeApplicationsQueries } from './badge-applications.queries.js';
import { BadgeApplications } from './badge-applications.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([BadgeApplication, ApplicationRevision, ApplicationFile])],
	controllers: [BadgeApplicationController],
	providers: [BadgeApplications, BadgeApplicationsQueries],
	exports: [BadgeApplications, BadgeApplicationsQueries],
})
export class BadgeApplicationsModule {}
