import { isObject, type JsonObject, listOf } from './library.js';

const TEXTS = ['id', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate'];
const DATES = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate'];

/**
 * The first thing that keeps a credential from being an Open Badges 3.0 one that can be judged, or undefined.
 * The signature covers what JSON-LD makes of the document, while we read its JSON: so it must be written in the plain
 * terms of known contexts, and nothing we look at may be said in another way that we would overlook.
 */
export function shapeProblem(
	credential: JsonObject,
): { why: 'context' | 'shape'; about: string } | undefined {
	const foreign = listOf(credential['@context']).find((each) => typeof each !== 'string');
	if (foreign !== undefined || listOf(credential['@context']).length === 0)
		return { why: 'context', about: '@context' };
	const odd = oddKey(credential);
	if (odd) return { why: 'shape', about: odd };
	const wrong = wrongMember(credential);
	return wrong ? { why: 'shape', about: wrong } : undefined;
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

function wrongMember(credential: JsonObject): string | undefined {
	const text = TEXTS.find((name) => name in credential && typeof credential[name] !== 'string');
	if (text) return text;
	const date = DATES.find((name) => name in credential && !isDate(credential[name]));
	if (date) return date;
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
