import { expect, test } from '@jest/globals';
import { sampleAward, sampleReviewedAward } from './award.sample.js';
import {
	buildAssertion2,
	buildBadgeClass2,
	buildIssuer2,
	buildRevocationList2,
	buildRevokedAssertion2,
} from './open-badge-2.js';
import { buildCredential } from './open-badge-3.js';

const { origin, id } = sampleAward;

test('assertion, badge class and issuer lead to each other', () => {
	const assertion = buildAssertion2(sampleAward);
	const badge = buildBadgeClass2(origin, sampleAward.badge);
	const issuer = buildIssuer2(origin, sampleAward.issuer);
	expect(assertion.badge).toBe(badge.id);
	expect(badge.issuer).toBe(issuer.id);
	expect(issuer.revocationList).toBe(buildRevocationList2(origin, []).id);
});

test('the assertion is hosted, dated with its zone, and hashes the same identity as 3.0', () => {
	const assertion = buildAssertion2(sampleAward);
	expect(assertion).toEqual({
		'@context': 'https://w3id.org/openbadges/v2',
		type: 'Assertion',
		id: `${origin}/ob2/assertions/${id}`,
		recipient: {
			type: 'email',
			hashed: true,
			salt: sampleAward.recipient.salt,
			identity: buildCredential(sampleAward).credentialSubject.identifier[0]?.identityHash,
		},
		badge: `${origin}/ob2/badges/${sampleAward.badge.id}/v/1`,
		verification: { type: 'HostedBadge' },
		issuedOn: '2026-03-01T10:20:30Z',
		image: `${origin}/awards/${id}/image.png`,
	});
});

test('expiry and evidence are told when there are any', () => {
	expect(buildAssertion2(sampleReviewedAward)).toMatchObject({
		expires: '2029-03-01T00:00:00Z',
		evidence: [{ id: `${origin}/applications/5`, type: 'Evidence', name: 'My knots' }],
	});
});

test('a revoked assertion tells the reason and nothing else', () => {
	expect(buildRevokedAssertion2(origin, { awardId: id, reason: 'By mistake' })).toEqual({
		'@context': 'https://w3id.org/openbadges/v2',
		type: 'Assertion',
		id: `${origin}/ob2/assertions/${id}`,
		revoked: true,
		revocationReason: 'By mistake',
	});
});

test('the revocation list never has fewer than two entries', () => {
	expect(buildRevocationList2(origin, []).revokedAssertions).toHaveLength(2);
	const list = buildRevocationList2(origin, [{ awardId: id, reason: 'By mistake' }]);
	expect(list.revokedAssertions.at(-1)).toEqual({
		id: `${origin}/ob2/assertions/${id}`,
		revocationReason: 'By mistake',
	});
});
