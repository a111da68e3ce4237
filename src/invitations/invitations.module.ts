import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { InvitationAnswerController } from './invitation-answer.controller.js';
import { InvitationAnswers } from './invitation-answers.service.js';
import { InvitationLinksController } from './invitation-links.controller.js';
import { InvitationMails } from './invitation-mails.service.js';
import { Invitation } from './invitation.entity.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsQueries } from './invitations.queries.js';
import { Invitations } from './invitations.service.js';
import { InvitingPages } from './inviting-pages.service.js';
import { PromotionController } from './promotion.controller.js';

@Module({
	imports: [TypeOrmModule.forFeature([Invitation]), CoursesModule],
	controllers: [
		InvitationsController,
		InvitationLinksController,
		InvitationAnswerController,
		PromotionController,
	],
	providers: [Invitations, InvitationAnswers, InvitationMails, InvitationsQueries, InvitingPages],
})
export class InvitationsModule {}
