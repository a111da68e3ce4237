import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvitationListeners } from './invitation.listeners.js';
import { MailChoice } from './mail-choice.entity.js';
import { MailChoicesController } from './mail-choices.controller.js';
import { MailChoices } from './mail-choices.service.js';
import { Notification } from './notification.entity.js';
import { NotificationListeners } from './notification.listeners.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsQueries } from './notifications.queries.js';
import { Notify } from './notify.service.js';
import { Readings } from './readings.service.js';
import { RevocationListeners } from './revocation.listeners.js';
import { RunListeners } from './run.listeners.js';
import { SignUpListeners } from './sign-up.listeners.js';
import { ReviewListeners } from './review.listeners.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

@Module({
	imports: [TypeOrmModule.forFeature([Notification, MailChoice])],
	controllers: [NotificationsController, MailChoicesController, UnsubscribeController],
	providers: [
		NotificationsQueries,
		Readings,
		MailChoices,
		Notify,
		NotificationListeners,
		InvitationListeners,
		ReviewListeners,
		SignUpListeners,
		RunListeners,
		RevocationListeners,
	],
	exports: [NotificationsQueries],
})
export class NotificationsModule {}
