import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { fetchJson, isVerified } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { everyAward, type Kind, type ShownAward } from '../../test/support/every-award.js';
import type { StoredCredential } from '../badges/award-verification.service.js';
import { IssuerKeys } from '../badges/issuer-keys.service.js';
import { signDocument } from '../credentials/data-integrity.js';
import { BadgeVerification } from './badge-verification.service.js';

const ORIGIN = 'http://localhost:3000';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const LINKED_DATA = ['application/ld+json', 'application/json'];
const CREDENTIAL = ['application/vc', 'application/vc+ld+json', ...LINKED_DATA];
const JWT = ['application/vc+jwt', 'application/jwt', 'text/plain'];
const DID = ['application/did+ld+json', 'application/did+json', ...LINKED_DATA];

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let awards: Record<Kind, ShownAward>;
let school: number;
/** Of everything that the design says is published: its media types, the one that is served unasked first. */
let published: [path: string, types: string[]][];
/** Those that a browser is led away from to the page about the same thing. */
let withPages: [path: string, page: string][];

beforeAll(async () => {
	site = await TestSite.start();
	const people = await cast(site);
	({ ana, ben } = people);
	awards = await everyAward(site, { ana, ben, dora: await signedIn(site, 'dora') });
	school = (await site.db.one<{ id: number }>('SELECT id FROM schools'))?.id ?? 0;
	const { id, badge } = awards.review;
	const keys = await site.app.get(IssuerKeys).published();
	const credential = await fetchJson<{ credentialStatus: { statusListCredential: string } }>(
		site,
		`/ob3/credentials/${id}`,
	);
	const list = credential.credentialStatus.statusListCredential.replace(ORIGIN, '');
	published = [
		...['/.well-known/did.json', `/issuers/${school}/did.json`].map((path): [string, string[]] => [
			path,
			DID,
		]),
		...keys.map(({ keyId }): [string, string[]] => [
			`/keys/${keyId}`,
			['application/jwk+json', 'application/json'],
		]),
		[`/ob3/credentials/${id}`, [...CREDENTIAL, ...JWT]],
		[`/ob3/credentials/${id}.json`, ['application/json']],
		[`/ob3/credentials/${id}.jwt`, ['application/vc+jwt']],
		[`/ob3/achievements/${badge}/v/1`, LINKED_DATA],
		[`/endorsements/${id}-1`, CREDENTIAL],
		[list, CREDENTIAL],
		['/ob2/issuer', LINKED_DATA],
		[`/ob2/badges/${badge}/v/1`, LINKED_DATA],
		[`/ob2/assertions/${id}`, LINKED_DATA],
		['/ob2/revocations', LINKED_DATA],
		[`/awards/${id}/image.png`, ['image/png']],
		[`/awards/${id}/image.svg`, ['image/svg+xml']],
		[`/awards/${id}/card.png`, ['image/png']],
		[`/awards/${id}/evidence.json`, ['application/json']],
		[`/badges/${badge}/v/1/image.png`, ['image/png']],
		[`/badges/${badge}/v/1/image.svg`, ['image/svg+xml']],
		['/issuer.png', ['image/png']],
		[`/oembed?url=${encodeURIComponent(`${ORIGIN}/awards/${id}`)}`, ['application/json']],
	];
	withPages = [
		[`/ob3/credentials/${id}`, `/awards/${id}`],
		[`/ob2/assertions/${id}`, `/awards/${id}`],
		[`/ob3/achievements/${badge}/v/1`, `/badges/${badge}`],
		[`/ob2/badges/${badge}/v/1`, `/badges/${badge}`],
		['/ob2/issuer', '/'],
	];
}, 60_000);
afterAll(() => site.close());

/** As a verifier asks that runs in the page of another site; `by`: signed in here besides. */
async function ask(path: string, accept?: string, method: 'GET' | 'HEAD' = 'GET', by?: SignedIn) {
	const { statusCode, headers, body, cookies } = await site.app.inject({
		...{ method, url: path },
		headers: {
			...{ host: 'elsewhere.example', origin: 'https://verifier.example' },
			...(accept && { accept }),
			...(by && { cookie: `kl_session=${by.cookie}` }),
		},
	});
	const type = String(headers['content-type']).split(';')[0];
	const { location, 'access-control-allow-origin': open, 'content-length': length } = headers;
	return { status: statusCode, type, open, cookies: cookies.length, location, length, body };
}

