import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AdminModule } from './admin/admin.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { BadgeApplicationsModule } from './applications/badge-applications.module.js';
import { BadgesModule } from './badges/badges.module.js';
import type { Config } from './config.js';
import { CoursesModule } from './courses/courses.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { DesignsModule } from './designs/designs.module.js';
import { DiscussionsModule } from './discussions/discussions.module.js';
import { GrantsModule } from './grants/grants.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SchoolsModule } from './schools/schools.module.js';
import { ShellModule } from './shell/shell.module.js';
import { ShelvesModule } from './shelves/shelves.module.js';
import { SignUpsModule } from './sign-ups/sign-ups.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { TransfersModule } from './transfers/transfers.module.js';
import { VerificationModule } from './verification/verification.module.js';

/** The table of contents: features in the direction of their dependencies. */
@Module({
	imports: [
		AccountsModule,
		DraftsModule,
		SchoolsModule,
		CoursesModule,
		InvitationsModule,
		SignUpsModule,
		TasksModule,
		DiscussionsModule,
		BadgesModule,
		DesignsModule,
		ShelvesModule,
		GrantsModule,
		BadgeApplicationsModule,
		ReviewsModule,
		VerificationModule,
		TransfersModule,
		NotificationsModule,
		CatalogueModule,
		ShellModule,
		AdminModule,
		DemoModule,
	],
})
export class AppModule {
	static with(config: Config): DynamicModule {
		return { module: AppModule, imports: [PlatformModule.with(config)] };
	}
}
