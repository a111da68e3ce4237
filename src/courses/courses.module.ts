import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SchoolsModule } from '../schools/schools.module.js';
import { AboutPages } from './about-pages.service.js';
import { AboutRevision } from './about-revision.entity.js';
import { CollectionCourse } from './collection-course.entity.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { CourseLife } from './course-life.service.js';
import { CourseOrganiser } from './course-organiser.entity.js';
import { Course } from './course.entity.js';
import { CoursesQueries } from './courses.queries.js';
import { Membership } from './membership.entity.js';
import { Memberships } from './memberships.service.js';
import { Run } from './run.entity.js';

const entities = [Course, AboutRevision, CourseOrganiser, CollectionCourse, Run, Membership];

@Module({
	imports: [TypeOrmModule.forFeature(entities), SchoolsModule],
	providers: [AboutPages, CourseAuthoring, CourseLife, CoursesQueries, Memberships],
	exports: [AboutPages, CourseAuthoring, CourseLife, CoursesQueries, Memberships],
})
export class CoursesModule {}
