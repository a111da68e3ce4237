import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobRunner } from './job-runner.js';
import { Jobs } from './jobs.js';
import { Outbox } from './outbox.js';
import { OutboxRow } from './outbox.entity.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([OutboxRow])],
	providers: [Jobs, Outbox, JobRunner],
	exports: [Jobs, JobRunner],
})
export class JobsModule {}
