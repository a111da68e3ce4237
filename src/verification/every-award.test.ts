import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { TestSite } from '../../test/support/app.js';
import { fetchJson, isRevoked, isVerified } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { everyAward, KINDS, type Kind, type ShownAward } from '../../test/support/every-award.js';
import { officialProblems } from '../../test/support/official-schema.js';
import type { StoredCredential } from '../badges/award-verification.service.js';
import { unbakePng } from '../credentials/bake-png.js';
import { unbakeSvg } from '../credentials/bake-svg.js';
import { decodeStatusList, STATUS_LIST_ENTRIES } from '../credentials/status-list.js';
import { BadgeVerification } from './badge-verification.service.js';

const ORIGIN = 'http://localhost:3000';

let site: TestSite;
let ben: SignedIn;
let dora: SignedIn;
let awards: Record<Kind, ShownAward>;

beforeAll(async () => {
	site = await TestSite.start();
	const { ana, ...people } = await cast(site);
	ben = people.ben;
	dora = await signedIn(site, 'dora');
	awards = await everyAward(site, { ana, ben, dora });
}, 60_000);
afterAll(() => site.close());

const idOf = (kind: Kind) => awards[kind].id;
const credentialOf = (kind: Kind) => fetchJson<StoredCredential>(site, `/ob3/credentials/${idOf(kind)}`);
const verdictOf = async (badge: string | Buffer, email: string) =>
	(await site.app.get(BadgeVerification).verify(badge, email)).verdict;

async function bytesOf(path: string): Promise<Buffer> {
	const { rawPayload, statusCode } = await site.app.inject({ method: 'GET', url: path });
	expect([path, statusCode]).toEqual([path, 200]);
	return rawPayload;
}

describe.each(KINDS)('an award of the kind %s', (kind) => {
	test('is accepted by an independent library and by the schema of 1EdTech, until a word is changed', async () => {
		const credential = await credentialOf(kind);
		expect(await isVerified(site, credential)).toBe(true);
		expect(await isRevoked(site, credential)).toBe(false);
		expect(officialProblems(credential)).toEqual([]);
		for (const endorsement of credential.endorsement ?? [])
			expect(await isVerified(site, endorsement)).toBe(true);
		expect(await isVerified(site, { ...credential, name: 'Master' })).toBe(false);
	});

	test('is a JWT by the key that it names', async () => {
		const token = (await bytesOf(`/ob3/credentials/${idOf(kind)}.jwt`)).toString();
		const { payload } = await jwtVerify(token, async ({ kid }) =>
			importJWK(await fetchJson(site, String(kid))),
		);
		const { proof: _, ...unsigned } = await credentialOf(kind);
		expect(payload).toMatchObject(unsigned);
	});

	test('is valid for its earner and nobody else, in every form', async () => {
		const id = idOf(kind);
		for (const path of [
			...[`/ob3/credentials/${id}.json`, `/ob3/credentials/${id}.jwt`, `/ob2/assertions/${id}`],
			...[`/awards/${id}/image.png`, `/awards/${id}/image.svg`, `/awards/${id}/evidence.json`],
		]) {
			const file = await bytesOf(path);
			expect([path, await verdictOf(file, ben.email)]).toEqual([path, 'valid']);
			expect([path, await verdictOf(file, dora.email)]).toEqual([path, 'other-recipient']);
		}
	});
});

