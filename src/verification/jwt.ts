import { issuerIdOf } from './credential-shape.js';
import { decodeBase64Url, decodeText } from './encodings.js';
import {
	hasKeys,
	type IssuerDocument,
	isOfIssuer,
	methodKey,
	resolveIssuer,
	statementKeys,
} from './issuer-document.js';
import { isObject, type JsonObject, type Library, listOf, parseObject, textOf } from './library.js';
import { type Algorithm, keyName, publicKey } from './public-keys.js';
import { type Authorship, issuerCheck, signed } from './signature.js';

/** A VC-JWT taken apart; nothing of it is believed yet. */
export interface OpenedJwt {
	header: JsonObject;
	payload: JsonObject;
	credential: JsonObject;
	signedText: string;
	signature: Uint8Array;
}

/** Looked at character by character: a pattern with a repetition runs out of stack over five million of them. */
export function isJwt(text: string): boolean {
	const parts = text.split('.', 4);
	return parts.length === 3 && parts.every((part) => part !== '' && !/[^\w-]/.test(part));
}

const CLAIMS = new Set(['iss', 'sub', 'jti', 'nbf', 'exp', 'iat', 'aud', 'vc']);
const ALGORITHMS: ReadonlyMap<unknown, Algorithm> = new Map([
	['RS256', 'RS256'],
	['ES256', 'ES256'],
	['EdDSA', 'Ed25519'],
	['Ed25519', 'Ed25519'],
]);

/** The parts of a JWT, its credential either the claims themselves (VCDM 2.0) or in `vc` (1.1). */
export function openJwt(token: string): OpenedJwt | undefined {
	const [head = '', body = '', end = ''] = token.split('.');
	const header = parsePart(head);
	const payload = parsePart(body);
	const signature = decodeBase64Url(end);
	if (!header || !payload || !signature) return undefined;
	const own = Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.has(name)));
	const credential = isObject(payload['vc']) ? withClaims(payload['vc'], payload) : own;
	return { header, payload, credential, signedText: `${head}.${body}`, signature };
}

function parsePart(part: string): JsonObject | undefined {
	const bytes = decodeBase64Url(part);
	const text = bytes && decodeText(bytes);
	return text === undefined ? undefined : parseObject(text);
}

/** VCDM 1.1 lets claims replace members of the credential. */
function withClaims(credential: JsonObject, { jti, iss, nbf, exp }: JsonObject): JsonObject {
	const date = (seconds: unknown) =>
		typeof seconds === 'number' && Math.abs(seconds) < 1e11
			? new Date(seconds * 1_000).toISOString()
			: undefined;
	const issuanceDate = date(nbf);
	const expirationDate = date(exp);
	return {
		...(jti !== undefined && { id: jti }),
		...(iss !== undefined && { issuer: iss }),
		...(issuanceDate && { issuanceDate }),
		...(expirationDate && { expirationDate }),
		...credential,
	};
}

/** A registered claim that says something else than the credential, or undefined. */
export function contradiction({ payload, credential }: OpenedJwt): string | undefined {
	const { iss, jti, sub, nbf, exp } = payload;
	const { credentialSubject: subject, id } = credential;
	if (iss !== undefined && iss !== issuerIdOf(credential)) return 'iss';
	if (jti !== undefined && jti !== id) return 'jti';
	if (sub !== undefined && isObject(subject) && subject['id'] !== undefined && sub !== subject['id'])
		return 'sub';
	const isAt = (seconds: unknown, ...dates: unknown[]) =>
		seconds === undefined ||
		dates.some((date) => typeof date === 'string' && Math.floor(Date.parse(date) / 1_000) === seconds);
	if (!isAt(nbf, credential['validFrom'], credential['issuanceDate'])) return 'nbf';
	return isAt(exp, credential['validUntil'], credential['expirationDate']) ? undefined : 'exp';
}

/** Checks the signature of a VC-JWT: RS256 or ES256 as Open Badges has it, EdDSA as others do. */
export async function checkJwt(opened: OpenedJwt, library: Library): Promise<Authorship> {
	const { header, credential, signedText, signature } = opened;
	const issuer = await resolveIssuer(issuerIdOf(credential) ?? '', library);
	const kid = textOf(header['kid']);
	const about = issuerCheck(issuer);
	const algorithm = ALGORITHMS.get(header['alg']);
	if (header['alg'] === 'none') return { issuer: about, signature: signed('failed', 'missing') };
	if (!algorithm || 'crit' in header)
		return { issuer: about, signature: signed('unchecked', 'unsupported', textOf(header['alg'])) };
	const source = await keyOf(kid, issuer, library);
	if (source === 'other-issuer') return { issuer: about, signature: signed('failed', source, kid) };
	if (source === 'no-key') {
		return {
			issuer: about,
			signature: hasKeys(issuer) ? signed('failed', 'unpublished', kid) : signed('unchecked', source),
		};
	}
	const isSigned = await publicKey(source, algorithm);
	if (!isSigned) return { issuer: about, signature: signed('failed', 'unpublished', kid) };
	const isGenuine = await isSigned(new TextEncoder().encode(signedText), signature);
	// An issuer named by an address need not serve a document of keys: its keys are at the same host, which is all we know.
	const byHost = !issuer.id.startsWith('did:') && ['unreachable', 'domain'].includes(issuer.known);
	const { host } = byHost ? new URL(issuer.id) : { host: '' };
	const key = await keyName(source);
	return {
		issuer: byHost ? { name: 'issuer', outcome: 'passed', why: 'domain', about: host } : about,
		signature: isGenuine ? signed('passed', 'genuine', kid) : signed('failed', 'altered', kid),
		...(isGenuine && key && { key }),
	};
}

/**
 * The key that `kid` names: a method of the issuer, or a JWK at an address of the issuer's host. A DID says in its own
 * document which keys are its: a JWK that lies anywhere at its host is none.
 */
async function keyOf(
	kid: string | undefined,
	issuer: IssuerDocument,
	library: Library,
): Promise<JsonObject | 'no-key' | 'other-issuer'> {
	const methods = hasKeys(issuer) ? issuer : undefined;
	if (!kid) return 'no-key';
	if (!/^https?:\/\//.test(kid)) {
		const id = kid.startsWith('did:') ? kid : `${issuer.id}#${kid}`;
		if (id.split('#')[0] !== issuer.id) return 'other-issuer';
		return (methods && methodKey(methods, id)) ?? 'no-key';
	}
	if (!URL.canParse(kid) || !isOfIssuer(kid, issuer.id)) return 'other-issuer';
	const found = await library.look(kid);
	if (!found && methods) return methodKey(methods, `${issuer.id}#${kid.split('/').at(-1)}`) ?? 'no-key';
	const document = found?.status === 200 ? parseObject(found.text) : undefined;
	const [only, ...others] = listOf(document?.['keys']).filter(isObject);
	const key = (others.length === 0 ? only : undefined) ?? document;
	if (!key || !issuer.id.startsWith('did:')) return key ?? 'no-key';
	const name = await keyName(key);
	return methods && name && (await statementKeys(methods)).includes(name) ? key : 'no-key';
}
