import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hasOfficialSchema, officialProblems } from '../../test/support/official-schema.js';
import { sampleAward, sampleEndorsedAward, sampleReviewedAward, sampleSigningKey } from './award.sample.js';
import { hashIdentity, newSalt } from './award-facts.js';
import { issueCredential } from './issue-credential.js';
import { buildCredential } from './open-badge-3.js';
import { schemaProblems } from './schema.js';

const maybe = hasOfficialSchema ? it : it.skip;

const awards = [
	{ kind: 'completion', award: sampleAward },
	{ kind: 'reviewed', award: sampleReviewedAward },
	{ kind: 'endorsed', award: sampleEndorsedAward },
];

describe('an Open Badges 3.0 credential', () => {
	it('says what the award says', () => {
		const credential = buildCredential(sampleAward);
		expect(credential).toMatchObject({
			id: 'http://localhost:3000/ob3/credentials/6f0fa5b3-5c4f-4d0e-9d4a-0f3b8e7d2a11',
			type: ['VerifiableCredential', 'OpenBadgeCredential'],
			issuer: { id: 'did:web:localhost%3A3000', type: ['Profile'] },
			validFrom: '2026-03-01T10:20:30Z',
			credentialSubject: {
				id: 'urn:uuid:6f0fa5b3-5c4f-4d0e-9d4a-0f3b8e7d2a11',
				achievement: {
					id: `http://localhost:3000/ob3/achievements/${sampleAward.badge.id}/v/1`,
					tag: ['knots', 'sailing'],
				},
			},
			credentialStatus: {
				id: 'http://localhost:3000/status/1#94567',
				statusListIndex: '94567',
				statusListCredential: 'http://localhost:3000/status/1',
			},
		});
		expect(credential).not.toHaveProperty('validUntil');
		expect(credential).not.toHaveProperty('evidence');
	});

	it('names the recipient only to those who know the address', () => {
		const text = JSON.stringify(buildCredential(sampleReviewedAward));
		expect(text.toLowerCase()).not.toContain('ben@');
		const { salt } = sampleAward.recipient;
		const hash = createHash('sha256').update(`ben@learn.example${salt}`).digest('hex');
		expect(buildCredential(sampleAward).credentialSubject.identifier[0]?.identityHash).toBe(`sha256$${hash}`);
		expect(hashIdentity(' BEN@learn.example', salt)).toBe(`sha256$${hash}`);
	});

	it('gives each award a salt of 16 bytes', () => {
		expect(newSalt()).toMatch(/^[0-9a-f]{32}$/);
		expect(newSalt()).not.toBe(newSalt());
	});

	it('carries the rubric and the levels achieved', () => {
		const { achievement, result } = buildCredential(sampleReviewedAward).credentialSubject;
		const [bowline] = achievement.resultDescription ?? [];
		expect(bowline?.rubricCriterionLevel.map(({ name, points }) => [name, points])).toEqual([
			['Never', '0'],
			['Sometimes', '1'],
			['Always', '2'],
		]);
		expect(bowline?.rubricCriterionLevel.map(({ description }) => description)).toEqual([
			undefined,
			'With the drawing beside it',
			'With eyes closed',
		]);
		expect(bowline?.requiredLevel).toBe(bowline?.rubricCriterionLevel[1]?.id);
		expect(result?.[0]?.achievedLevel).toBe(bowline?.rubricCriterionLevel[2]?.id);
		expect(result?.[0]?.resultDescription).toBe(bowline?.id);
	});

	it('refuses a level outside the rubric', () => {
		expect(() => buildCredential({ ...sampleReviewedAward, achievedLevels: [3, 0] })).toThrow(RangeError);
		expect(() => buildCredential({ ...sampleAward, achievedLevels: [0] })).toThrow(RangeError);
	});

	it.each(awards)('a $kind award satisfies our schema and JSON-LD safe mode', async ({ award }) => {
		const { proof, ...credential } = await issueCredential(award, sampleSigningKey, award.validFrom);
		expect(schemaProblems(credential)).toEqual([]);
		expect(proof).toHaveLength(1);
	});

	for (const { kind, award } of awards) {
		maybe(`a signed ${kind} award satisfies the schema of 1EdTech`, async () => {
			const signed = await issueCredential(award, sampleSigningKey, award.validFrom);
			expect(officialProblems(signed)).toEqual([]);
			expect(officialProblems({ ...signed, name: 1 })).not.toEqual([]);
		});
	}
});

describe('our schema', () => {
	it('names what is missing, ill-formed or too much', () => {
		const credential = buildCredential(sampleAward);
		const { name: _, ...nameless } = credential;
		expect(schemaProblems(nameless)).toEqual(["/: must have required property 'name'"]);
		expect(schemaProblems({ ...credential, unheardOf: 1 })).toHaveLength(1);
		expect(schemaProblems({ ...credential, validFrom: '2026-03-01' })[0]).toContain('/validFrom');
		expect(schemaProblems({ ...credential, issuer: 'did:web:x' })[0]).toContain('/issuer');
		const relative = { ...credential.credentialStatus, statusListCredential: '/status/1' };
		expect(schemaProblems({ ...credential, credentialStatus: relative })[0]).toContain(
			'statusListCredential',
		);
	});

	it('stops a bad credential before it is signed', async () => {
		const nameless = { ...sampleAward, badge: { ...sampleAward.badge, name: '' } };
		await expect(issueCredential(nameless, sampleSigningKey, new Date())).rejects.toThrow('/name');
	});
});
