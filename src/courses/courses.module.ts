import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DraftsModule } from '../drafts/drafts.module.js';
import { SchoolsModule } from '../schools/schools.module.js';
import { AboutHistoryController } from './about/about-history.controller.js';
import { AboutPages } from './about/about-pages.service.js';
import { AboutRevision } from './about/about-revision.entity.js';
import { AboutRevisionsQueries } from './about/about-revisions.queries.js';
import { AboutController } from './about/about.controller.js';
import { Attachment } from './attachments/attachment.entity.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsQueries } from './attachments/attachments.queries.js';
import { Attachments } from './attachments/attachments.service.js';
import { CollectionCourse } from './collection-course.entity.js';
import { CourseAuthoring } from './course-authoring.service.js';
import { CourseCopies } from './course-copies.service.js';
import { CourseDeletionController } from './course-deletion.controller.js';
import { CourseFollower } from './memberships/course-follower.entity.js';
import { CourseLife } from './course-life.service.js';
import { CoursePeople } from './memberships/course-people.queries.js';
import { CourseOrganiser } from './course-organiser.entity.js';
import { CoursePublicationController } from './course-publication.controller.js';
import { Course } from './course.entity.js';
import { CoursesController } from './courses.controller.js';
import { CoursesQueries } from './courses.queries.js';
import { FollowingController } from './memberships/following.controller.js';
import { Followings } from './memberships/followings.service.js';
import { MembershipController } from './memberships/membership.controller.js';
import { Membership } from './memberships/membership.entity.js';
import { Memberships } from './memberships/memberships.service.js';
import { OrganisersController } from './organisers.controller.js';
import { Organisers } from './organisers.service.js';
import { PeopleController } from './memberships/people.controller.js';
import { Run } from './runs/run.entity.js';
import { RunsController } from './runs/runs.controller.js';
import { Runs } from './runs/runs.service.js';
import { Seats } from './memberships/seats.service.js';
import { SettingsController } from './settings.controller.js';
import { Stays } from './memberships/stays.service.js';
import { WaitingController } from './memberships/waiting.controller.js';
import { WaitingPlace } from './memberships/waiting-place.entity.js';

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
