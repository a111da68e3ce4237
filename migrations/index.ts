import { CreateEventsAndJobs1700000000100 } from './1700000000100-create-events-and-jobs.js';
import { CreateFilesAndMails1700000000200 } from './1700000000200-create-files-and-mails.js';
import { CreateThrottles1700000000250 } from './1700000000250-create-throttles.js';
import { CreateAccounts1700000000300 } from './1700000000300-create-accounts.js';
import { CreateSchools1700000000400 } from './1700000000400-create-schools.js';
import { CreateCourses1700000000500 } from './1700000000500-create-courses.js';
import { CreateTasks1700000000600 } from './1700000000600-create-tasks.js';
import { CreateComments1700000000700 } from './1700000000700-create-comments.js';
import { CreateBadges1700000000800 } from './1700000000800-create-badges.js';
import { CreateNotifications1700000000900 } from './1700000000900-create-notifications.js';
import { CreateCourseSearch1700000001000 } from './1700000001000-create-course-search.js';
import { CreateDemoLoads1700000001100 } from './1700000001100-create-demo-loads.js';
import { InvitePeople1700000003010 } from './1700000003010-invite-people.js';
import { AddSeatsAndApplications1700000003020 } from './1700000003020-add-seats-and-applications.js';
import { KeepDraftsAndAttachments1700000003030 } from './1700000003030-keep-drafts-and-attachments.js';
import { ShareWork1700000003040 } from './1700000003040-share-work.js';
import { CopyAndMoveCourses1700000003050 } from './1700000003050-copy-and-move-courses.js';
import { TellBadgeRulesApart1700000004010 } from './1700000004010-tell-badge-rules-apart.js';
import { ReviewApplications1700000004011 } from './1700000004011-review-applications.js';
import { GiveBadgesByHand1700000004012 } from './1700000004012-give-badges-by-hand.js';
import { DesignBadgePictures1700000004030 } from './1700000004030-design-badge-pictures.js';
import { AnnounceRunsAndAskForAddresses1700000004050 } from './1700000004050-announce-runs-and-ask-for-addresses.js';
import { TellOfEndings1700000004060 } from './1700000004060-tell-of-endings.js';
import { KeepHandedInFilesApart1700000004090 } from './1700000004090-keep-handed-in-files-apart.js';
import { CountFromTheFirstUse1700000004100 } from './1700000004100-count-from-the-first-use.js';
import { TagBadges1700000004200 } from './1700000004200-tag-badges.js';

/** In the order of their time stamps; a migration that was once released is never changed. */
export const migrations = [
	CreateEventsAndJobs1700000000100,
	CreateFilesAndMails1700000000200,
	CreateThrottles1700000000250,
	CreateAccounts1700000000300,
	CreateSchools1700000000400,
	CreateCourses1700000000500,
	CreateTasks1700000000600,
	CreateComments1700000000700,
	CreateBadges1700000000800,
	CreateNotifications1700000000900,
	CreateCourseSearch1700000001000,
	CreateDemoLoads1700000001100,
	InvitePeople1700000003010,
	AddSeatsAndApplications1700000003020,
	KeepDraftsAndAttachments1700000003030,
	ShareWork1700000003040,
	CopyAndMoveCourses1700000003050,
	TellBadgeRulesApart1700000004010,
	ReviewApplications1700000004011,
	GiveBadgesByHand1700000004012,
	DesignBadgePictures1700000004030,
	AnnounceRunsAndAskForAddresses1700000004050,
	TellOfEndings1700000004060,
	KeepHandedInFilesApart1700000004090,
	CountFromTheFirstUse1700000004100,
	TagBadges1700000004200,
];
