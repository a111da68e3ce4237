import { Global, Module } from '@nestjs/common';
import { Assets } from './assets.js';
import { AssetsController } from './assets.controller.js';
import { Views } from './views.js';

@Global()
@Module({ controllers: [AssetsController], providers: [Assets, Views], exports: [Assets, Views] })
export class ViewsModule {}
