import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { AWARD_KINDS, ForeignIssuer } from '../../test/support/foreign-issuer.js';
import { Fetcher } from '../platform/fetcher/fetcher.js';
import { BadgeVerification } from './badge-verification.service.js';

const issuer = new ForeignIssuer();
const award = issuer.facts(AWARD_KINDS.completion);
let site: TestSite;
let server: Server;
let verdictOf: (badge: string) => Promise<string>;

beforeAll(async () => {
	site = await TestSite.start();
	await issuer.publishStatus();
	server = createServer((request, reply) => {
		const found = issuer.published.get(`https://${request.headers.host}${request.url}`);
		reply.writeHead(found?.status ?? 404).end(found?.text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	site.app.get(Fetcher).standIns.set('badges.example', `http://127.0.0.1:${port}`);
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

test('pages of ours that are no documents are not looked into', async () => {
	for (const path of ['/', '/verify', '/settings', '/admin', '/courses', '/verify/offline.html'])
		expect([path, await verdictOf(`http://localhost:3000${path}`)]).toEqual([path, 'unreadable']);
});
