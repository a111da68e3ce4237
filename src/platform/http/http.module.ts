import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { Cookies } from './cookies.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import { PageCache } from './page-cache.js';
import { PageWriter } from './page-writer.js';
import { ReplyInterceptor } from './reply.interceptor.js';
import { RouteTable } from './route-table.js';
import { Throttle } from './throttle.entity.js';
import { Throttles } from './throttles.js';
import { Visits } from './visits.js';

/** Needs SessionReader (accounts) and LayoutSource (shell) from global modules. */
@Global()
@Module({
	imports: [TypeOrmModule.forFeature([Throttle])],
	controllers: [HealthController],
	providers: [
		Cookies,
		PageCache,
		PageWriter,
		RouteTable,
		Throttles,
		Visits,
		{ provide: APP_GUARD, useClass: AccessGuard },
		{ provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
		{ provide: APP_FILTER, useClass: ErrorFilter },
	],
	exports: [Cookies, PageCache, RouteTable, Throttles],
})
export class HttpModule {}
