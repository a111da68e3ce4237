import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { AWARD_KINDS, ForeignIssuer } from '../../test/support/foreign-issuer.js';
import { bakePng } from '../credentials/bake-png.js';
import { badgePicture } from '../credentials/badge-picture.js';
import { signDocument } from '../credentials/data-integrity.js';
import { unbakeSvg } from '../credentials/bake-svg.js';
import { svgToPng } from '../credentials/svg-to-png.js';
import { TooMany } from '../platform/http/errors.js';
import { FetchFailed, Fetcher } from '../platform/fetcher/fetcher.js';
import { BadgeVerification } from './badge-verification.service.js';

const picture = svgToPng(badgePicture({ shape: 'star', colour: 'sky', icon: 'star', title: 'A star' }), 32);
let issuer: ForeignIssuer;
let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
	jest.spyOn(site.app.get(Fetcher), 'get').mockImplementation(async (url) => {
		const found = issuer.published.get(url);
		if (!found) throw new FetchFailed('unreachable', url);
		return { url, status: found.status, body: Buffer.from(found.text) };
	});
});
beforeEach(async () => {
	issuer = new ForeignIssuer();
	await issuer.publishStatus();
});
afterAll(() => site.close());

const find = (badge: object | string | Buffer) =>
	site.app
		.get(BadgeVerification)
		.verify(typeof badge === 'string' || Buffer.isBuffer(badge) ? badge : JSON.stringify(badge), undefined);

async function verdictOf(badge: object | string | Buffer): Promise<string> {
	return (await find(badge)).verdict;
}

/** Hands in the body of a request as it is. */
async function post(payload: string | Buffer, type: string) {
	const stranger = site.visitor();
	const page = await stranger.visit('/verify');
	const action = page.html.querySelector('form.finding-form')?.getAttribute('action')?.split('#')[0] ?? '';
	return stranger.request('POST', action, payload, { 'content-type': type });
}

