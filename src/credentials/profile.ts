import type { IssuerFacts } from './award-facts.js';

/** The issuer as an Open Badges 3.0 Profile. */
export function buildProfile(issuer: IssuerFacts) {
	return {
		id: issuer.did,
		type: ['Profile'],
		name: issuer.name,
		url: issuer.url,
		email: issuer.email,
		...(issuer.imageUrl && { image: { id: issuer.imageUrl, type: 'Image' } }),
	};
}
