import multipart from '@fastify/multipart';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { PageCache } from './page-cache.js';
import { RouteTable } from './route-table.js';

const FORM_LIMIT_BYTES = 1_000_000;
const UPLOAD_LIMIT_BYTES = 5_000_000;

const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"media-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	// Only /embed lets itself be framed.
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

function secure(config: Config): Readonly<Record<string, string>> {
	return {
		'content-security-policy': POLICY,
		'referrer-policy': 'same-origin',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'cross-origin-opener-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=()',
		...(config.publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
	};
}

/** HTML forms can only GET and POST; `?_method=` in the address of a POST stands for the others. */
function honourMethod(request: { method?: string | undefined; url?: string | undefined }): string {
	const url = request.url ?? '/';
	const wish = /[?&]_method=(DELETE|PUT|PATCH)\b/.exec(url)?.[1];
	if (wish && request.method === 'POST') request.method = wish;
	return url;
}

/**
 * Lets the server be closed when all handlers have ended. Fastify waits for its connections, but who asked may be gone:
 * then the handler would find the database closed.
 */
function endWithHandlers(server: FastifyInstance): void {
	const running = new Set<Promise<unknown>>();
	server.addHook('onRoute', (route) => {
		const { handler } = route;
		route.handler = function (request, reply) {
			const work: unknown = handler.call(this, request, reply);
			if (work instanceof Promise) {
				const ended = () => running.delete(work);
				running.add(work);
				work.then(ended, ended);
			}
			return work;
		};
	});
	server.addHook('onClose', async () => {
		await Promise.allSettled(running);
	});
}

/** The HTTP application of `module`, initialised but not listening. */
export async function createApp(
	module: Type | DynamicModule,
	config: Config,
): Promise<NestFastifyApplication> {
	const adapter = new FastifyAdapter({
		// Counted from our own end of the chain: with none trusted, a client cannot name its own address.
		trustProxy: (_address: string, hop: number) => hop < config.trustedProxies,
		bodyLimit: FORM_LIMIT_BYTES,
		rewriteUrl: honourMethod,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
		requestTimeout: 300_000,
		forceCloseConnections: 'idle',
	});
	const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
		logger: config.mode === 'test' ? ['error', 'fatal'] : ['error', 'warn', 'fatal'],
		abortOnError: false,
	});
	const server = adapter.getInstance();
	await server.register(multipart, {
		limits: { fileSize: UPLOAD_LIMIT_BYTES, files: 1, fields: 30, fieldSize: FORM_LIMIT_BYTES },
	});
	endWithHandlers(server);
	const routes = app.get(RouteTable);
	server.addHook('onRoute', ({ method, path }) => {
		for (const each of [method].flat()) routes.add(each, path);
	});
	const cache = app.get(PageCache);
	const headers = secure(config);
	server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
		reply.headers(headers);
		if (!cache.answer(request, reply)) done();
	});
	await app.init();
	await server.ready();
	return app;
}
