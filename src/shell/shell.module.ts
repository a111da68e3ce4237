import { Global, Module } from '@nestjs/common';
import { LayoutSource } from '../platform/http/page-writer.js';
import { HomeController } from './home.controller.js';
import { ShellLayout } from './layout.source.js';

@Global()
@Module({
	controllers: [HomeController],
	providers: [{ provide: LayoutSource, useClass: ShellLayout }],
	exports: [LayoutSource],
})
export class ShellModule {}