/** Texts of JSON in which an address stands, by the names of their members. */
function addresses(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	const named = Object.entries(node).flatMap(([name, value]) =>
		typeof value === 'string' && /^(id|url|kid|jti|iss|image|badge|issuer|verify|revocationList)$/.test(name)
			? [value]
			: [],
	);
	return [...named, ...Object.values(node).flatMap(addresses)];
}

describe('every address', () => {
	test('answers in each of its media types, to every site and without cookies, HEAD like GET', async () => {
		for (const [path, types] of published)
			for (const accept of [undefined, '*/*', 'image/webp', ...types]) {
				const type = accept && types.includes(accept) ? accept : types[0];
				const expected = { path, accept, status: 200, type, open: '*', cookies: 0, location: undefined };
				const got = await ask(path, accept);
				expect({ path, accept, ...got }).toEqual({
					...{ ...expected, length: got.length, body: expect.stringMatching(/./) },
				});
				const head = await ask(path, accept, 'HEAD');
				expect({ path, accept, ...head }).toEqual({ ...expected, length: got.length, body: '' });
			}
	});

	test('sets no cookie for its earner who is signed in either, and has one suffix for each form', async () => {
		for (const [path, [type]] of published) {
			const { status, open, cookies } = await ask(path, undefined, 'GET', ben);
			expect({ path, status, open, cookies }).toEqual({ path, status: 200, open: '*', cookies: 0 });
			const isFixed = /\.\w+$/.test(path) && !path.endsWith('did.json');
			if (isFixed) expect([path, (await ask(path, BROWSER)).type]).toEqual([path, type]);
		}
	});

	test('of data leads a browser to the page about it', async () => {
		for (const [path, page] of withPages) {
			const { status, location } = await ask(path, BROWSER);
			expect([path, status, location]).toEqual([path, 303, page]);
			expect([page, (await ask(page, BROWSER)).status]).toEqual([page, 200]);
		}
	});

	test('names addresses in full, at the public origin, whatever host was asked', async () => {
		for (const [path] of published) {
			const { type, body } = await ask(path);
			const isToken = path.endsWith('.jwt');
			if (!isToken && !/json|vc$/.test(type ?? '')) continue;
			const token = Buffer.from(body.split('.')[1] ?? '', 'base64url').toString();
			const found = addresses(JSON.parse(isToken ? token : body));
			// An answer to oEmbed names its site under other names.
			if (!path.startsWith('/oembed')) expect([path, found.length > 0]).toEqual([path, true]);
			for (const each of found)
				expect([path, each]).toEqual([
					path,
					expect.stringMatching(
						/^(http:\/\/localhost:3000(\/|$)|did:web:localhost%3A3000|urn:uuid:|https:\/\/example\.org\/)/,
					),
				]);
			expect(body).not.toContain('elsewhere.example');
		}
	});

	test('of what there is not is 404, and a private award is not told from that', async () => {
		const known = awards.review.id;
		const paths = [
			...published.flatMap(([path]) => (path.includes(known) ? [path.replaceAll(known, UNKNOWN)] : [])),
			...['/issuers/999/did.json', '/issuers/x/did.json', '/keys/none', '/status/999', '/status/x'],
			...[`/endorsements/${known}-2`, `/endorsements/${known}`, `/ob3/credentials/${known}.exe`],
			...[`/ob2/badges/${awards.review.badge}/v/9`, `/ob3/achievements/${awards.review.badge}/v/0`],
			...[`/awards/${UNKNOWN}`, '/oembed?url=x', `/awards/${known}/image.gif`],
		];
		for (const path of paths)
			for (const method of ['GET', 'HEAD'] as const) {
				const { status, cookies, open } = await ask(path, 'application/json', method);
				const isPage = path === `/awards/${UNKNOWN}` || path.endsWith('.gif');
				expect([method, path, status, cookies, open]).toEqual([
					...[method, path, 404, 0, isPage ? undefined : '*'],
				]);
			}
		const { id } = awards.gift;
		await ben.post(`/awards/${id}/visibility?_method=PUT`, { visibility: 'private' });
		for (const path of [`/ob3/credentials/${id}`, `/ob2/assertions/${id}`, `/awards/${id}/image.png`]) {
			const hidden = await ask(path, 'application/json');
			const missing = await ask(path.replace(id, UNKNOWN), 'application/json');
			expect(hidden.status).toBe(404);
			expect(hidden.body).toBe(missing.body.replaceAll(UNKNOWN, id));
		}
	});
});