/** The design's list of what is published, in its order; what is not in it must not be there either. */
describe('what is published of a reviewed award, property by property', () => {
	const url = (path: string) => `${ORIGIN}${path}`;
	const when = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	const contexts = [
		'https://www.w3.org/ns/credentials/v2',
		'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
	];
	const did = 'did:web:localhost%3A3000';
	const issuer = {
		...{ id: did, type: ['Profile'], name: 'Kunlerni', url: ORIGIN },
		...{ email: expect.stringContaining('@'), image: { id: url('/issuer.png'), type: 'Image' } },
	};
	const proof = [
		{
			...{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: when },
			verificationMethod: expect.stringMatching(/^did:web:localhost%3A3000#z6Mk\w+$/),
			...{ proofPurpose: 'assertionMethod', proofValue: expect.stringMatching(/^z\w{80,}$/) },
		},
	];
	const work = {
		...{ id: 'https://example.org/knots', name: 'Bowliner', narrative: 'Two *knots*.' },
	};
	let id: string;
	let badge: string;
	let credential: StoredCredential;
	beforeAll(async () => {
		({ id, badge } = awards.review);
		credential = await credentialOf('review');
	});

	test('the credential', () => {
		const achievement = url(`/ob3/achievements/${badge}/v/1`);
		const criterion = `${achievement}#criterion-1`;
		const level = (name: string, place: number) => ({
			...{ id: `${criterion}-level-${place}`, type: ['RubricCriterionLevel'], name },
			...{ level: String(place), points: String(place - 1) },
		});
		expect(credential).toEqual({
			'@context': contexts,
			id: url(`/ob3/credentials/${id}`),
			type: ['VerifiableCredential', 'OpenBadgeCredential'],
			...{ name: 'Bowliner', issuer, validFrom: when, validUntil: when },
			credentialSubject: {
				id: `urn:uuid:${id}`,
				type: ['AchievementSubject'],
				identifier: [
					{
						...{ type: 'IdentityObject', hashed: true, identityType: 'emailAddress' },
						identityHash: expect.stringMatching(/^sha256\$[0-9a-f]{64}$/),
						salt: expect.stringMatching(/^[0-9a-f]{32}$/),
					},
				],
				achievement: {
					...{ id: achievement, type: ['Achievement'], name: 'Bowliner', version: '1', inLanguage: 'en' },
					...{ description: 'Bowliner in a line.', achievementType: 'Badge', tag: ['knots', 'sailing'] },
					criteria: { id: url(`/badges/${badge}`), narrative: 'All of it.' },
					image: { id: url(`/badges/${badge}/v/1/image.png`), type: 'Image', caption: 'A star' },
					resultDescription: [
						{
							...{ id: criterion, type: ['ResultDescription'], name: 'Ties a bowline' },
							...{ resultType: 'RubricCriterionLevel', requiredLevel: `${criterion}-level-2` },
							rubricCriterionLevel: [level('Never', 1), level('Sometimes', 2), level('Always', 3)],
						},
					],
				},
				result: [{ type: ['Result'], resultDescription: criterion, achievedLevel: `${criterion}-level-3` }],
			},
			evidence: [{ type: ['Evidence'], ...work }],
			endorsement: [
				{
					'@context': contexts,
					id: url(`/endorsements/${id}-1`),
					type: ['VerifiableCredential', 'EndorsementCredential'],
					...{ name: 'Dora', issuer, validFrom: when, proof },
					credentialSubject: {
						...{ id: url(`/ob3/credentials/${id}`), type: ['EndorsementSubject'] },
						endorsementComment: 'It holds well.',
					},
				},
			],
			credentialStatus: {
				id: expect.stringMatching(/^http:\/\/localhost:3000\/status\/\d+#\d+$/),
				...{ type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
				statusListIndex: expect.stringMatching(/^\d+$/),
				statusListCredential: expect.stringMatching(/^http:\/\/localhost:3000\/status\/\d+$/),
			},
			proof,
		});
	});

	test('a better level, or a level of another criterion, is refused by the independent library', async () => {
		const subject = credential.credentialSubject;
		const [result] = subject.result ?? [];
		for (const achievedLevel of [
			`${result?.achievedLevel}0`,
			String(result?.achievedLevel).replace('level-3', 'level-1'),
		]) {
			const changed = {
				...credential,
				credentialSubject: { ...subject, result: [{ ...result, achievedLevel }] },
			};
			expect(await isVerified(site, changed)).toBe(false);
			expect(await verdictOf(JSON.stringify(changed), '')).toBe('altered');
		}
	});

	test('the JWT: the same with the registered claims, RS256, and a key of its own', async () => {
		const token = (await bytesOf(`/ob3/credentials/${id}.jwt`)).toString();
		const { proof: _, ...unsigned } = credential;
		const seconds = (date: string | undefined) => Date.parse(date ?? '') / 1_000;
		expect(decodeJwt(token)).toEqual({
			...unsigned,
			...{ iss: did, sub: `urn:uuid:${id}`, jti: credential.id },
			...{ nbf: seconds(credential.validFrom), exp: seconds(credential.validUntil) },
		});
		const header = decodeProtectedHeader(token);
		expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.stringContaining(url('/keys/')) });
		const key = await fetchJson(site, String(header.kid));
		expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
	});

	test('Open Badges 2.0: assertion, badge and issuer', async () => {
		const assertion = await fetchJson(site, `/ob2/assertions/${id}`);
		const [identity] = credential.credentialSubject.identifier;
		const context = 'https://w3id.org/openbadges/v2';
		expect(assertion).toEqual({
			...{ '@context': context, type: 'Assertion', id: url(`/ob2/assertions/${id}`) },
			recipient: { type: 'email', hashed: true, identity: identity?.identityHash, salt: identity?.salt },
			badge: url(`/ob2/badges/${badge}/v/1`),
			verification: { type: 'HostedBadge' },
			...{ issuedOn: credential.validFrom, expires: credential.validUntil },
			image: url(`/awards/${id}/image.png`),
			evidence: [{ type: 'Evidence', ...work }],
		});
		expect(await fetchJson(site, `/ob2/badges/${badge}/v/1`)).toEqual({
			...{ '@context': context, type: 'BadgeClass', id: url(`/ob2/badges/${badge}/v/1`) },
			...{ name: 'Bowliner', description: 'Bowliner in a line.', tags: ['knots', 'sailing'], version: '1' },
			image: url(`/badges/${badge}/v/1/image.png`),
			criteria: { id: url(`/badges/${badge}`), narrative: 'All of it.' },
			issuer: url('/ob2/issuer'),
		});
		expect(await fetchJson(site, '/ob2/issuer')).toEqual({
			...{ '@context': context, type: 'Issuer', id: url('/ob2/issuer'), name: 'Kunlerni', url: ORIGIN },
			...{ email: issuer.email, image: url('/issuer.png'), revocationList: url('/ob2/revocations') },
		});
		expect((await bytesOf('/issuer.png')).subarray(1, 4).toString()).toBe('PNG');
	});

	test('pictures hold both and the evidence of the issuer, each once', async () => {
		const png = await bytesOf(`/awards/${id}/image.png`);
		const svg = (await bytesOf(`/awards/${id}/image.svg`)).toString();
		for (const [whole, mark] of [
			...['openbadges', 'openbadgecredential', 'kunlerni-evidence'].map(
				(keyword) => [png.toString('latin1'), `iTXt${keyword}\0\0\0\0\0`] as const,
			),
			...[
				'<openbadges:assertion xmlns:openbadges="http://openbadges.org"',
				'<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><![CDATA[',
				'<kunlerni:evidence ',
			].map((element) => [svg, element] as const),
		])
			expect([mark, whole.split(mark).length - 1]).toEqual([mark, 1]);
		const assertion = await fetchJson(site, `/ob2/assertions/${id}`);
		for (const baked of [unbakePng(png), unbakeSvg(svg)]) {
			expect(JSON.parse(baked.credential ?? '')).toEqual(credential);
			expect(JSON.parse(baked.assertion ?? '')).toEqual(assertion);
			const { documents } = JSON.parse(baked.evidence ?? '') as { documents: { id: string }[] };
			expect(documents.map((each) => each.id)).toEqual([
				did,
				credential.credentialStatus.statusListCredential,
			]);
		}
	});

	test('the status list and the keys of the issuer', async () => {
		const list = await fetchJson<{ credentialSubject: { encodedList: string } }>(
			site,
			credential.credentialStatus.statusListCredential,
		);
		expect(list).toMatchObject({ issuer: did, proof, credentialSubject: { statusPurpose: 'revocation' } });
		const { encodedList } = list.credentialSubject;
		expect(encodedList).toMatch(/^u[\w-]+$/);
		expect((decodeStatusList(encodedList)?.length ?? 0) * 8).toBeGreaterThanOrEqual(STATUS_LIST_ENTRIES);
		expect(STATUS_LIST_ENTRIES).toBeGreaterThanOrEqual(131_072);
		const document = await fetchJson<Record<'verificationMethod' | 'assertionMethod', unknown[]>>(
			site,
			'/.well-known/did.json',
		);
		expect(document).toMatchObject({ id: did });
		expect(document.assertionMethod).toHaveLength(document.verificationMethod.length);
	});
});
