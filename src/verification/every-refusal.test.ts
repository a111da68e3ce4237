import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { fetchJson, isRevoked, isVerified } from '../../test/support/badges.js';
import { cast, openSession, SignedIn, signedIn } from '../../test/support/cast.js';
import { everyAward, KINDS, type Kind, type ShownAward } from '../../test/support/every-award.js';
import type { StoredCredential } from '../badges/award-verification.service.js';
import { bakePng } from '../credentials/bake-png.js';
import { signDocument } from '../credentials/data-integrity.js';
import { generateKey } from '../credentials/issuer-key-material.js';
import { Clock } from '../platform/clock/clock.js';
import { BadgeVerification } from './badge-verification.service.js';

const YEAR = 365 * 86_400_000;

let site: TestSite;
let ana: SignedIn;
let root: SignedIn;
let awards: Record<Kind, ShownAward>;

beforeAll(async () => {
	site = await TestSite.start();
	const { ben, ...people } = await cast(site);
	ana = people.ana;
	awards = await everyAward(site, { ana, ben, dora: await signedIn(site, 'dora') });
	const { id, cookie } = await openSession(site, 'root');
	root = new SignedIn(site.app, id, 'root', 'root@example.org', cookie);
}, 60_000);
afterAll(() => site.close());

const find = (badge: object | string | Buffer) =>
	site.app
		.get(BadgeVerification)
		.verify(typeof badge === 'string' || Buffer.isBuffer(badge) ? badge : JSON.stringify(badge), undefined);
const verdictOf = async (badge: object | string | Buffer) => (await find(badge)).verdict;

const bytesOf = async (path: string) => (await site.app.inject({ method: 'GET', url: path })).rawPayload;

/** A library that cannot find the key says so by throwing. */
const isAccepted = (credential: object, now?: Date) => isVerified(site, credential, now).catch(() => false);

async function atTime<Result>(now: Date, work: () => Promise<Result>): Promise<Result> {
	const clock = jest.spyOn(site.app.get(Clock), 'now').mockReturnValue(now);
	return work().finally(() => clock.mockRestore());
}

/** What somebody might make of a credential of theirs, by what they do to it. */
function forgeries(credential: StoredCredential): Record<string, object> {
	const { credentialSubject: subject, credentialStatus, evidence = [], endorsement = [] } = credential;
	const { achievement } = subject;
	const { credentialStatus: _, ...statusless } = credential;
	const { validUntil: _end, ...endless } = credential;
	const withSubject = (changes: object) => ({ ...credential, credentialSubject: { ...subject, ...changes } });
	const withAchievement = (changes: object) => withSubject({ achievement: { ...achievement, ...changes } });
	const [first] = subject.result ?? [];
	const criterion = `${achievement.id}#criterion-1`;
	const work = { id: 'https://example.org/masterpiece', type: ['Evidence'], name: 'A masterpiece' };
	const [words] = endorsement;
	const [identifier] = subject.identifier;
	return {
		'change a word': withAchievement({ name: 'Master' }),
		'change the level': withSubject({
			result: [
				{ type: ['Result'], resultDescription: criterion, ...first, achievedLevel: `${criterion}-level-2` },
			],
		}),
		'inject a property': { ...credential, description: 'With honours' },
		'inject a property that nobody defines': { ...credential, unheardOf: 'x' },
		'add a tag': withAchievement({ tag: [...(achievement.tag ?? []), 'master'] }),
		'add evidence': { ...credential, evidence: [...evidence, work] },
		'take the place of another in the list': {
			...credential,
			credentialStatus: { ...credentialStatus, statusListIndex: '0', id: `${credentialStatus.id}0` },
		},
		'leave out where it would be revoked': statusless,
		'give it another end': { ...credential, validUntil: '2099-01-01T00:00:00Z' },
		'begin it earlier': { ...credential, validFrom: '2001-01-01T00:00:00Z' },
		'take it over': withSubject({
			identifier: [{ ...identifier, identityHash: `sha256$${'0'.repeat(64)}` }],
		}),
		...(credential.validUntil && { 'take its end away': endless }),
		...(achievement.tag && { 'take a tag away': withAchievement({ tag: achievement.tag.slice(1) }) }),
		...(evidence.length > 0 && { 'hide the evidence': { ...credential, evidence: evidence.slice(1) } }),
		...(words && {
			'put words into a mouth': {
				...credential,
				endorsement: [
					{ ...words, credentialSubject: { ...words.credentialSubject, endorsementComment: 'Best of all' } },
				],
			},
			'hide what was said': { ...credential, endorsement: endorsement.slice(1) },
		}),
	};
}

