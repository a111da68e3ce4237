import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SchoolsModule } from '../schools/schools.module.js';
import { AboutPages } from './about-pages.service.js';
import { AboutRevision } from './about-revision.entity.js';
import { AboutController } from './about.controller.js';
import { CollectionCourse } from './collection-course.entity.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { CourseDeletionController } from './course-deletion.controller.js';
import { CourseLife } from './course-life.service.js';
import { CourseOrganiser } from './course-organiser.entity.js';
import { CoursePublicationController } from './course-publication.controller.js';
import { Course } from './course.entity.js';
import { CoursesController } from './courses.controller.js';
import { CoursesQueries } from './courses.queries.js';
import { MembershipController } from './membership.controller.js';
import { Membership } from './membership.entity.js';
import { Memberships } from './memberships.service.js';
import { PeopleController } from './people.controller.js';
import { Run } from './run.entity.js';
import { SettingsController } from './settings.controller.js';

const entities = [Course, AboutRevision, CourseOrganiser, CollectionCourse, Run, Membership];

@Module({
	imports: [TypeOrmModule.forFeature(entities), SchoolsModule],
	controllers: [
		CoursesController,
		AboutController,
		CourseDeletionController,
		CoursePublicationController,
		MembershipController,
		PeopleController,
		SettingsController,
	],
	providers: [AboutPages, CourseAuthoring, CourseLife, CoursesQueries, Memberships],
	exports: [AboutPages, CourseAuthoring, CourseLife, CoursesQueries, Memberships],
})
export class CoursesModule {}
