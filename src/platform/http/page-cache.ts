import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Changes } from '../database/changes.js';
import { Remembered } from '../database/remembered.js';
import type { TableNames } from '../database/tables.js';
import { preferredLocale } from '../i18n/i18n.js';

/** What concerns one person at a time: no stranger's page is made of it. */
const PERSONAL: ReadonlySet<string> = new Set(['notifications', 'sessions']);

interface SharedPage {
	body: Buffer;
	etag: string;
	zipped: Buffer;
}

/** Pages as strangers see them. */
@Injectable()
export class PageCache {
	private readonly pages: Remembered<SharedPage>;

	private readonly tables: TableNames;

	constructor(private readonly changes: Changes) {
		this.tables = changes.tables.all.filter((table) => !PERSONAL.has(table));
		this.pages = new Remembered(changes, { size: 500, seconds: 30 });
	}

	/** The present state of what strangers see, to be noted before a page is made. */
	get version(): number {
		return this.changes.version(this.tables);
	}

	/** Key of the page when it may be shared between visitors; undefined when the request carries anything personal. */
	key(request: FastifyRequest): string | undefined {
		if (request.method !== 'GET' || request.headers.cookie !== undefined) return undefined;
		return `${preferredLocale(request.headers['accept-language'])} ${request.raw.url}`;
	}

	put(key: string, page: SharedPage, version: number): void {
		this.pages.put(key, this.tables, page, version);
	}

	/** Answers from the cache, if it can. */
	answer(request: FastifyRequest, reply: FastifyReply): boolean {
		const key = this.key(request);
		const kept = key === undefined ? undefined : this.pages.get(key);
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
