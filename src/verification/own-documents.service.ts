import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { CONFIG, type Config } from '../config.js';
import type { Fetched } from '../platform/fetcher/fetcher.js';

const SERVED =
	/^\/((\.well-known|issuers\/\d+)\/did\.json|keys\/[\w-]+|status\/\d+|ob[23]\/[\w/.-]+|endorsements\/[\w-]+|(awards|badges)\/[\w/-]+\/image\.(png|svg))$/;
const PAGE = /^\/awards\/([\w-]+)\/?$/;

/** Documents of our own, as a stranger would get them, without going out to the network for them. */
@Injectable()
export class OwnDocuments {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly adapter: HttpAdapterHost<FastifyAdapter>,
	) {}

	/** Whether an address is of this site. did:web always says https, even where we are on http. */
	isOurs(url: string): boolean {
		return URL.canParse(url) && new URL(url).host === new URL(this.config.publicUrl).host;
	}

	/** Undefined for everything that is no document about a badge. The page of an award stands for its credential. */
	async get(url: string, accept: string): Promise<Fetched | undefined> {
		const { pathname } = new URL(url);
		const award = PAGE.exec(pathname)?.[1];
		const path = award ? `/ob3/credentials/${award}` : pathname;
		if (!SERVED.test(path)) return undefined;
		const { host } = new URL(this.config.publicUrl);
		const answer = await this.adapter.httpAdapter
			.getInstance()
			.inject({ method: 'GET', url: path, headers: { host, accept } });
		return { url, status: answer.statusCode, body: answer.rawPayload };
	}
}
