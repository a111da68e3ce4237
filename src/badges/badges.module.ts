import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { Award } from './award.entity.js';
import { AwardCards } from './award-card.js';
import { AwardDocumentsController } from './award-documents.controller.js';
import { AwardEndings } from './award-endings.service.js';
import { AwardEvidence } from './award-evidence.service.js';
import { AwardIssuing } from './award-issuing.service.js';
import { AwardReissuing } from './award-reissuing.service.js';
import { AwardSharingController } from './award-sharing.controller.js';
import { AwardSigning } from './award-signing.service.js';
import { AwardVerification } from './award-verification.service.js';
import { AwardsController } from './awards.controller.js';
import { AwardsQueries } from './awards.queries.js';
import { Awards } from './awards.service.js';
import { Badge } from './badge.entity.js';
import { BadgeDesignerController } from './badge-designer.controller.js';
import { BadgeCopies } from './badge-copies.service.js';
import { BadgeDesigns } from './badge-designs.service.js';
import { BadgeDrafts } from './badge-drafts.service.js';
import { BadgeDocumentsController } from './badge-documents.controller.js';
import { BadgeCourse, BadgePart, BadgePrerequisite, BadgeReviewer } from './badge-links.entity.js';
import { BadgePictures } from './badge-pictures.service.js';
import { BadgeRules } from './badge-rules.service.js';
import { BadgeVersion } from './badge-version.entity.js';
import { BadgesController } from './badges.controller.js';
import { BadgesQueries } from './badges.queries.js';
import { HoldersController } from './holders.controller.js';
import { RuleController } from './rule.controller.js';
import { RuleSettingsQueries } from './rule-settings.queries.js';
import { RuleChanges } from './rule-settings.service.js';
import { CoursePurge } from './course-purge.service.js';
import { DocumentsQueries } from './documents.queries.js';
import { IssuerController } from './issuer.controller.js';
import { IssuerKey } from './issuer-key.entity.js';
import { IssuerKeys } from './issuer-keys.service.js';
import { RevocationController } from './revocation.controller.js';
import { StatusList } from './status-list.entity.js';
import { StatusLists } from './status-lists.service.js';

@Module({
	imports: [
		TypeOrmModule.forFeature([
			...[Badge, BadgeVersion, BadgePrerequisite, BadgePart, BadgeCourse, BadgeReviewer],
			...[IssuerKey, StatusList, Award],
		]),
		CoursesModule,
	],
	controllers: [
		BadgesController,
		BadgeDesignerController,
		BadgeDocumentsController,
		AwardsController,
		AwardDocumentsController,
		AwardSharingController,
		RevocationController,
		RuleController,
		HoldersController,
		IssuerController,
	],
	providers: [
		Awards,
		AwardEndings,
		AwardEvidence,
		AwardIssuing,
		AwardReissuing,
		AwardSigning,
		AwardVerification,
		AwardsQueries,
		BadgeCopies,
		BadgeDesigns,
		BadgeDrafts,
		AwardCards,
		BadgePictures,
		BadgeRules,
		BadgesQueries,
		CoursePurge,
		DocumentsQueries,
		IssuerKeys,
		RuleSettingsQueries,
		RuleChanges,
		StatusLists,
	],
	exports: [
		Awards,
		AwardsQueries,
		BadgeCopies,
		BadgeDesigns,
		BadgeRules,
		BadgesQueries,
		IssuerKeys,
		StatusLists,
	],
})
export class BadgesModule {}
