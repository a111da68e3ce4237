import { beforeEach, describe, expect, test } from '@jest/globals';
import { AWARD_KINDS, ForeignIssuer } from '../../test/support/foreign-issuer.js';
import { bakePng } from '../credentials/bake-png.js';
import { badgePicture } from '../credentials/badge-picture.js';
import { signDocument } from '../credentials/data-integrity.js';
import { verificationMethodId } from '../credentials/did-web.js';
import { issueCredential } from '../credentials/issue-credential.js';
import { generateKey } from '../credentials/issuer-key-material.js';
import { svgToPng } from '../credentials/svg-to-png.js';
import { examine } from './examine.js';
import { readFile, readText } from './submission.js';

const now = new Date('2026-06-01T12:00:00Z');
const picture = svgToPng(
	badgePicture({ shape: 'hexagon', colour: 'teal', icon: 'star', title: 'A star' }),
	64,
);

let issuer: ForeignIssuer;
beforeEach(async () => {
	issuer = new ForeignIssuer();
	await issuer.publishStatus();
});

async function find(badge: object | string | Buffer, email?: string, at = now) {
	const submission = Buffer.isBuffer(badge)
		? await readFile(badge)
		: readText(typeof badge === 'string' ? badge : JSON.stringify(badge));
	return examine(submission, { library: issuer, now: at, email });
}

async function verdict(...args: Parameters<typeof find>): Promise<string> {
	return (await find(...args)).verdict;
}

type Json = Record<string, unknown> & { credentialSubject: Record<string, unknown> };
const copyOf = (signed: object): Json => structuredClone(signed) as Json;

describe.each(Object.entries(AWARD_KINDS))('a %s award', (_kind, sample) => {
	test('is valid as JSON, JWT and picture, for its earner', async () => {
		const award = issuer.facts(sample);
		const credential = await issuer.sign(award);
		for (const badge of [credential, await issuer.jwt(award), bakePng(picture, { credential })]) {
			const finding = await find(badge, 'ben@learn.example');
			expect(finding.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
			expect(finding.verdict).toBe('valid');
			expect(finding.claim).toMatchObject({ issuerName: 'Badges Example', name: award.badge.name });
		}
	});

	test('is nobody else’s', async () => {
		const award = issuer.facts(sample);
		expect(await verdict(await issuer.sign(award), 'cleo@learn.example')).toBe('other-recipient');
		expect(await verdict(await issuer.jwt(award), 'cleo@learn.example')).toBe('other-recipient');
	});

	test('is altered once a word is', async () => {
		const signed = await issuer.sign(issuer.facts(sample));
		const changed = copyOf(signed);
		changed.credentialSubject['achievement'] = { ...signed.credentialSubject.achievement, name: 'Master' };
		const injected = { ...copyOf(signed), description: 'With honours' };
		const undefinedTerm = { ...copyOf(signed), unheardOf: 'x' };
		const { credentialStatus: _status, ...statusless } = copyOf(signed);
		const later = { ...copyOf(signed), validUntil: '2099-01-01T00:00:00Z' };
		for (const each of [changed, injected, undefinedTerm, statusless, later])
			expect(await verdict(each)).toBe('altered');
		const token = await issuer.jwt(issuer.facts(sample));
		const [head, body = '', signature] = token.split('.');
		const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), name: 'Master' };
		const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
		expect(await verdict([head, forged, signature].join('.'))).toBe('altered');
	});

	test('is revoked by its bit, expired after its end, and not valid before its beginning', async () => {
		const award = issuer.facts(sample, { validUntil: new Date('2027-01-01') });
		const badges = [await issuer.sign(award), await issuer.jwt(award)];
		for (const badge of badges) {
			expect(await verdict(badge, undefined, new Date('2027-01-01T00:00:01Z'))).toBe('expired');
			expect(await verdict(badge, undefined, new Date('2026-02-28'))).toBe('not-yet-valid');
		}
		await issuer.publishStatus([award.status.index]);
		for (const badge of badges) expect(await verdict(badge)).toBe('revoked');
	});

	test('is not believed with a wrong key, or one that its issuer took back', async () => {
		const award = issuer.facts(sample);
		const stranger = generateKey('ed25519');
		const posing = { ...issuer.signingKey, privateKey: stranger.privateKey };
		expect(await verdict(await issueCredential(award, posing, now))).toBe('altered');
		const own = { id: verificationMethodId(issuer.did, stranger), privateKey: stranger.privateKey };
		expect(await verdict(await issueCredential(award, own, now))).toBe('altered');
		const badges = [await issuer.sign(award), await issuer.jwt(award)];
		issuer.publishKeys([generateKey('ed25519')]);
		for (const badge of badges) {
			const finding = await find(badge);
			expect(finding.verdict).toBe('altered');
			expect(finding.checks).toContainEqual(
				expect.objectContaining({ name: 'signature', why: 'unpublished' }),
			);
		}
	});

	test('is not read from a picture with two badges, or a broken one', async () => {
		const credential = await issuer.sign(issuer.facts(sample));
		const baked = bakePng(picture, { credential });
		const other = bakePng(picture, { credential: { ...credential, name: 'x' } });
		const at = other.indexOf('iTXt') - 4;
		const chunk = other.subarray(at, at + 12 + other.readUInt32BE(at));
		const end = baked.length - 12;
		const twice = Buffer.concat([baked.subarray(0, end), chunk, baked.subarray(end)]);
		const inPicture = async (png: Buffer) => (await find(png)).checks.map(({ why }) => why);
		expect(await inPicture(twice)).toEqual(['picture-twice']);
		const broken = Buffer.from(baked);
		broken.write('basic', broken.indexOf('Basic Knots'));
		expect(await inPicture(broken)).toEqual(['picture-broken']);
		expect(await inPicture(baked.subarray(0, -12))).toEqual(['picture-broken']);
		expect(await inPicture(picture)).toEqual(['no-badge']);
	});
});

