import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { routeOf } from './error.filter.js';
import { PageCache } from './page-cache.js';
import { PageWriter } from './page-writer.js';
import { Document, Page, Redirect } from './reply.js';
import { Visits } from './visits.js';

@Injectable()
export class ReplyInterceptor implements NestInterceptor {
	constructor(
		private readonly visits: Visits,
		private readonly writer: PageWriter,
		private readonly cache: PageCache,
	) {}

	async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
		const http = context.switchToHttp();
		const request = http.getRequest<FastifyRequest>();
		const reply = http.getResponse<FastifyReply>();
		const visit = await this.visits.of(request);
		const { version } = this.cache;
		// The layout's own query runs beside the page's; a failure is met where it is awaited.
		const extras = request.method === 'GET' && visit.session ? this.writer.extras(visit) : undefined;
		extras?.catch(() => undefined);
		return next.handle().pipe(
			mergeMap(async (result: unknown) => {
				if (!(result instanceof Page || result instanceof Redirect || result instanceof Document))
					throw new Error(`${routeOf(request)} returned no page, redirect or document.`);
				const added = result instanceof Page ? await (extras ?? this.writer.extras(visit)) : {};
				return this.writer.write(request, reply, visit, result, added, version);
			}),
		);
	}
}
