import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgeApplicationsModule } from '../applications/badge-applications.module.js';
import { BadgesModule } from '../badges/badges.module.js';
import { Review, ReviewRequest } from './review.entity.js';
import { ReviewRequests } from './review-requests.service.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsQueries } from './reviews.queries.js';
import { Reviews } from './reviews.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([Review, ReviewRequest]), BadgeApplicationsModule, BadgesModule],
	controllers: [ReviewsController],
	providers: [Reviews, ReviewRequests, ReviewsQueries],
	exports: [Reviews, ReviewsQueries],
})
export class ReviewsModule {}
