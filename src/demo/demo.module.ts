import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgesModule } from '../badges/badges.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { Demo } from './demo.service.js';
import { DemoLoad } from './demo-load.entity.js';

@Module({
	imports: [TypeOrmModule.forFeature([DemoLoad]), BadgesModule, CatalogueModule],
	providers: [Demo],
})
export class DemoModule {}
