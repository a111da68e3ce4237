import { Module } from '@nestjs/common';
import { BadgesModule } from '../badges/badges.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { BadgeListsController } from './badge-lists.controller.js';
import { DesignsController } from './designs.controller.js';
import { DesignsQueries } from './designs.queries.js';
import { NewBadgesController } from './new-badges.controller.js';
import { PictureUploads } from './picture-uploads.service.js';

@Module({
	imports: [CoursesModule, BadgesModule],
	controllers: [NewBadgesController, BadgeListsController, DesignsController],
	providers: [DesignsQueries, PictureUploads],
	exports: [DesignsQueries, PictureUploads],
})
export class DesignsModule {}
