import { beforeEach, describe, expect, test } from '@jest/globals';
import { AWARD_KINDS, ForeignIssuer } from '../../test/support/foreign-issuer.js';
import { signDocument } from '../credentials/data-integrity.js';
import { generateKey } from '../credentials/issuer-key-material.js';
import { examine } from './examine.js';
import { checkFiles } from './offline/check-files.js';
import { readText } from './submission.js';

const now = new Date('2026-06-01T12:00:00Z');
const DID = 'https://badges.example/.well-known/did.json';
let issuer: ForeignIssuer;
beforeEach(async () => {
	issuer = new ForeignIssuer();
	await issuer.publishStatus();
});

async function verdictOf(badge: object | string, email?: string, at = now): Promise<string> {
	const submission = readText(typeof badge === 'string' ? badge : JSON.stringify(badge));
	return (await examine(submission, { library: issuer, now: at, email })).verdict;
}

describe('JSON-LD puts together what is said of one thing at several places; we read one of them', () => {
	test('so nothing that a badge is judged by is hidden in the words of a reviewer', async () => {
		const award = issuer.facts(AWARD_KINDS.endorsed, { validUntil: new Date('2027-01-01') });
		await issuer.publishStatus([award.status.index]);
		const { credentialStatus, validUntil, ...rest } = await issuer.sign(award);
		const [words, ...others] = rest.endorsement ?? [];
		const subject = {
			...words?.credentialSubject,
			type: ['EndorsementSubject', 'VerifiableCredential', 'OpenBadgeCredential'],
		};
		const hiding = (moved: object, left: object) => ({
			...{ ...rest, ...left },
			endorsement: [{ ...words, credentialSubject: { ...subject, ...moved } }, ...others],
		});
		expect(await verdictOf(hiding({}, { credentialStatus, validUntil }))).toBe('revoked');
		expect(await verdictOf(hiding({ credentialStatus }, { validUntil }))).toBe('unreadable');
		await issuer.publishStatus();
		const later = new Date('2027-02-01');
		expect(await verdictOf(hiding({}, { credentialStatus, validUntil }), undefined, later)).toBe('expired');
		expect(await verdictOf(hiding({ validUntil }, { credentialStatus }), undefined, later)).toBe(
			'unreadable',
		);
	});

	test('nor does a badge take its name from a work whose address is the badge’s own', async () => {
		const [badge, page] = [
			issuer.urls.achievement(AWARD_KINDS.completion.badge.id, 1),
			'https://work.example/',
		];
		const evidence = (url: string) => [{ url, name: 'Grand master of all knots' }];
		const swapped = async (url: string) => {
			const signed = await issuer.sign(issuer.facts(AWARD_KINDS.completion, { evidence: evidence(url) }));
			const { achievement } = signed.credentialSubject;
			const [work] = signed.evidence ?? [];
			return {
				...signed,
				credentialSubject: {
					...signed.credentialSubject,
					achievement: { ...achievement, name: work?.name },
				},
				evidence: [{ ...work, name: achievement.name }],
			};
		};
		expect(await verdictOf(await swapped(page))).toBe('altered');
		expect(await verdictOf(await swapped(badge))).toBe('unreadable');
	});

	test('nor is a list of revoked badges read by words that it brings itself', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const credential = await issuer.sign(award);
		const clean = await issuer.publishStatus();
		const list = (await issuer.publishStatus([award.status.index])) as SignedList;
		const { encodedList, ...subject } = list.credentialSubject;
		const { encodedList: empty } = (clean as SignedList).credentialSubject;
		// Keywords of JSON-LD that leave no trace in what is signed.
		const context = {
			...{ id: '@id', type: '@type', encodedList: '@index' },
			...terms('https://www.w3.org/2018/credentials#', ['VerifiableCredential', 'credentialSubject']),
			issuer: { '@id': 'https://www.w3.org/2018/credentials#issuer', '@type': '@id' },
			...{ validFrom: typed('https://www.w3.org/2018/credentials#validFrom', DATE_TIME) },
			...terms('https://www.w3.org/ns/credentials/status#', [
				...['BitstringStatusListCredential', 'BitstringStatusList', 'statusPurpose'],
			]),
			real: typed('https://www.w3.org/ns/credentials/status#encodedList', `${SECURITY}multibase`),
			...terms(SECURITY, ['DataIntegrityProof', 'proofValue']),
			cryptosuite: typed(`${SECURITY}cryptosuite`, `${SECURITY}cryptosuiteString`),
			created: typed('http://purl.org/dc/terms/created', DATE_TIME),
			verificationMethod: typed(`${SECURITY}verificationMethod`, '@id'),
			proofPurpose: typed(`${SECURITY}proofPurpose`, '@vocab'),
			assertionMethod: `${SECURITY}assertionMethod`,
		};
		const cleared = {
			...list,
			'@context': context,
			credentialSubject: { ...subject, real: encodedList, encodedList: empty },
		};
		expect(await verdictOf(credential)).toBe('revoked');
		issuer.publish(issuer.urls.statusList(1), cleared);
		expect(await verdictOf(credential)).toBe('unsure');
	});
});

