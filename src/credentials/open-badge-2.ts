import { type AwardFacts, type BadgeFacts, hashIdentity, type IssuerFacts } from './award-facts.js';
import { credentialUrls } from './credential-urls.js';
import { toSeconds } from './timestamp.js';

const CONTEXT = 'https://w3id.org/openbadges/v2';

export interface Revocation {
	awardId: string;
	reason: string;
}

/** The Open Badges 2.0 issuer, published at `/ob2/issuer`. */
export function buildIssuer2(origin: string, issuer: IssuerFacts) {
	const urls = credentialUrls(origin);
	return {
		'@context': CONTEXT,
		type: 'Issuer',
		id: urls.issuer2,
		name: issuer.name,
		url: issuer.url,
		email: issuer.email,
		...(issuer.imageUrl && { image: issuer.imageUrl }),
		revocationList: urls.revocations2,
	};
}

/** The Open Badges 2.0 BadgeClass of a badge version. */
export function buildBadgeClass2(origin: string, badge: BadgeFacts) {
	const urls = credentialUrls(origin);
	return {
		'@context': CONTEXT,
		type: 'BadgeClass',
		id: urls.badgeClass2(badge.id, badge.version),
		name: badge.name,
		description: badge.description,
		image: badge.image.url,
		criteria: { id: badge.criteria.url, narrative: badge.criteria.narrative },
		issuer: urls.issuer2,
		tags: [...badge.tags],
		version: String(badge.version),
	};
}

/** The hosted Open Badges 2.0 Assertion of an award: true as long as its URL serves it. */
export function buildAssertion2(award: AwardFacts) {
	const urls = credentialUrls(award.origin);
	const { email, salt } = award.recipient;
	return {
		'@context': CONTEXT,
		type: 'Assertion',
		id: urls.assertion2(award.id),
		recipient: { type: 'email', hashed: true, salt, identity: hashIdentity(email, salt) },
		badge: urls.badgeClass2(award.badge.id, award.badge.version),
		verification: { type: 'HostedBadge' },
		issuedOn: toSeconds(award.validFrom),
		...(award.validUntil && { expires: toSeconds(award.validUntil) }),
		image: urls.awardImage(award.id, 'png'),
		...(award.evidence?.length && {
			evidence: award.evidence.map(({ url, name, description, narrative }) => ({
				id: url,
				type: 'Evidence',
				name,
				...(description && { description }),
				...(narrative && { narrative }),
			})),
		}),
	};
}

/** What the URL of a revoked assertion serves, with status 410: the reason, and nothing about the person. */
export function buildRevokedAssertion2(origin: string, { awardId, reason }: Revocation) {
	return {
		'@context': CONTEXT,
		type: 'Assertion',
		id: credentialUrls(origin).assertion2(awardId),
		revoked: true,
		revocationReason: reason,
	};
}

/**
 * The Open Badges 2.0 revocation list. The official validator misreads a list of one entry,
 * so two entries that name no assertion always stand at its head.
 */
export function buildRevocationList2(origin: string, revocations: readonly Revocation[]) {
	const urls = credentialUrls(origin);
	const placeholders = [1, 2].map((number) => ({
		id: `${urls.revocations2}#placeholder-${number}`,
		revocationReason: 'Placeholder: no assertion has this address',
	}));
	return {
		'@context': CONTEXT,
		type: 'RevocationList',
		id: urls.revocations2,
		issuer: urls.issuer2,
		revokedAssertions: [
			...placeholders,
			...revocations.map(({ awardId, reason }) => ({
				id: urls.assertion2(awardId),
				revocationReason: reason,
			})),
		],
	};
}
