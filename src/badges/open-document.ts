import { document, type Document } from '../platform/http/reply.js';

/** JSON-LD as Open Badges 2.0 and the parts of 3.0 are served. */
export const LINKED_DATA = ['application/ld+json', 'application/json'] as const;
/** VCDM 2.0, §6.4: `application/vc`; the others are what older software asks for. */
export const CREDENTIAL = ['application/vc', 'application/vc+ld+json', ...LINKED_DATA] as const;
export const CREDENTIAL_JWT = ['application/vc+jwt', 'application/jwt', 'text/plain'] as const;
export const DID_DOCUMENT = ['application/did+ld+json', 'application/did+json', ...LINKED_DATA] as const;
export const PUBLIC_KEY = ['application/jwk+json', 'application/json'] as const;

const FOREVER = 'public, max-age=31536000, immutable';
export const CACHING = {
	forever: FOREVER,
	short: 'public, max-age=60',
	checked: 'no-cache',
	never: 'private, no-store',
} as const;

/**
 * The one of `offers` that an Accept header (RFC 9110, §12.5.1) likes best, the first among equals;
 * undefined when it takes none of them.
 */
export function preferred<T extends string>(accept: string | undefined, offers: readonly T[]): T | undefined {
	const ranges = (accept || '*/*').split(',').map((part) => {
		const [type = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase());
		const quality = Number(params.find((param) => param.startsWith('q='))?.slice(2) ?? 1);
		return { type, quality: Number.isNaN(quality) ? 0 : quality };
	});
	const liking = (offer: string) => {
		const wildcard = `${offer.slice(0, offer.indexOf('/'))}/*`;
		for (const type of [offer, wildcard, '*/*']) {
			const range = ranges.find((each) => each.type === type);
			if (range) return range.quality;
		}
		return 0;
	};
	const [best] = offers
		.map((offer) => ({ offer, quality: liking(offer) }))
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality);
	return best?.offer;
}

/** True for a browser that somebody looks with: it gets the page about the thing instead of the data. */
export function wantsPage(accept: string | undefined): boolean {
	return preferred(accept, ['application/json', 'text/html']) === 'text/html';
}

/** A JSON document for everybody, in the media type that was asked for, else in the first of `types`. */
export function openDocument(
	body: object,
	types: readonly string[],
	accept: string | undefined,
	caching: keyof typeof CACHING,
	status = 200,
): Document {
	return document(JSON.stringify(body), preferred(accept, types) ?? types[0] ?? 'application/json', {
		status,
		headers: { 'cache-control': CACHING[caching] },
	});
}