test('the human page and the form to check a badge are pages', async () => {
	for (const path of [`/awards/${awards.review.id}`, '/verify']) {
		const { status, type } = await ask(path, BROWSER);
		expect([path, status, type]).toEqual([path, 200, 'text/html']);
	}
	expect((await ask(`/awards/${awards.review.id}`)).cookies).toBe(0);
});

test('a revoked assertion is gone, says why and no more, and is in the list of two and more', async () => {
	const listed = async () =>
		(await fetchJson<{ revokedAssertions: { id: string }[] }>(site, '/ob2/revocations')).revokedAssertions;
	expect((await listed()).length).toBeGreaterThanOrEqual(2);
	const { id } = awards.grant;
	await ben.post(`/awards/${id}/visibility?_method=PUT`, { visibility: 'public' });
	await ana.post(`/awards/${id}/revocation`, { reason: 'Given by mistake' });
	const path = `/ob2/assertions/${id}`;
	for (const [accept, type] of [
		[undefined, 'application/ld+json'],
		['application/json', 'application/json'],
	] as const) {
		const { body, length: _, ...answer } = await ask(path, accept);
		expect(answer).toEqual({ status: 410, type, open: '*', cookies: 0, location: undefined });
		expect(JSON.parse(body)).toEqual({
			...{ '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: ORIGIN + path },
			...{ revoked: true, revocationReason: 'Given by mistake' },
		});
		expect(await ask(path, accept, 'HEAD')).toMatchObject({ status: 410, type, open: '*', body: '' });
	}
	expect((await listed()).at(-1)?.id).toBe(ORIGIN + path);
	for (const still of [`/ob3/credentials/${id}`, `/ob3/credentials/${id}.jwt`, `/awards/${id}/image.png`])
		expect([still, (await ask(still)).status]).toEqual([still, 200]);
});

test('the key that a JWT names is served as one JWK, public half only', async () => {
	for (const { keyId, kind } of await site.app.get(IssuerKeys).published()) {
		const key = await fetchJson(site, `/keys/${keyId}`);
		const members = { ed25519: ['crv', 'kty', 'x'], rsa: ['e', 'kty', 'n'] }[kind];
		expect(Object.keys(key).sort()).toEqual([...members, 'alg', 'kid', 'use'].sort());
		expect(key['kid']).toBe(`${ORIGIN}/keys/${keyId}`);
		if (kind === 'rsa') expect(Buffer.from(String(key['n']), 'base64url')).toHaveLength(256);
	}
});

test('keys that retire stay in every issuer’s document, for checking as for asserting', async () => {
	const keys = site.app.get(IssuerKeys);
	const before = await keys.published();
	const signer = await keys.signing('ed25519');
	await keys.rotate();
	const after = await keys.published();
	expect(after).toHaveLength(before.length + 2);
	const schoolDid = `did:web:localhost%3A3000:issuers:${school}`;
	for (const [path, did] of [
		['/.well-known/did.json', 'did:web:localhost%3A3000'],
		[`/issuers/${school}/did.json`, schoolDid],
	] as const) {
		const document = await fetchJson<{ id: string; assertionMethod: string[]; verificationMethod: object[] }>(
			site,
			path,
		);
		const ids = after.map(({ keyId }) => `${did}#${keyId}`);
		expect(document).toMatchObject({ id: did, assertionMethod: ids });
		expect(document.verificationMethod).toMatchObject(ids.map((id) => ({ id, controller: did })));
	}
	const { proof: _, ...credential } = await fetchJson<StoredCredential>(
		site,
		`/ob3/credentials/${awards.review.id}`,
	);
	const bySchool = { ...credential, issuer: { ...credential.issuer, id: schoolDid } };
	const key = { id: `${schoolDid}#${signer.keyId}`, privateKey: signer.privateKey };
	const signed = await signDocument(bySchool, key, new Date());
	expect(await isVerified(site, signed)).toBe(true);
	expect(await isVerified(site, { ...signed, name: 'Master' })).toBe(false);
	const { checks } = await site.app.get(BadgeVerification).verify(JSON.stringify(signed), ben.email);
	expect(checks[0]).toMatchObject({ name: 'signature', outcome: 'passed' });
});
