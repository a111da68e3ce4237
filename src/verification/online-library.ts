import { FetchFailed, type Fetcher } from '../platform/fetcher/fetcher.js';
import { decodeText } from './encodings.js';
import type { Found, Library } from './library.js';
import type { OwnDocuments } from './own-documents.service.js';

const DOCUMENT_BYTES = 1_000_000;
const MAX_LOOKUPS = 12;
const PATIENCE_MS = 15_000;
const ACCEPT =
	'application/vc, application/did+json, application/ld+json;q=0.9, application/json;q=0.8, application/jwt;q=0.7, */*;q=0.1';

/** The network, for one badge: each address is asked once, a dozen at most, and not longer than 15 seconds. */
export class OnlineLibrary implements Library {
	private readonly known = new Map<string, Promise<Found | undefined>>();
	private readonly end = Date.now() + PATIENCE_MS;

	/** `carried`: what came along with the badge, for when nobody answers. */
	constructor(
		private readonly own: OwnDocuments,
		private readonly fetcher: Fetcher,
		private readonly carried: ReadonlyMap<string, Found>,
	) {}

	look(url: string): Promise<Found | undefined> {
		const known = this.known.get(url);
		if (known) return known;
		const isSpent = this.known.size >= MAX_LOOKUPS || Date.now() > this.end;
		const answer = (isSpent ? Promise.resolve(undefined) : this.fetch(url)).then(
			(found) => found ?? this.fallBack(url),
		);
		this.known.set(url, answer);
		return answer;
	}

	private fallBack(url: string): Found | undefined {
		const carried = this.carried.get(url);
		return carried && { ...carried, isCarried: true };
	}

	private async fetch(url: string): Promise<Found | undefined> {
		if (!URL.canParse(url)) return undefined;
		try {
			const fetched = this.own.isOurs(url)
				? await this.own.get(url, ACCEPT)
				: await this.fetcher.get(url, { accept: ACCEPT, limit: DOCUMENT_BYTES });
			// Whoever finds a page of a site that sends on to any address could else speak for that site.
			if (!fetched || !isSameSite(fetched.url, url)) return undefined;
			const text = decodeText(fetched.body);
			return text === undefined ? undefined : { status: fetched.status, text };
		} catch (error) {
			if (error instanceof FetchFailed) return undefined;
			throw error;
		}
	}
}

function isSameSite(one: string, other: string): boolean {
	const [a, b] = [one, other].map((url) => new URL(url).host.replace(/^www\./, ''));
	return a === b;
}
