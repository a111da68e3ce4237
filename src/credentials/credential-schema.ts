import { CREDENTIALS_V2, OPEN_BADGES_V3 } from './contexts.js';

const text = { type: 'string', minLength: 1 };
const url = { type: 'string', format: 'uri', pattern: '^https?://' };
const time = { type: 'string', format: 'date-time', pattern: 'Z$' };

function object(properties: Record<string, object>, optional: readonly string[] = []) {
	const required = Object.keys(properties).filter((name) => !optional.includes(name));
	return { type: 'object', properties, required, additionalProperties: false };
}

function only(value: unknown) {
	return { const: value };
}

function listOf(items: object) {
	return { type: 'array', items, minItems: 1 };
}

const image = object({ id: url, type: only('Image'), caption: text }, ['caption']);

const issuer = object(
	{
		id: { type: 'string', pattern: '^did:web:[A-Za-z0-9.%:_-]+$' },
		type: only(['Profile']),
		name: text,
		url,
		email: { type: 'string', format: 'email' },
		image,
	},
	['image'],
);

const resultDescription = object({
	id: url,
	type: only(['ResultDescription']),
	name: text,
	resultType: only('RubricCriterionLevel'),
	requiredLevel: url,
	rubricCriterionLevel: listOf(
		object(
			{
				id: url,
				type: only(['RubricCriterionLevel']),
				name: text,
				description: text,
				level: text,
				points: { type: 'string', pattern: '^\\d+$' },
			},
			['description'],
		),
	),
});

const achievement = object(
	{
		id: url,
		type: only(['Achievement']),
		name: text,
		description: text,
		criteria: object({ id: url, narrative: text }),
		image,
		achievementType: only('Badge'),
		version: text,
		inLanguage: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
		tag: listOf(text),
		resultDescription: listOf(resultDescription),
	},
	['tag', 'resultDescription'],
);

const subject = object(
	{
		id: { type: 'string', pattern: '^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
		type: only(['AchievementSubject']),
		identifier: {
			...listOf(
				object({
					type: only('IdentityObject'),
					hashed: only(true),
					identityHash: { type: 'string', pattern: '^sha256\\$[0-9a-f]{64}$' },
					identityType: only('emailAddress'),
					salt: { type: 'string', pattern: '^[0-9a-f]{32}$' },
				}),
			),
			maxItems: 1,
		},
		achievement,
		result: listOf(object({ type: only(['Result']), resultDescription: url, achievedLevel: url })),
	},
	['result'],
);

const evidence = object(
	{ id: url, type: only(['Evidence']), name: text, description: text, narrative: text },
	['description', 'narrative'],
);

const proof = object({
	type: only('DataIntegrityProof'),
	cryptosuite: only('eddsa-rdfc-2022'),
	created: time,
	verificationMethod: { type: 'string', pattern: '^did:web:[^#]+#z6Mk' },
	proofPurpose: only('assertionMethod'),
	proofValue: { type: 'string', pattern: '^z' },
});

const endorsement = object({
	'@context': only([CREDENTIALS_V2, OPEN_BADGES_V3]),
	id: url,
	type: only(['VerifiableCredential', 'EndorsementCredential']),
	name: text,
	issuer,
	validFrom: time,
	credentialSubject: object({ id: url, type: only(['EndorsementSubject']), endorsementComment: text }),
	proof: { ...listOf(proof), maxItems: 1 },
});

const status = object({
	id: url,
	type: only('BitstringStatusListEntry'),
	statusPurpose: only('revocation'),
	statusListIndex: { type: 'string', pattern: '^\\d+$' },
	statusListCredential: url,
});

/** The unsigned credentials that we issue: a strict part of what Open Badges 3.0 allows. */
export const credentialSchema = {
	$schema: 'https://json-schema.org/draft/2019-09/schema#',
	...object(
		{
			'@context': only([CREDENTIALS_V2, OPEN_BADGES_V3]),
			id: url,
			type: only(['VerifiableCredential', 'OpenBadgeCredential']),
			name: text,
			issuer,
			validFrom: time,
			validUntil: time,
			credentialSubject: subject,
			evidence: listOf(evidence),
			endorsement: listOf(endorsement),
			credentialStatus: status,
		},
		['validUntil', 'evidence', 'endorsement'],
	),
};
