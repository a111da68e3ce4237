import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BadgesModule } from '../badges/badges.module.js';
import { Gift } from './gift.entity.js';
import { GrantBatch, GrantLine } from './grant-batch.entity.js';
import { GrantReports } from './grant-reports.service.js';
import { GrantsController } from './grants.controller.js';
import { GrantsQueries } from './grants.queries.js';
import { Grants } from './grants.service.js';

@Module({
	imports: [TypeOrmModule.forFeature([Gift, GrantBatch, GrantLine]), BadgesModule],
	controllers: [GrantsController],
	providers: [Grants, GrantsQueries, GrantReports],
	exports: [GrantReports],
})
export class GrantsModule {}