describe.each(KINDS)('an award of the kind %s', (kind) => {
	let credential: StoredCredential;
	let jwt: string;
	beforeAll(async () => {
		const path = `/ob3/credentials/${awards[kind].id}`;
		credential = await fetchJson<StoredCredential>(site, path);
		jwt = (await bytesOf(`${path}.jwt`)).toString();
	});

	test('is accepted as it is, and refused whatever is done to it', async () => {
		expect([await isAccepted(credential), await verdictOf(credential)]).toEqual([true, 'valid']);
		for (const [deed, forged] of Object.entries(forgeries(credential)))
			expect([deed, await isAccepted(forged), await verdictOf(forged)]).toEqual([deed, false, 'altered']);
		const [head, body = '', signature] = jwt.split('.');
		const claims: object = JSON.parse(Buffer.from(body, 'base64url').toString());
		const forged = Buffer.from(JSON.stringify({ ...claims, name: 'Master' })).toString('base64url');
		expect(await verdictOf([head, forged, signature].join('.'))).toBe('altered');
	});

	test('is refused by whoever else signs it', async () => {
		const { proof, ...unsigned } = credential;
		const { privateKey, keyId } = generateKey('ed25519');
		const did = credential.issuer.id;
		for (const id of [proof[0].verificationMethod, `${did}#${keyId}`]) {
			const signed = await signDocument(unsigned, { id, privateKey }, new Date());
			expect([id, await isAccepted(signed), await verdictOf(signed)]).toEqual([id, false, 'altered']);
		}
	});

	test('is refused once its key is not in the document of the issuer any more', async () => {
		const disown = (when: string) =>
			site.db.transaction((tx) =>
				tx.query(`UPDATE issuer_keys SET revoked_at = ${when}, retired_at = ${when}`),
			);
		await disown('now()');
		expect(await isAccepted(credential)).toBe(false);
		for (const badge of [credential, jwt]) expect(await verdictOf(badge)).toBe('altered');
		// Those that the site made meanwhile make room for the old ones.
		await site.db.transaction((tx) => tx.query('DELETE FROM issuer_keys WHERE revoked_at IS NULL'));
		await disown('NULL');
		expect(await isAccepted(credential)).toBe(true);
	});

	test('counts from its beginning to its end, if it has one', async () => {
		const before = new Date(Date.parse(credential.validFrom) - YEAR);
		const later = new Date(Date.parse(credential.validUntil ?? credential.validFrom) + YEAR);
		const inTheEnd = credential.validUntil ? 'expired' : 'valid';
		expect(await isAccepted(credential, before)).toBe(false);
		expect(await isAccepted(credential, later)).toBe(inTheEnd === 'valid');
		for (const badge of [credential, jwt]) {
			expect(await atTime(before, () => verdictOf(badge))).toBe('not-yet-valid');
			expect(await atTime(later, () => verdictOf(badge))).toBe(inTheEnd);
		}
	});

	test('is read from a picture that is whole and holds one badge', async () => {
		const png = await bytesOf(`/awards/${awards[kind].id}/image.png`);
		const at = png.indexOf('openbadgecredential') - 8;
		const chunk = png.subarray(at, at + 12 + png.readUInt32BE(at));
		const twice = Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
		const broken = Buffer.from(png);
		broken.writeUInt8(broken.readUInt8(at + 60) ^ 1, at + 60);
		const whys = async (picture: Buffer) => (await find(picture)).checks.map(({ why }) => why);
		expect([await verdictOf(png), await whys(twice), await whys(broken)]).toEqual([
			...['valid', ['picture-twice'], ['picture-broken']],
		]);
		const other = bakePng(png, { credential: { ...credential, name: 'Master' } });
		expect(await verdictOf(other)).toBe('altered');
	});

	test('is revoked for whoever looks, and stays genuine', async () => {
		expect(await isRevoked(site, credential)).toBe(false);
		const by = kind === 'site' ? root : ana;
		const { id } = awards[kind];
		expect((await by.post(`/awards/${id}/revocation`, { reason: 'By mistake' })).status).toBe(303);
		expect([await isAccepted(credential), await isRevoked(site, credential)]).toEqual([true, true]);
		const assertion = await bytesOf(`/ob2/assertions/${id}`);
		const files = ['image.png', 'image.svg', 'evidence.json'].map((name) => `/awards/${id}/${name}`);
		for (const badge of [credential, jwt, assertion, ...(await Promise.all(files.map(bytesOf)))])
			expect(await verdictOf(badge)).toBe('revoked');
	});
});
