import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgesModule } from '../badges/badges.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { Demo } from './demo.service.js';
import { DemoBadges } from './demo-badges.service.js';
import { DemoLoad } from './demo-load.entity.js';
import { DemoSteps } from './demo-steps.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([DemoLoad]), BadgesModule, CatalogueModule, ReviewsModule],
	providers: [Demo, DemoBadges, DemoSteps],
})
export class DemoModule {}
