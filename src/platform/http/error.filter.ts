import { Catch, type ArgumentsHost, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, isImpossibleText } from '../database/database.js';
import { fieldsRead, readUpload } from '../files/upload.js';
import { typed } from '../forms/form.js';
import { Conflict, Forbidden, FormExpired, NotFound, SignInFirst, TooMany } from './errors.js';
import { PageWriter } from './page-writer.js';
import { page, redirect, type Page, type Redirect } from './reply.js';
import { RouteTable } from './route-table.js';
import { Visits } from './visits.js';

const READING = new Set(['GET', 'HEAD']);

function isClientFault(error: unknown): error is { statusCode: number } {
	return (
		typeof error === 'object' &&
		error !== null &&
		'statusCode' in error &&
		Number(error.statusCode) >= 400 &&
		Number(error.statusCode) < 500
	);
}

/** What was typed into a form whose request could not be taken, so that nobody loses a word. */
function kept(fields: unknown) {
	return Object.entries(typed(fields))
		.filter(([name]) => !/password/i.test(name))
		.flatMap(([name, value]) =>
			[value].flat().map((text) => ({ name, text, long: text.length > 60 || text.includes('\n') })),
		);
}

/** The page that a form was on, to come back to. */
function pageBehind(request: FastifyRequest): string {
	const { referer = '', host } = request.headers;
	if (!URL.canParse(referer)) return '/';
	const url = new URL(referer);
	return url.host === host ? url.pathname + url.search : '/';
}

/** The guard answers before anybody reads the fields that come along with a file; later they were read, or never will be. */
async function fieldsBeside(error: unknown, request: FastifyRequest): Promise<Record<string, string>> {
	const isUnread = error instanceof SignInFirst || (error instanceof FormExpired && error.fromUs);
	if (isUnread) await readUpload(request, '').catch(() => undefined);
	return fieldsRead(request);
}

/** The pattern of the address and not the address itself, for some hold a secret that opens an account. */
export function routeOf({ method, routeOptions }: FastifyRequest): string {
	return `${method} ${routeOptions.url ?? 'of no page'}`;
}

@Catch()
export class ErrorFilter implements ExceptionFilter {
	private readonly log = new Logger('http');

	constructor(
		private readonly visits: Visits,
		private readonly writer: PageWriter,
		private readonly routes: RouteTable,
	) {}

	async catch(error: unknown, host: ArgumentsHost): Promise<void> {
		const http = host.switchToHttp();
		const request = http.getRequest<FastifyRequest>();
		const reply = http.getResponse<FastifyReply>();
		if (reply.sent) return;
		const fields = request.isMultipart() ? await fieldsBeside(error, request) : request.body;
		const result = this.answer(error, request, reply, fields);
		const visit = await this.visits.of(request).catch(() => this.visits.asStranger(request));
		const extras = await this.writer.extras(visit).catch(() => ({ unread: 0 }));
		reply.send(this.writer.write(request, reply, visit, result, extras, -1));
	}

	private answer(
		error: unknown,
		request: FastifyRequest,
		reply: FastifyReply,
		fields: unknown,
	): Page | Redirect {
		if (error instanceof SignInFirst) return this.signInFirst(request, fields);
		if (error instanceof FormExpired)
			return page(
				'http/form-expired',
				{
					titleKey: 'http.expired-title',
					action: request.raw.url,
					mayRepeat:
						error.fromUs &&
						/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
							request.headers['content-type'] ?? '',
						),
					kept: error.fromUs ? kept(fields) : [],
				},
				{ status: 403 },
			);
		if (error instanceof TooMany) {
			reply.header('retry-after', error.retryAfterSeconds);
			return this.plain(429, request, fields, { minutes: Math.ceil(error.retryAfterSeconds / 60) });
		}
		if (error instanceof Forbidden) return this.plain(403, request, fields);
		if (error instanceof Conflict) return this.plain(409, request, fields, { textKey: error.key });
		if (error instanceof NotFound || isImpossibleText(error)) return this.plain(404, request, fields);
		if (isDatabaseAway(error)) {
			reply.header('retry-after', 5);
			return this.plain(503, request, fields);
		}
		const status =
			error instanceof HttpException ? error.getStatus() : isClientFault(error) ? error.statusCode : 500;
		if (status === 404) {
			const allowed = this.routes.methodsOf(request.raw.url ?? '/');
			if (allowed.length > 0 && !allowed.includes(request.method)) {
				reply.header('allow', allowed.join(', '));
				return this.plain(405, request, fields);
			}
		}
		if (status >= 500) this.log.error(routeOf(request), error instanceof Error ? error.stack : String(error));
		return this.plain(status, request, fields);
	}

	private signInFirst(request: FastifyRequest, fields: unknown): Page | Redirect {
		const path = request.raw.url ?? '/';
		if (READING.has(request.method)) return redirect(`/sign-in?next=${encodeURIComponent(path)}`);
		return page(
			'http/form-expired',
			{ titleKey: 'http.signed-out-title', signedOut: true, next: pageBehind(request), kept: kept(fields) },
			{ status: 401 },
		);
	}

	/** The error page of a status; statuses without words of their own share those of their class. */
	private plain(status: number, request: FastifyRequest, fields: unknown, model: object = {}): Page {
		const known = [400, 403, 404, 405, 409, 413, 415, 429, 500, 503].includes(status)
			? status
			: status < 500
				? 400
				: 500;
		const isWriting = !READING.has(request.method);
		const texts = kept(fields);
		return page(
			'http/error',
			{
				titleKey: `http.error-${known}-title`,
				textKey: `http.error-${known}-text`,
				kept: isWriting && (status >= 429 || texts.some(({ long }) => long)) ? texts : [],
				...model,
			},
			{ status },
		);
	}
}
