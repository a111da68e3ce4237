import { Module } from '@nestjs/common';
import { BadgesModule } from '../badges/badges.module.js';
import { Shelves } from './shelves.service.js';
import { ShelvesController } from './shelves.controller.js';

@Module({
	imports: [BadgesModule],
	controllers: [ShelvesController],
	providers: [Shelves],
})
export class ShelvesModule {}