const files = (...documents: (object | string)[]) =>
	documents.map((each) => Buffer.from(typeof each === 'string' ? each : JSON.stringify(each)));

interface SignedList {
	credentialSubject: { encodedList: string };
}

const SECURITY = 'https://w3id.org/security#';
const DATE_TIME = 'http://www.w3.org/2001/XMLSchema#dateTime';
const typed = (id: string, type: string) => ({ '@id': id, '@type': type });
const terms = (space: string, names: readonly string[]) =>
	Object.fromEntries(names.map((name) => [name, space + name]));

describe('a key is what it is, whatever it is called', () => {
	test('so a forger’s key under the name of the expected one is found out without a network', async () => {
		const forger = generateKey('ed25519');
		const credential = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		const { proof: _, ...unsigned } = { ...credential, name: 'Master' };
		const forged = await signDocument(
			unsigned,
			{ id: issuer.signingKey.id, privateKey: forger.privateKey },
			now,
		);
		const did = issuer.published.get(DID)?.text ?? '';
		const list = await issuer.publishStatus([], { id: issuer.signingKey.id, privateKey: forger.privateKey });
		const lying = did.replace(
			`"publicKeyMultibase":"${issuer.key.keyId}"`,
			`"publicKeyMultibase":"${forger.keyId}"`,
		);
		const expected = await checkFiles(files(forged, lying, list), { now, expectedKey: issuer.key.keyId });
		expect([expected.isExpectedKey, expected.key]).toEqual([false, forger.keyId]);
		expect(expected.finding.verdict).toBe('altered');
	});

	test('so a list of revoked badges by a key that only the badge’s own file names clears nothing', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const credential = await issuer.sign(award);
		const newer = generateKey('ed25519');
		issuer.publishKeys([issuer.key, newer]);
		const did = issuer.published.get(DID)?.text ?? '';
		const list = await issuer.publishStatus([], {
			...{ id: `${issuer.did}#${newer.keyId}`, privateKey: newer.privateKey },
		});
		const expecting = async (expectedKey: string) =>
			(await checkFiles(files(credential, did, list), { now, expectedKey })).finding;
		const { verdict, checks } = await expecting(issuer.key.keyId);
		expect([verdict, checks.find(({ name }) => name === 'status')?.why]).toEqual(['unsure', 'other-key']);
		expect((await expecting(`${issuer.key.keyId} ${newer.keyId}`)).verdict).toBe('valid');
	});

	test('so what somebody drops beside a badge counts before what the badge brings', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const credential = await issuer.sign(award);
		const did = JSON.parse(issuer.published.get(DID)?.text ?? '{}') as object;
		const pack = { type: 'KunlerniEvidence', documents: [did, await issuer.publishStatus()], credential };
		const revoked = await issuer.publishStatus([award.status.index]);
		for (const dropped of [files(pack, revoked), files(revoked, pack)])
			expect((await checkFiles(dropped, { now })).finding.verdict).toBe('revoked');
		expect((await checkFiles(files(pack), { now })).finding.verdict).toBe('valid');
	});

	test('so without one to compare with, nothing is said of whose it is', async () => {
		const credential = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		const did = issuer.published.get(DID)?.text ?? '';
		const { finding } = await checkFiles(files(credential, did), { now });
		expect(finding.checks[1]).toEqual({
			...{ name: 'issuer', outcome: 'unchecked', why: 'named', about: 'badges.example' },
		});
	});

	test('so a JWK at any address is a DID’s own only if the DID’s document has it', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const { proof: _, ...unsigned } = await issuer.sign(award);
		const jwk = issuer.published.get(issuer.urls.key(issuer.rsa.keyId)) ?? { status: 404, text: '' };
		const kid = 'https://badges.example/uploads/mallory.json';
		issuer.published.set(kid, jwk);
		expect(await verdictOf(await issuer.jwtOf(unsigned, kid))).toBe('valid');
		issuer.publishKeys([issuer.key]);
		issuer.published.set(kid, jwk);
		const finding = await examine(readText(await issuer.jwtOf(unsigned, kid)), { library: issuer, now });
		expect([finding.verdict, finding.checks[0]?.why]).toEqual(['altered', 'unpublished']);
	});
});