test('a changed level, or changed words of a reviewer, are noticed', async () => {
	const signed = copyOf(await issuer.sign(issuer.facts(AWARD_KINDS.endorsed)));
	const [first, second] = signed.credentialSubject['result'] as Record<string, unknown>[];
	const better = copyOf(signed);
	better.credentialSubject['result'] = [{ ...first, achievedLevel: second?.['achievedLevel'] }, second];
	expect(await verdict(better)).toBe('altered');
	const praised = copyOf(signed);
	const [endorsement] = praised['endorsement'] as Json[];
	if (endorsement) endorsement.credentialSubject['endorsementComment'] = 'Perfect';
	const finding = await find(praised);
	expect(finding.verdict).toBe('altered');
	expect(finding.checks).toContainEqual(expect.objectContaining({ name: 'endorsements', about: '1/2' }));
});

describe('what is said in a roundabout way is not overlooked', () => {
	test.each([
		[
			'the status under its long name',
			'credentialStatus',
			'https://www.w3.org/2018/credentials#credentialStatus',
		],
		['the end under its long name', 'validUntil', 'https://www.w3.org/2018/credentials#validUntil'],
		['the subject’s id as a keyword', 'id', '@id'],
	])('%s', async (_name, term, long) => {
		const award = issuer.facts(AWARD_KINDS.reviewed, { validUntil: new Date('2026-05-01') });
		const { [term]: value, ...rest } = copyOf(await issuer.sign(award));
		await issuer.publishStatus([award.status.index]);
		expect(await verdict({ ...rest, [long]: value })).toBe('unreadable');
	});

	test('a context of the forger’s own, whether in place or elsewhere', async () => {
		const signed = copyOf(await issuer.sign(issuer.facts(AWARD_KINDS.completion)));
		const inline = { ...signed, '@context': [...(signed['@context'] as string[]), { revoked: null }] };
		expect(await verdict(inline)).toBe('unreadable');
		const finding = await find({
			...signed,
			'@context': [...(signed['@context'] as string[]), 'https://evil.example/c'],
		});
		expect(finding.checks).toEqual([
			{ name: 'content', outcome: 'failed', why: 'context', about: 'https://evil.example/c' },
		]);
		expect(issuer.asked).not.toContain('https://evil.example/c');
	});
});

describe('a status list', () => {
	test('counts only if the same issuer signed it', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const badge = await issuer.sign(award);
		const stranger = generateKey('ed25519');
		await issuer.publishStatus([], { ...issuer.signingKey, privateKey: stranger.privateKey });
		expect(await verdict(badge)).toBe('altered');
		const other = new ForeignIssuer('https://other.example');
		issuer.publish(issuer.urls.statusList(1), await other.publishStatus());
		expect(await verdict(badge)).toBe('altered');
	});

	test('that cannot be had leaves the badge in doubt', async () => {
		const badge = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		issuer.published.delete(issuer.urls.statusList(1));
		expect(await verdict(badge)).toBe('unsure');
	});
});

test('an issuer that nobody finds, or that is only a key, vouches for nothing', async () => {
	const badge = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
	issuer.published.delete('https://badges.example/.well-known/did.json');
	expect(await verdict(badge)).toBe('unknown-issuer');
	const did = `did:key:${issuer.key.keyId}`;
	const { id: _, ...profile } = badge.issuer;
	const { proof: _proof, credentialStatus: _status, ...unsigned } = badge;
	const key = { id: `${did}#${issuer.key.keyId}`, privateKey: issuer.key.privateKey };
	const selfMade = await signDocument({ ...unsigned, issuer: { id: did, ...profile } }, key, now);
	const finding = await find(selfMade);
	expect(finding.verdict).toBe('unknown-issuer');
	expect(finding.checks[0]).toMatchObject({ name: 'signature', outcome: 'passed' });
	expect(await verdict({ ...selfMade, name: 'Other' })).toBe('altered');
});

describe('an Open Badge 2.0', () => {
	test('is valid as long as its address says the same', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const assertion = issuer.publishAssertion(award);
		expect(await verdict(assertion, 'ben@learn.example')).toBe('valid');
		expect(await verdict(assertion, 'cleo@learn.example')).toBe('other-recipient');
		expect(await verdict(bakePng(picture, { assertion }))).toBe('valid');
		expect(await verdict({ ...assertion, issuedOn: '2020-01-01T00:00:00Z' })).toBe('altered');
		expect(await verdict(assertion, undefined, new Date('2026-02-01'))).toBe('not-yet-valid');
		issuer.publish(assertion.id, { revoked: true, id: assertion.id, type: 'Assertion' }, 410);
		expect(await verdict(assertion)).toBe('revoked');
		issuer.published.delete(assertion.id);
		expect(await verdict(assertion)).toBe('unsure');
	});

	test('that points at the badge of somebody else is a forgery', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const assertion = issuer.publishAssertion(award);
		const forged = { ...assertion, id: 'https://evil.example/1' };
		issuer.publish(forged.id, forged);
		expect(await verdict(forged)).toBe('altered');
	});
});

test.each([
	'',
	' ',
	'hello',
	'[]',
	'{}',
	'null',
	'{"type":"VerifiableCredential"}',
	'a.b.c',
	'<svg></svg>',
	'💥',
])('%p is unreadable', async (text) => {
	expect(await verdict(text)).toBe('unreadable');
	expect(await verdict(Buffer.from(text))).toBe('unreadable');
});
