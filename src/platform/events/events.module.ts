import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventRow } from './event.entity.js';
import { EventDelivery } from './event-delivery.entity.js';
import { Events } from './events.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([EventRow, EventDelivery])],
	providers: [Events],
	exports: [Events],
})
export class EventsModule {}
