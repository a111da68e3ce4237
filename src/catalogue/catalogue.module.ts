import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgesModule } from '../badges/badges.module.js';
import { BadgeGalleryController } from './badge-gallery.controller.js';
import { CatalogueController } from './catalogue.controller.js';
import { CourseCards } from './course-cards.queries.js';
import { CourseSearch } from './course-search.entity.js';
import { CourseSearchQueries } from './course-search.queries.js';
import { SchoolPagesQueries } from './school-pages.queries.js';
import { SchoolsController } from './schools.controller.js';
import { SearchIndex } from './search-index.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([CourseSearch]), BadgesModule],
	controllers: [CatalogueController, SchoolsController, BadgeGalleryController],
	providers: [CourseCards, CourseSearchQueries, SchoolPagesQueries, SearchIndex],
	exports: [CourseCards, SchoolPagesQueries, SearchIndex],
})
export class CatalogueModule {}
