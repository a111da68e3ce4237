import { isObject, type JsonObject, type Library, listOf, parseObject, textOf } from './library.js';
import { keyName, publicKey } from './public-keys.js';

const MAX_METHODS = 100;

/** What an issuer says about itself, and how we know. */
export type IssuerDocument =
	| { known: 'domain'; id: string; place: string; document: JsonObject }
	/** It does not answer, and the badge brings what it says is its document: good for reading, not for believing. */
	| { known: 'carried'; id: string; place: string; document: JsonObject }
	/** A did:key vouches for nobody: whoever made the key is the issuer. */
	| { known: 'key'; id: string; document: JsonObject }
	| { known: 'unreachable' | 'mismatch' | 'method'; id: string };

/**
 * Resolves an issuer: did:web and did:key (Ed25519), or an address that serves a document with keys.
 * did:web is read from https; the library may know better where a document is.
 */
export async function resolveIssuer(id: string, library: Library): Promise<IssuerDocument> {
	if (id.startsWith('did:key:')) return fromKey(id);
	const url = documentUrl(id);
	if (!url) return { known: 'method', id };
	const found = await library.look(url);
	const document = found?.status === 200 ? parseObject(found.text) : undefined;
	if (!document) return { known: 'unreachable', id };
	if (document['id'] !== id) return { known: 'mismatch', id };
	return { known: found?.isCarried ? 'carried' : 'domain', id, place: placeOf(url), document };
}

/** An address as people may judge it: on hosts that many share, the path says whose it is. */
export function placeOf(url: string): string {
	const { host, pathname } = new URL(url);
	return host + pathname.replace(/\/(\.well-known\/did|did)\.json$/, '').replace(/\/$/, '');
}

type Resolved = Extract<IssuerDocument, { document: JsonObject }>;

export function hasKeys(issuer: IssuerDocument): issuer is Resolved {
	return 'document' in issuer;
}

/** Where an issuer's document is: did:web (its specification, §3.2) or the address itself. */
export function documentUrl(id: string): string | undefined {
	if (/^https?:\/\//.test(id)) return URL.canParse(id) ? id : undefined;
	const [, name, rest = ''] = /^did:web:([\w.%-]+)((?::[\w.%~-]+)*)$/.exec(id) ?? [];
	if (!name) return undefined;
	const path = rest ? `${rest.replaceAll(':', '/')}/did.json` : '/.well-known/did.json';
	const url = `https://${name.replace(/%3A/gi, ':')}${path}`;
	return URL.canParse(url) ? url : undefined;
}

/** Whether a key at an address may be an issuer's: of the same host and, for a did:web with a path, below that path. */
export function isOfIssuer(keyUrl: string, id: string): boolean {
	const url = documentUrl(id);
	if (!url || new URL(keyUrl).host !== new URL(url).host) return false;
	return !id.startsWith('did:') || `${placeOf(keyUrl)}/`.startsWith(`${placeOf(url)}/`);
}

/** The key of `method` (an absolute id) if the issuer publishes it for signing statements, as a JWK or Multikey. */
export function methodKey(
	{ id, document }: { id: string; document: JsonObject },
	method: string,
): JsonObject | undefined {
	const absolute = (name: unknown) => (typeof name === 'string' && name.startsWith('#') ? id + name : name);
	const methods = [...listOf(document['verificationMethod']), ...listOf(document['assertionMethod'])].filter(
		isObject,
	);
	const found = methods.find((each) => absolute(each['id']) === method);
	const isForStatements = listOf(document['assertionMethod']).some(
		(each) => absolute(isObject(each) ? each['id'] : each) === method,
	);
	if (!found || !isForStatements || found['controller'] !== id) return undefined;
	return 'revoked' in found || 'expires' in found ? undefined : found;
}

/** The names of all keys that the issuer publishes for signing statements, see keyName. */
export async function statementKeys(issuer: { id: string; document: JsonObject }): Promise<string[]> {
	const names: string[] = [];
	for (const each of listOf(issuer.document['assertionMethod']).slice(0, MAX_METHODS)) {
		const method = textOf(isObject(each) ? each['id'] : each);
		const absolute = method?.replace(/^#/, `${issuer.id}#`);
		const key = absolute === undefined ? undefined : methodKey(issuer, absolute);
		const name = key && (await keyName(key));
		if (name) names.push(name);
	}
	return names;
}

async function fromKey(id: string): Promise<IssuerDocument> {
	const name = id.slice('did:key:'.length);
	const method = { id: `${id}#${name}`, type: 'Multikey', controller: id, publicKeyMultibase: name };
	if (!(await publicKey(method, 'Ed25519'))) return { known: 'method', id };
	return {
		known: 'key',
		id,
		document: { id, verificationMethod: [method], assertionMethod: [textOf(method.id)] },
	};
}
