import { type Baked, unbakeSvg } from '../credentials/bake-svg.js';
import { decodeText } from './encodings.js';
import { isJwt } from './jwt.js';
import { isObject, type JsonObject, listOf, parseObject } from './library.js';
import { isPng, readPng } from './picture.js';

/** What somebody handed in to be checked. */
export type Submission =
	| { kind: 'credential'; credential: JsonObject; evidence?: JsonObject; isBaked: boolean }
	| { kind: 'jwt'; token: string; evidence?: JsonObject; isBaked: boolean }
	| { kind: 'assertion'; assertion: JsonObject; isBaked: boolean }
	| { kind: 'url'; url: string; isBaked: boolean }
	| { kind: 'problem'; problem: Problem };

export type Problem =
	| 'empty'
	| 'no-badge'
	| 'not-a-badge'
	| 'picture-broken'
	| 'picture-twice'
	| 'signed-ob2';

function isUrl(text: string): boolean {
	return /^https?:\/\/\S/i.test(text) && !/\s/.test(text);
}

const problem = (what: Problem): Submission => ({ kind: 'problem', problem: what });

/** Reads a file: a PNG or SVG with a badge in it, JSON, a JWT, or an address. */
export async function readFile(bytes: Uint8Array): Promise<Submission> {
	if (isPng(bytes)) return fromPicture(await readPng(bytes));
	const text = decodeText(bytes);
	return text === undefined ? problem('not-a-badge') : readText(text);
}

/** Reads what was pasted: JSON, a JWT, an address, or an SVG. */
export function readText(input: string, isBaked = false): Submission {
	const text = input.trim().replace(/^\uFEFF/, '');
	if (text === '') return problem('empty');
	if (isUrl(text)) return { kind: 'url', url: text, isBaked };
	if (isJwt(text)) return { kind: 'jwt', token: text, isBaked };
	if (!isBaked && text.startsWith('<') && /<svg[\s>]/.test(text)) return fromPicture(unbakeSvg(text));
	const object = parseObject(text);
	return object ? fromObject(object, isBaked) : problem('not-a-badge');
}

function fromObject(object: JsonObject, isBaked: boolean): Submission {
	if (object['type'] === 'KunlerniEvidence') {
		const { credential } = object;
		if (typeof credential === 'string' && isJwt(credential))
			return { kind: 'jwt', token: credential, evidence: object, isBaked };
		if (isObject(credential)) return { kind: 'credential', credential, evidence: object, isBaked };
	}
	const types = listOf(object['type']);
	if (types.includes('VerifiableCredential')) return { kind: 'credential', credential: object, isBaked };
	if (types.includes('Assertion')) return { kind: 'assertion', assertion: object, isBaked };
	return problem('not-a-badge');
}

function fromPicture({ credential, assertion, evidence, problem: broken }: Baked): Submission {
	if (broken) return problem(broken === 'twice' ? 'picture-twice' : 'picture-broken');
	const text = credential ?? assertion;
	if (text === undefined) return problem('no-badge');
	const found = readText(text, true);
	const documents = evidence === undefined ? undefined : parseObject(evidence);
	return documents && (found.kind === 'credential' || found.kind === 'jwt')
		? { ...found, evidence: documents }
		: found;
}
