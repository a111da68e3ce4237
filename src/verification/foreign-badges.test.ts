import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { AWARD_KINDS, ForeignIssuer } from '../../test/support/foreign-issuer.js';
import { signDocument } from '../credentials/data-integrity.js';
import { Fetcher } from '../platform/fetcher/fetcher.js';
import { BadgeVerification } from './badge-verification.service.js';

const issuer = new ForeignIssuer();
const award = issuer.facts(AWARD_KINDS.completion);
const redirects = new Map<string, string>();
let site: TestSite;
let server: Server;
let verdictOf: (badge: string) => Promise<string>;

beforeAll(async () => {
	site = await TestSite.start();
	await issuer.publishStatus();
	server = createServer((request, reply) => {
		const address = `https://${request.headers.host}${request.url}`;
		const location = redirects.get(address);
		if (location) return reply.writeHead(302, { location }).end();
		const found = issuer.published.get(address);
		return reply.writeHead(found?.status ?? 404).end(found?.text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	for (const host of ['badges.example', 'www.badges.example', 'evil.example'])
		site.app.get(Fetcher).standIns.set(host, `http://127.0.0.1:${port}`);
	const verification = site.app.get(BadgeVerification);
	verdictOf = async (badge) => (await verification.verify(badge, undefined)).verdict;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await site.close();
});

test('badges of another site are valid by address and by content, until they are revoked', async () => {
	const credential = await issuer.sign(award);
	const jwt = await issuer.jwt(award);
	const assertion = issuer.publishAssertion(award);
	issuer.publish(credential.id, credential);
	const forms = [credential.id, JSON.stringify(credential), jwt, assertion.id, JSON.stringify(assertion)];
	for (const form of forms) expect([form, await verdictOf(form)]).toEqual([form, 'valid']);
	await issuer.publishStatus([award.status.index]);
	issuer.publish(assertion.id, { id: assertion.id, type: 'Assertion', revoked: true }, 410);
	for (const form of forms) expect([form, await verdictOf(form)]).toEqual([form, 'revoked']);
});

test('addresses of this machine and its network are not fetched, whoever names them', async () => {
	const refused = ['http://127.0.0.1:5432/', 'http://[::1]/', 'http://169.254.169.254/', 'http://10.0.0.1/x'];
	for (const url of refused) expect([url, await verdictOf(url)]).toEqual([url, 'unreadable']);
	const inside = issuer.facts(AWARD_KINDS.completion);
	const credential = await issuer.sign(inside);
	const status = { ...credential.credentialStatus, statusListCredential: 'http://127.0.0.1/status' };
	expect(await verdictOf(JSON.stringify({ ...credential, credentialStatus: status }))).toBe('altered');
	const assertion = { ...issuer.publishAssertion(inside), id: 'http://127.0.0.1:3000/ob2/assertions/1' };
	expect(await verdictOf(JSON.stringify(assertion))).not.toBe('valid');
});

test('a page that sends on to any address speaks for nobody', async () => {
	const id = 'https://badges.example/go';
	const method = { id: `${id}#key`, type: 'Multikey', controller: id, publicKeyMultibase: issuer.key.keyId };
	const document = { id, verificationMethod: [method], assertionMethod: [method.id] };
	const { proof: _proof, credentialStatus: _status, ...unsigned } = await issuer.sign(award);
	const named = { ...unsigned, issuer: { ...unsigned.issuer, id } };
	const key = { id: method.id, privateKey: issuer.key.privateKey };
	const badge = JSON.stringify(await signDocument(named, key, new Date()));
	issuer.publish('https://evil.example/did.json', document);
	redirects.set(id, 'https://evil.example/did.json');
	expect(await verdictOf(badge)).toBe('unknown-issuer');
	issuer.publish('https://www.badges.example/go', document);
	redirects.set(id, 'https://www.badges.example/go');
	expect(await verdictOf(badge)).toBe('valid');
});

test('pages of ours that are no documents are not looked into', async () => {
	for (const path of ['/', '/verify', '/settings', '/admin', '/courses', '/verify/offline.html'])
		expect([path, await verdictOf(`http://localhost:3000${path}`)]).toEqual([path, 'unreadable']);
});