describe('a hosted assertion', () => {
	const shared = () => {
		const [alice, mallory] = ['https://shared.example/alice', 'https://shared.example/mallory'];
		const assertion = {
			...{ id: `${mallory}/1.json`, type: 'Assertion', issuedOn: '2026-01-01T00:00:00Z' },
			...{ badge: `${alice}/badge.json`, verification: { type: 'HostedBadge' } },
			recipient: { type: 'email', hashed: false, identity: 'cleo@learn.example' },
		};
		const badge = {
			...{ id: assertion.badge, type: 'BadgeClass', name: 'Knots', description: 'Knots' },
			...{ issuer: `${alice}/issuer.json`, criteria: { narrative: 'Tie' } },
		};
		const profile = { id: badge.issuer, type: 'Issuer', name: 'Alice' };
		issuer.publish(assertion.id, assertion);
		issuer.publish(badge.id, badge);
		issuer.publish(profile.id, profile);
		return { assertion, badge, profile };
	};

	test('is where its issuer says that its assertions are', async () => {
		const { assertion, profile } = shared();
		const issuerOf = async () =>
			(await examine(readText(JSON.stringify(assertion)), { library: issuer, now })).checks.find(
				({ name }) => name === 'issuer',
			);
		expect(await verdictOf(assertion)).toBe('valid');
		expect((await issuerOf())?.about).toBe('shared.example');
		issuer.publish(profile.id, { ...profile, verification: { startsWith: 'https://shared.example/' } });
		expect((await issuerOf())?.about).toBe('shared.example/alice/issuer.json');
		for (const [verification, verdict] of [
			[{ startsWith: 'https://shared.example/alice/' }, 'altered'],
			[{ startsWith: ['https://other.example/', 'https://shared.example/mallory/'] }, 'valid'],
			[{ allowedOrigins: ['shared.example'] }, 'valid'],
			[{ allowedOrigins: 'elsewhere.example' }, 'altered'],
			[{ allowedOrigins: 'shared.example', startsWith: 'https://shared.example/alice/' }, 'altered'],
		] as const) {
			issuer.publish(profile.id, { ...profile, verification: { type: 'hosted', ...verification } });
			expect([verification, await verdictOf(assertion)]).toEqual([verification, verdict]);
		}
	});

	test('writes no other words for the badge and the issuer than they have at their addresses', async () => {
		const { assertion, badge, profile } = shared();
		issuer.publish(profile.id, { ...profile, verification: { startsWith: 'https://shared.example/alice/' } });
		const written = { ...assertion, badge: { ...badge, issuer: profile } };
		issuer.publish(written.id, written);
		expect(await verdictOf(written)).toBe('altered');
	});
});

test('whose a badge is that names nobody, nobody can say who asks for a name', async () => {
	const {
		credentialSubject,
		proof: _,
		...credential
	} = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
	const { identifier: _identifier, ...nameless } = credentialSubject;
	const badge = await signDocument({ ...credential, credentialSubject: nameless }, issuer.signingKey, now);
	expect(await verdictOf(badge)).toBe('valid');
	expect(await verdictOf(badge, 'mallory@evil.example')).toBe('unsure');
});
