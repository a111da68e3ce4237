import type { AwardFacts } from './award-facts.js';
import { didWeb, verificationMethodId } from './did-web.js';
import { generateKey } from './issuer-key-material.js';

const origin = 'http://localhost:3000';

/** A completion award, for tests. */
export const sampleAward: AwardFacts = {
	origin,
	id: '6f0fa5b3-5c4f-4d0e-9d4a-0f3b8e7d2a11',
	issuer: { did: didWeb(origin), name: 'Kunlerni', url: origin, email: 'hello@learn.example' },
	badge: {
		id: 'c3f6a1de-2a55-4c59-8a53-0b8a0c1f6a77',
		version: 1,
		name: 'Nudos básicos "uno" – ročník]]>',
		description: 'Finished every task of Basic Knots',
		criteria: {
			url: `${origin}/badges/c3f6a1de-2a55-4c59-8a53-0b8a0c1f6a77`,
			narrative: 'Tie *all* of them.\n\n</openbadges:credential>',
		},
		image: {
			url: `${origin}/badges/c3f6a1de-2a55-4c59-8a53-0b8a0c1f6a77/v/1/image.png`,
			caption: 'A blue shield with an anchor',
		},
		tags: ['knots', 'sailing'],
		language: 'es',
	},
	recipient: { email: 'Ben@Learn.example', salt: '00112233445566778899aabbccddeeff' },
	validFrom: new Date('2026-03-01T10:20:30.456Z'),
	status: { list: 1, index: 94_567 },
};

/** The same with everything that a reviewed award may carry. */
export const sampleReviewedAward: AwardFacts = {
	...sampleAward,
	issuer: { ...sampleAward.issuer, imageUrl: `${origin}/logo.png` },
	badge: {
		...sampleAward.badge,
		rubric: [
			{
				...{ name: 'Ties a bowline', levels: ['Never', 'Sometimes', 'Always'], required: 1 },
				meanings: ['', 'With the drawing beside it', 'With eyes closed'],
			},
			{ name: 'Explains it to a peer', levels: ['Not yet', 'Yes'], required: 1 },
		],
	},
	validUntil: new Date('2029-03-01T00:00:00Z'),
	achievedLevels: [2, 1],
	evidence: [
		{ url: `${origin}/applications/5`, name: 'My knots', description: 'Photos', narrative: 'See below' },
	],
};

/** The same with the words of two reviewers. */
export const sampleEndorsedAward: AwardFacts = {
	...sampleReviewedAward,
	endorsements: [
		{ name: 'Review by Ana', comment: 'A *clean* bowline.', at: new Date('2026-02-27T09:00:00Z') },
		{ name: 'Review by Cleo', comment: 'I could follow it.', at: new Date('2026-02-28T18:30:00Z') },
	],
};

export const sampleKey = generateKey('ed25519');

export const sampleSigningKey = {
	id: verificationMethodId(sampleAward.issuer.did, sampleKey),
	privateKey: sampleKey.privateKey,
};
