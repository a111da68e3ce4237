import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DraftsModule } from '../drafts/drafts.module.js';
import { SchoolsModule } from '../schools/schools.module.js';
import { AboutHistoryController } from './about-history.controller.js';
import { AboutPages } from './about-pages.service.js';
import { AboutRevision } from './about-revision.entity.js';
import { AboutRevisionsQueries } from './about-revisions.queries.js';
import { AboutController } from './about.controller.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsQueries } from './attachments.queries.js';
import { Attachments } from './attachments.service.js';
import { CollectionCourse } from './collection-course.entity.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { CourseCopies } from './course-copies.service.js';
import { CourseDeletionController } from './course-deletion.controller.js';
import { CourseFollower } from './course-follower.entity.js';
import { CourseLife } from './course-life.service.js';
import { CoursePeople } from './course-people.queries.js';
import { CourseOrganiser } from './course-organiser.entity.js';
import { CoursePublicationController } from './course-publication.controller.js';
import { Course } from './course.entity.js';
import { CoursesController } from './courses.controller.js';
import { CoursesQueries } from './courses.queries.js';
import { FollowingController } from './following.controller.js';
import { Followings } from './followings.service.js';
import { MembershipController } from './membership.controller.js';
import { Membership } from './membership.entity.js';
import { Memberships } from './memberships.service.js';
import { OrganisersController } from './organisers.controller.js';
import { Organisers } from './organisers.service.js';
import { PeopleController } from './people.controller.js';
import { Run } from './run.entity.js';
import { RunsController } from './runs.controller.js';
import { Runs } from './runs.service.js';
import { Seats } from './seats.service.js';
import { SettingsController } from './settings.controller.js';
import { Stays } from './stays.service.js';
import { WaitingController } from './waiting.controller.js';
import { WaitingPlace } from './waiting-place.entity.js';

const entities = [
	Attachment,
	Course,
	AboutRevision,
	CourseOrganiser,
	CourseFollower,
	CollectionCourse,
	Run,
	Membership,
	WaitingPlace,
];

@Module({
	imports: [TypeOrmModule.forFeature(entities), SchoolsModule, DraftsModule],
	controllers: [
		CoursesController,
		AboutController,
		AboutHistoryController,
		AttachmentsController,
		CourseDeletionController,
		CoursePublicationController,
		FollowingController,
		MembershipController,
		OrganisersController,
		PeopleController,
		RunsController,
		SettingsController,
		WaitingController,
	],
	providers: [
		CoursePeople,
		AboutPages,
		AboutRevisionsQueries,
		Attachments,
		AttachmentsQueries,
		CourseAuthoring,
		CourseCopies,
		CourseLife,
		CoursesQueries,
		Followings,
		Memberships,
		Organisers,
		Runs,
		Seats,
		Stays,
	],
	exports: [
		AboutPages,
		Attachments,
		AttachmentsQueries,
		CourseAuthoring,
		CourseCopies,
		CourseLife,
		CoursesQueries,
		Followings,
		Memberships,
		Organisers,
		Runs,
		Seats,
		Stays,
	],
})
export class CoursesModule {}
