import { isObject, isSame, type JsonObject, listOf } from './library.js';

const TEXTS = ['id', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate'];
const DATES = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate'];

export const MAX_STATUS_ENTRIES = 4;

/** What we read, by the node that we read it of. */
const READ = {
	credential: [...DATES, 'issuer', 'credentialSubject', 'credentialStatus'],
	issuer: ['name'],
	subject: ['achievement', 'identifier'],
	achievement: ['name', 'description', 'criteria'],
	status: ['type', 'statusPurpose', 'statusListIndex', 'statusListCredential', 'statusSize'],
} as const;

export interface ShapeProblem {
	why: 'context' | 'shape';
	about: string;
}

/** The first thing that keeps a credential from being an Open Badges 3.0 one that can be judged, or undefined. */
export function shapeProblem(credential: JsonObject): ShapeProblem | undefined {
	const obscure = wordingProblem(credential);
	if (obscure) return obscure;
	const wrong = wrongMember(credential);
	return wrong ? { why: 'shape', about: wrong } : undefined;
}

/**
 * The first thing by which a signed document could say something that we overlook, or undefined. The signature covers
 * what JSON-LD makes of the document, while we read its JSON: so it must be written in the plain terms of contexts that
 * it only names, and nothing we look at may be said in another way, or at another place.
 */
export function wordingProblem(document: JsonObject): ShapeProblem | undefined {
	const contexts = listOf(document['@context']);
	if (contexts.length === 0 || contexts.some((each) => typeof each !== 'string'))
		return { why: 'context', about: '@context' };
	const odd = oddKey(document) ?? wrongText(document) ?? saidElsewhere(document);
	return odd ? { why: 'shape', about: odd } : undefined;
}

/** A key that says something in a roundabout way: an absolute IRI, or a JSON-LD keyword. */
function oddKey(root: JsonObject): string | undefined {
	const visit = (value: unknown): string | undefined => {
		if (typeof value !== 'object' || value === null) return undefined;
		for (const [key, inner] of Object.entries(value)) {
			const isOwnContext = key === '@context' && value === root;
			const isEmbedded = key === '@context' && isCredential(value);
			if (/[:@]/.test(key) && !isOwnContext && !isEmbedded) return key;
			if (isEmbedded && listOf(inner).some((each) => typeof each !== 'string')) return key;
			const found = visit(inner);
			if (found) return found;
		}
		return undefined;
	};
	return visit(root);
}

function isCredential(value: object): boolean {
	return 'type' in value && listOf(value.type).includes('VerifiableCredential');
}

function wrongText(document: JsonObject): string | undefined {
	const text = TEXTS.find((name) => name in document && typeof document[name] !== 'string');
	return text ?? DATES.find((name) => name in document && !isDate(document[name]));
}

/** Something of what we read, said of the same id at another place; JSON-LD takes the two for one. */
function saidElsewhere(document: JsonObject): string | undefined {
	const all = objectsIn(document);
	const problemOf = (node: unknown, read: readonly string[]): string | undefined => {
		if (!isObject(node) || node['id'] === undefined) return undefined;
		const others = all.filter((each) => each !== node && each['id'] === node['id']);
		return read.find((name) => others.some((each) => name in each && !isSame(each[name], node[name])));
	};
	const { issuer, credentialSubject: subject, credentialStatus } = document;
	return (
		problemOf(document, READ.credential) ??
		problemOf(issuer, READ.issuer) ??
		problemOf(subject, READ.subject) ??
		problemOf(isObject(subject) ? subject['achievement'] : undefined, READ.achievement) ??
		listOf(credentialStatus)
			.slice(0, MAX_STATUS_ENTRIES)
			.map((each) => problemOf(each, READ.status))
			.find((name) => name !== undefined)
	);
}

function objectsIn(value: unknown): JsonObject[] {
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap(objectsIn);
	return isObject(value) ? [value, ...inside] : inside;
}

function wrongMember(credential: JsonObject): string | undefined {
	const types = listOf(credential['type']);
	if (!types.includes('VerifiableCredential')) return 'type';
	if (!types.includes('OpenBadgeCredential') && !types.includes('AchievementCredential')) return 'type';
	if (typeof credential['id'] !== 'string') return 'id';
	if (!issuerIdOf(credential)) return 'issuer';
	if (!('validFrom' in credential) && !('issuanceDate' in credential)) return 'validFrom';
	if (listOf(credential['credentialStatus']).some((status) => !isObject(status))) return 'credentialStatus';
	return wrongSubject(credential['credentialSubject']);
}

function wrongSubject(subject: unknown): string | undefined {
	if (!isObject(subject)) return 'credentialSubject';
	const { achievement, identifier } = subject;
	if (!isObject(achievement)) return 'achievement';
	const missing = ['id', 'name', 'description'].find((name) => typeof achievement[name] !== 'string');
	if (missing) return `achievement.${missing}`;
	if (!isObject(achievement['criteria'])) return 'achievement.criteria';
	return listOf(identifier).every(isObject) ? undefined : 'identifier';
}

/** RFC 3339, as XML Schema's dateTime with a zone: nothing else means the same moment everywhere. */
export function isDate(value: unknown): value is string {
	return (
		typeof value === 'string' &&
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
		!Number.isNaN(Date.parse(value))
	);
}

export function issuerIdOf({ issuer }: JsonObject): string | undefined {
	const id = isObject(issuer) ? issuer['id'] : issuer;
	return typeof id === 'string' && /^(did:|https?:\/\/)/.test(id) ? id : undefined;
}