describe('no work without end', () => {
	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

	test('is made by depth or width, in what is handed in or in what it leads to', async () => {
		const credential = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		const deep = JSON.stringify(credential).replace('{', `{"a":${nested(90_000)},`);
		const wide = { ...credential, evidence: Array.from({ length: 50_000 }, () => ({ name: 'x' })) };
		for (const each of [deep, Buffer.from(JSON.stringify(wide))])
			expect(await verdictOf(each)).toBe('unreadable');
		const assertion = issuer.publishAssertion(issuer.facts(AWARD_KINDS.completion));
		const hosted = JSON.stringify(assertion).replace('{', `{"a":${nested(90_000)},`);
		issuer.published.set(assertion.id, { status: 200, text: hosted });
		expect(await verdictOf(hosted)).toBe('unreadable');
		expect(await verdictOf(assertion)).not.toBe('valid');
		const list = issuer.published.get(issuer.urls.statusList(1))?.text ?? '';
		const proof = `"proof":[{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","@context":${nested(90_000)},`;
		issuer.published.set(issuer.urls.statusList(1), {
			...{ status: 200, text: list.replace(/"proof":\[\{/, proof) },
		});
		expect(await verdictOf(credential)).not.toBe('valid');
	});

	test('is made by many proofs of one document', async () => {
		const credential = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		const many = { ...credential, proof: Array.from({ length: 100 }, () => credential.proof[0]) };
		expect(await verdictOf(many)).toBe('unsure');
	});

	test('is made by large badges, whoever hands them in: there are so many of them a minute', async () => {
		const credential = await issuer.sign(issuer.facts(AWARD_KINDS.completion));
		const evidence = Array.from({ length: 300 }, () => ({ type: 'Evidence', name: 'x' }));
		const large = { ...credential, '@context': ['https://words.example/'], evidence };
		let checked = 0;
		const again = async () => {
			for (; checked < 100; checked++) expect(await verdictOf(large)).toBe('unreadable');
		};
		await expect(again()).rejects.toBeInstanceOf(TooMany);
		expect(checked).toBeGreaterThan(10);
		expect(checked).toBeLessThanOrEqual(20);
		expect(await verdictOf(credential)).toBe('valid');
	});

	test('is made by an SVG in which a hundred thousand badges begin, or a PNG that unpacks to a gigabyte', async () => {
		for (const part of [
			'<openbadges:assertion>',
			'<openbadges:assertion',
			'<openbadges:credential ><![CDATA[',
		]) {
			const svg = `<svg xmlns="http://www.w3.org/2000/svg">${part.repeat(150_000)}</svg>`;
			expect(await verdictOf(Buffer.from(svg))).toBe('unreadable');
		}
		expect(unbakeSvg(`<svg>${'<openbadges:assertion/>'.repeat(150_000)}</svg>`)).toEqual({});
		const bomb = Buffer.concat([
			Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1'),
			deflateSync(Buffer.alloc(50_000_000, ' ')),
		]);
		const baked = bakePng(picture, { credential: { id: 'x' } });
		const at = baked.indexOf('iTXt') - 4;
		const png = Buffer.concat([
			baked.subarray(0, at),
			chunk('iTXt', bomb),
			baked.subarray(at + 12 + baked.readUInt32BE(at)),
		]);
		expect((await find(png)).checks[0]?.why).toBe('picture-broken');
	});
});

function chunk(type: string, data: Buffer): Buffer {
	const head = Buffer.alloc(4);
	head.writeUInt32BE(data.length);
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([head, body, sum]);
}

describe('nobody speaks for another', () => {
	test('by a document that comes along with the badge while the issuer answers, or does not', async () => {
		const award = issuer.facts(AWARD_KINDS.completion);
		const list = await issuer.publishStatus();
		const did = issuer.published.get('https://badges.example/.well-known/did.json')?.text ?? '{}';
		const pack = { type: 'KunlerniEvidence', documents: [JSON.parse(did) as object, list] };
		const credential = await issuer.sign(award);
		expect(await verdictOf({ ...pack, credential })).toBe('valid');
		issuer.published.delete(issuer.urls.statusList(1));
		expect(await verdictOf({ ...pack, credential })).toBe('unsure');
		issuer.published.clear();
		const alone = await find(credential);
		expect([alone.verdict, alone.checks[0]?.why]).toEqual(['unknown-issuer', 'no-key']);
		for (const form of [credential, await issuer.jwt(award)]) {
			const finding = await find({ ...pack, credential: form });
			expect(finding.verdict).toBe('unknown-issuer');
			expect(finding.checks.map(({ name, outcome, why }) => [name, outcome, why])).toEqual(
				expect.arrayContaining([
					['signature', 'passed', 'genuine'],
					['issuer', 'failed', 'carried'],
					['status', 'unchecked', 'carried'],
				]),
			);
		}
		expect(await verdictOf({ ...pack, credential: { ...credential, name: 'Master' } })).toBe('altered');
		const revoked = {
			...pack,
			documents: [pack.documents[0], await issuer.publishStatus([award.status.index])],
		};
		issuer.published.clear();
		expect(await verdictOf({ ...revoked, credential })).toBe('revoked');
	});

	test('by a place on a host that many share', async () => {
		const shared = new ForeignIssuer('https://shared.example');
		const did = 'did:web:shared.example:alice';
		const method = (text: string) => text.replaceAll(shared.did, did);
		const own = shared.published.get('https://shared.example/.well-known/did.json')?.text ?? '';
		issuer.published.set('https://shared.example/alice/did.json', { status: 200, text: method(own) });
		const { proof: _, ...unsigned } = await shared.sign(shared.facts(AWARD_KINDS.completion));
		const named = { ...unsigned, issuer: { ...unsigned.issuer, id: did } };
		const key = { id: `${did}#${shared.key.keyId}`, privateKey: shared.key.privateKey };
		const finding = await find(await signDocument(named, key, new Date()));
		// Of the status list nothing is known here.
		expect(finding.verdict).toBe('unsure');
		expect(finding.checks).toContainEqual(
			expect.objectContaining({ name: 'issuer', about: 'shared.example/alice' }),
		);
		const kid = (path: string) => `https://shared.example${path}/keys/${shared.rsa.keyId}`;
		const jwk = shared.published.get(kid(''))?.text ?? '';
		for (const [path, verdict] of [
			['/alice', 'unsure'],
			['/mallory', 'altered'],
			['/alice-too', 'altered'],
		] as const) {
			issuer.published.set(kid(path), { status: 200, text: jwk });
			const jwt = await shared.jwtOf(named, kid(path));
			expect([path, await verdictOf(jwt)]).toEqual([path, verdict]);
		}
	});
});

describe('at the form', () => {
	test('names are shown and not run', async () => {
		const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
		const award = issuer.facts(AWARD_KINDS.completion);
		const badge = { ...award.badge, name: evil, description: evil };
		const credential = await issuer.sign({ ...award, badge, issuer: { ...award.issuer, name: evil } });
		const { status, body } = await post(
			new URLSearchParams({ badge: JSON.stringify(credential) }).toString(),
			'application/x-www-form-urlencoded',
		);
		expect(status).toBe(200);
		expect(body).toContain('data-verdict="valid"');
		expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(body).not.toMatch(/<script>|<img src=x/);
	});

	test('an assertion that was taken back and has no date is revoked all the same', async () => {
		const assertion = { ...issuer.publishAssertion(issuer.facts(AWARD_KINDS.completion)), revoked: true };
		issuer.publish(assertion.id, assertion);
		const badge = JSON.stringify({ ...assertion, issuedOn: 'long ago', expires: 'never' });
		const { status, body } = await post(
			new URLSearchParams({ badge }).toString(),
			'application/x-www-form-urlencoded',
		);
		expect([status, body.includes('data-verdict="revoked"')]).toEqual([200, true]);
	});

	test('requests that are broken, too large or too many things at once are told so', async () => {
		const part = (name: string, content: string) =>
			`--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${content}\r\n`;
		const file = 'name="file"; filename="x"';
		const form = 'multipart/form-data; boundary=b';
		const requests: [string, string][] = [
			['x'.repeat(1_100_000), 'application/x-www-form-urlencoded'],
			[`badge=${'x'.repeat(300_000)}`, 'application/x-www-form-urlencoded'],
			...['x', 'https://x', 'x.', '<svg ', '<!--', '<svg><openbadges:credential '].map(
				(text): [string, string] => [`${part(file, text.padEnd(5_100_000, 'x'))}--b--`, form],
			),
			[`${part(file, 'x'.repeat(6_000_000))}--b--`, form],
			[`${part(file, 'x') + part(file, 'y')}--b--`, form],
			[`${part('name="badge"', 'x'.repeat(1_100_000))}--b--`, form],
			[`${part('name="badge"', 'x').repeat(40)}--b--`, form],
			[part(file, 'x'), form],
			['--b', form],
			['', form],
			[part(file, 'x'), 'multipart/form-data'],
			['{"badge":{"a":1}}', 'application/json'],
			['{', 'application/json'],
			['badge[]=x&badge=y&__proto__=z', 'application/x-www-form-urlencoded'],
		];
		for (const [payload, type] of requests) {
			const { status, body } = await post(payload, type);
			const fault = status >= 500 ? `${status} ${body}` : '';
			expect({ payload: payload.slice(0, 80), type, fault, isPage: body.includes('</html>') }).toEqual({
				...{ payload: payload.slice(0, 80), type, fault: '', isPage: true },
			});
		}
	});
});
