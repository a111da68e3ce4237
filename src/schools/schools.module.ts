import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Collection } from './collection.entity.js';
import { SchoolOrganiser } from './school-organiser.entity.js';
import { School } from './school.entity.js';
import { SchoolsQueries } from './schools.queries.js';

@Module({
	imports: [TypeOrmModule.forFeature([School, SchoolOrganiser, Collection])],
	providers: [SchoolsQueries],
	exports: [SchoolsQueries],
})
export class SchoolsModule {}
