import type { Config } from '../config.js';
import type { IssuerFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { didWeb } from '../credentials/did-web.js';

const DOTTED_ADDRESS = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;

/**
 * The site as the issuer of its badges. Open Badges demands an e-mail address with a dotted host; where the site
 * has none, as in development on localhost, a name that can never exist stands in.
 */
export function issuerOf({ publicUrl, siteName, mailFrom }: Config): IssuerFacts {
	const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim();
	return {
		did: didWeb(publicUrl),
		name: siteName,
		url: publicUrl,
		email: DOTTED_ADDRESS.test(address) ? address : 'noreply@issuer.invalid',
		imageUrl: credentialUrls(publicUrl).issuerImage,
	};
}
