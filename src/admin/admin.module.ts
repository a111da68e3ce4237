import { Module } from '@nestjs/common';
import { AdminController } from './admin.controller.js';
import { AdminQueries } from './admin.queries.js';
import { MailsController } from './mails.controller.js';
import { ParkedJobsController } from './parked-jobs.controller.js';

@Module({
	controllers: [AdminController, MailsController, ParkedJobsController],
	providers: [AdminQueries],
})
export class AdminModule {}
