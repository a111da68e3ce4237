import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config.js';
import { I18n } from '../i18n/i18n.js';
import { FORM_TOKEN, Views } from '../views/views.js';
import { Cookies } from './cookies.js';
import { PageCache } from './page-cache.js';
import { Document, type Flash, type Page, Redirect } from './reply.js';
import type { Viewer, Visit } from './viewer.js';
import { Visits } from './visits.js';

/** What the shell adds to each page of a viewer: unread count and the like. */
export abstract class LayoutSource {
	abstract extras(viewer: Viewer): Promise<object>;
}

type Body = string | Buffer | Readable | undefined;

const VARY = 'accept-encoding, cookie, accept-language';
const WORTH_ZIPPING = 1_000;
const ZIPPABLE = /^(text\/|application\/(json|ld\+json|.*\+json|xml)|image\/svg)/;

function etagOf(body: string | Buffer): string {
	return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

function textOf(model: object, name: 'title' | 'titleKey' | 'description'): string | undefined {
	const text: unknown = Reflect.get(model, name);
	return typeof text === 'string' ? text : undefined;
}

/** Turns what a handler returned into an HTTP response: pages in their layout, redirects with a flash, documents. */
@Injectable()
export class PageWriter {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly views: Views,
		private readonly i18n: I18n,
		private readonly visits: Visits,
		private readonly cookies: Cookies,
		private readonly cache: PageCache,
		private readonly layouts: LayoutSource,
	) {}

	extras(visit: Visit): Promise<object> {
		return this.layouts.extras(visit.viewer);
	}

	/** Sets status and headers for what the handler returned, and gives the body to send. */
	write(
		request: FastifyRequest,
		reply: FastifyReply,
		visit: Visit,
		result: Page | Redirect | Document,
		extras: object,
		version: number,
	): Body {
		if (result instanceof Redirect) return this.redirect(reply, result);
		if (result instanceof Document) return this.document(request, reply, result);
		return this.page(request, reply, visit, result, extras, version);
	}

	private redirect(reply: FastifyReply, { to, flash }: Redirect): Body {
		if (flash) this.cookies.setFlash(reply, flash);
		reply.code(303).header('location', to).header('cache-control', 'no-store');
		return undefined;
	}

	private document(request: FastifyRequest, reply: FastifyReply, { body, type, options }: Document): Body {
		reply.code(options.status ?? 200).headers({ ...options.headers, 'content-type': type });
		if (body instanceof Readable) return body;
		const etag = options.headers?.['etag'] ?? etagOf(body);
		reply.header('etag', etag);
		if (reply.statusCode === 200 && request.headers['if-none-match'] === etag) return this.unchanged(reply);
		return this.zipped(request, reply, body, type);
	}

	private page(
		request: FastifyRequest,
		reply: FastifyReply,
		visit: Visit,
		page: Page,
		extras: object,
		version: number,
	): Body {
		const html = Buffer.from(this.html(request, reply, visit, page, extras));
		const etag = etagOf(html);
		reply.code(page.status).header('content-type', 'text/html; charset=utf-8').header('vary', VARY);
		const readable = page.status === 200 && request.method === 'GET';
		reply.header('cache-control', visit.personal || !readable ? 'private, no-cache' : 'no-cache');
		if (readable) {
			const key = visit.personal ? undefined : this.cache.key(request);
			if (key) this.cache.put(key, { body: html, etag, zipped: gzipSync(html, { level: 6 }) }, version);
			reply.header('etag', etag);
			if (request.headers['if-none-match'] === etag) return this.unchanged(reply);
		}
		return this.zipped(request, reply, html, 'text/html');
	}

	private unchanged(reply: FastifyReply): Body {
		reply.code(304);
		return undefined;
	}

	private zipped(request: FastifyRequest, reply: FastifyReply, body: string | Buffer, type: string): Body {
		const zip =
			body.length > WORTH_ZIPPING &&
			ZIPPABLE.test(type) &&
			/\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
		if (zip) reply.header('content-encoding', 'gzip');
		return zip ? gzipSync(body, { level: 1 }) : body;
	}

	private html(
		request: FastifyRequest,
		reply: FastifyReply,
		visit: Visit,
		page: Page,
		extras: object,
	): string {
		const { viewer } = visit;
		const flash = this.cookies.takeFlash(request, reply);
		if (flash) visit.personal = true;
		const path = (request.raw.url ?? '/').split('?')[0] ?? '/';
		const layout = {
			locale: viewer.locale,
			timeZone: viewer.timeZone,
			dir: 'ltr',
			theme: viewer.theme,
			siteName: this.config.siteName,
			title: this.titleOf(page.model, viewer),
			description: textOf(page.model, 'description'),
			path,
			section: path.split('/')[1] ?? '',
			canonical: this.config.publicUrl + path,
			viewer: viewer.member,
			flash: flash && this.flashOf(flash, viewer),
			...extras,
		};
		const html = this.views.render(page.view, this.withErrors(page.model, viewer), layout);
		if (!html.includes(FORM_TOKEN)) return html;
		visit.personal = true;
		const bound = visit.session ? '' : this.cookies.stranger(request, reply);
		return html.replaceAll(FORM_TOKEN, this.visits.formToken(visit, bound));
	}

	/** The words of a flash, or null when its cookie was not made by us. */
	private flashOf(
		{ key, args, kind }: Flash,
		{ locale }: Viewer,
	): { kind: Flash['kind']; text: string } | null {
		if (!this.i18n.has(key)) return null;
		try {
			return { kind, text: this.i18n.t(locale, key, args) };
		} catch {
			return null;
		}
	}

	private titleOf(model: object, { locale }: Viewer): string | undefined {
		const key = textOf(model, 'titleKey');
		return textOf(model, 'title') ?? (key && this.i18n.t(locale, key));
	}

	/** Field errors arrive as text keys and leave as sentences, singly and as a list for the summary. */
	private withErrors(model: object, viewer: Viewer): object {
		if (!('errors' in model) || typeof model.errors !== 'object' || model.errors === null) return model;
		const errors = Object.entries(model.errors as Record<string, string>).map(
			([field, key]) => [field, this.i18n.t(viewer.locale, key)] as const,
		);
		return {
			...model,
			errors: Object.fromEntries(errors),
			errorList: errors.map(([field, message]) => ({ field, message })),
		};
	}
}
