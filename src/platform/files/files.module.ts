import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoredFile } from './file.entity.js';
import { FileStore } from './file-store.js';
import { FileSweep } from './file-sweep.js';
import { FilesController } from './files.controller.js';
import { Files } from './files.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([StoredFile])],
	controllers: [FilesController],
	providers: [Files, FileStore, FileSweep],
	exports: [Files, FileSweep],
})
export class FilesModule {}
