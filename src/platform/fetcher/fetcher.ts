import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { isPublicAddress } from './public-address.js';

export type FetchProblem = 'refused' | 'unreachable' | 'too-large' | 'too-slow' | 'too-many-redirects';

/** Why nothing could be fetched: it is the address or the other site, never us. */
export class FetchFailed extends Error {
	constructor(
		readonly problem: FetchProblem,
		url: string,
	) {
		super(`${problem}: ${url}`);
	}
}

export interface Fetched {
	/** Where it was found in the end. */
	url: string;
	status: number;
	body: Buffer;
}

const MAX_REDIRECTS = 3;
const TIME_LIMIT_MS = 5_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only way out of the site: GET over http or https, default ports, public addresses only. A name is looked up
 * once and the connection goes to the very address that was judged, so it cannot change in between.
 */
@Injectable()
export class Fetcher {
	/** For tests: hosts, with their port if any, that a server on this machine stands in for. */
	readonly standIns = new Map<string, string>();

	constructor(@Inject(CONFIG) private readonly config: Config) {}

	/**
	 * Follows up to three redirects, all within five seconds. `limit`: bytes of the body.
	 * Throws FetchFailed; answers of any status are given back.
	 */
	async get(address: string, { accept, limit }: { accept: string; limit: number }): Promise<Fetched> {
		const signal = AbortSignal.timeout(TIME_LIMIT_MS);
		let url = address;
		for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
			const response = await this.open(url, accept, signal);
			const { statusCode: status = 0, headers } = response;
			if (!REDIRECTS.has(status) || !headers.location)
				return { url, status, body: await readBody(response, limit, url, signal) };
			response.destroy();
			if (!URL.canParse(headers.location, url)) throw new FetchFailed('unreachable', url);
			url = new URL(headers.location, url).href;
		}
		throw new FetchFailed('too-many-redirects', address);
	}

	private async open(address: string, accept: string, signal: AbortSignal): Promise<IncomingMessage> {
		if (!URL.canParse(address)) throw new FetchFailed('refused', address);
		const url = new URL(address);
		const standIn = this.config.mode === 'test' ? this.standIns.get(url.host) : undefined;
		const target = standIn ? new URL(url.pathname + url.search, standIn) : url;
		const isAllowed = ['http:', 'https:'].includes(url.protocol) && url.port === '' && !url.username;
		if (!standIn && !isAllowed) throw new FetchFailed('refused', address);
		const pinned = standIn ? undefined : pin(await this.publicAddress(url, signal));
		const send = target.protocol === 'https:' ? requestHttps : requestHttp;
		return new Promise((resolve, reject) => {
			const fail = () => reject(new FetchFailed(signal.aborted ? 'too-slow' : 'unreachable', address));
			const headers = { host: url.host, accept, 'accept-encoding': 'identity', 'user-agent': 'Kunlerni' };
			send(target, { agent: false, headers, signal, ...(pinned && { lookup: pinned }) }, resolve)
				.on('error', fail)
				// Without an error and without an answer, where the server changes to another protocol.
				.on('close', fail)
				.end();
		});
	}

	/** One address of the host, if all that it has are public: a mixture is how rebinding begins. */
	private async publicAddress({ hostname, href }: URL, signal: AbortSignal): Promise<string> {
		const host = hostname.replace(/^\[|\]$/g, '');
		const isName = isIP(host) === 0;
		if (this.config.mode === 'test' && (isName || isPublicAddress(host)))
			throw new Error(`A test would have gone out to ${href}.`);
		const addresses = isName ? await resolve(host, href, signal) : [host];
		const [first] = addresses;
		if (!first || !addresses.every(isPublicAddress)) throw new FetchFailed('refused', href);
		return first;
	}
}

/** The system's resolver takes no signal, so its answer may come too late to be used. */
async function resolve(host: string, url: string, signal: AbortSignal): Promise<string[]> {
	const late = new Promise<never>((_, reject) =>
		signal.addEventListener('abort', () => reject(new FetchFailed('too-slow', url)), { once: true }),
	);
	const found = lookup(host, { all: true }).catch(() => {
		throw new FetchFailed('unreachable', url);
	});
	return (await Promise.race([found, late])).map(({ address }) => address);
}

function pin(address: string): LookupFunction {
	const family = isIP(address);
	return (_host, options, done) =>
		options.all ? done(null, [{ address, family }]) : done(null, address, family);
}

async function readBody(
	response: IncomingMessage,
	limit: number,
	url: string,
	signal: AbortSignal,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of response as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > limit) throw new FetchFailed('too-large', url);
			chunks.push(chunk);
		}
	} catch (error) {
		if (error instanceof FetchFailed) throw error;
		throw new FetchFailed(signal.aborted ? 'too-slow' : 'unreachable', url);
	}
	return Buffer.concat(chunks);
}
