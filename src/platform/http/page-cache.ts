import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Changes } from '../database/changes.js';
import { preferredLocale } from '../i18n/i18n.js';

interface Kept {
	version: number;
	until: number;
	body: string;
	etag: string;
	zipped: Buffer;
}

const MAX_PAGES = 500;
const MAX_AGE_MS = 30_000;

/**
 * Pages as strangers see them. One is good until anything is committed anywhere in the site, and at most
 * half a minute, since "starts tomorrow" changes without a commit.
 */
@Injectable()
export class PageCache {
	private readonly pages = new Map<string, Kept>();

	constructor(private readonly changes: Changes) {}

	/** The present state of the data, to be noted before a page is made. */
	get version(): number {
		return this.changes.version;
	}

	/** Key of the page when it may be shared between visitors; undefined when the request carries anything personal. */
	key(request: FastifyRequest): string | undefined {
		if (request.method !== 'GET' || request.headers.cookie !== undefined) return undefined;
		return `${preferredLocale(request.headers['accept-language'])} ${request.raw.url}`;
	}

	get(key: string): Kept | undefined {
		const kept = this.pages.get(key);
		if (!kept) return undefined;
		if (kept.version === this.changes.version && kept.until > Date.now() && this.changes.listening)
			return kept;
		this.pages.delete(key);
		return undefined;
	}

	put(key: string, page: { version: number; body: string; etag: string; zipped: Buffer }): void {
		if (page.version !== this.changes.version || !this.changes.listening) return;
		const [oldest] = this.pages.keys();
		if (this.pages.size >= MAX_PAGES && oldest !== undefined) this.pages.delete(oldest);
		this.pages.set(key, { ...page, until: Date.now() + MAX_AGE_MS });
	}

	/** Answers from the cache, if it can. */
	answer(request: FastifyRequest, reply: FastifyReply): boolean {
		const key = this.key(request);
		const kept = key === undefined ? undefined : this.get(key);
		if (!kept) return false;
		reply
			.header('etag', kept.etag)
			.header('vary', 'accept-encoding, cookie, accept-language')
			.header('cache-control', 'no-cache');
		if (request.headers['if-none-match'] === kept.etag) {
			reply.code(304).send();
			return true;
		}
		reply.header('content-type', 'text/html; charset=utf-8');
		const zip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
		if (zip) reply.header('content-encoding', 'gzip');
		reply.send(zip ? kept.zipped : kept.body);
		return true;
	}
}
