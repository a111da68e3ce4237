import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FileRow } from './file.entity.js';
import { FileStore } from './file-store.js';
import { FilesController } from './files.controller.js';
import { Files } from './files.js';

@Module({
	imports: [TypeOrmModule.forFeature([FileRow])],
	controllers: [FilesController],
	providers: [Files, FileStore],
	exports: [Files],
})
export class FilesModule {}
