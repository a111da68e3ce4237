import { createPublicKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { sampleAward, sampleReviewedAward } from './award.sample.js';
import { generateKey } from './issuer-key-material.js';
import { buildCredential } from './open-badge-3.js';
import { buildKeyDocument, signVcJwt, verifyVcJwt } from './vc-jwt.js';

const key = generateKey('rsa');
const kid = `http://localhost:3000/keys/${key.keyId}`;
const signing = { kid, privateKey: key.privateKey };

test('the header holds alg, kid and typ only; the payload is the credential with the registered claims', async () => {
	const credential = buildCredential(sampleReviewedAward);
	const token = await signVcJwt(credential, signing);
	expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid, typ: 'JWT' });
	const publicKey = await importJWK({ ...buildKeyDocument(kid, key), kty: 'RSA' });
	const { payload } = await jwtVerify(token, publicKey, { currentDate: new Date('2026-03-02') });
	expect(payload).toEqual({
		...credential,
		iss: credential.issuer.id,
		sub: credential.credentialSubject.id,
		jti: credential.id,
		nbf: Date.parse('2026-03-01T10:20:30Z') / 1000,
		exp: Date.parse('2029-03-01T00:00:00Z') / 1000,
	});
});

test('a badge without an end has no exp', async () => {
	const token = await signVcJwt(buildCredential(sampleAward), signing);
	expect(await verifyVcJwt(token, createPublicKey(key.privateKey))).not.toHaveProperty('exp');
});

test('another key or a changed token is not accepted', async () => {
	const token = await signVcJwt(buildCredential(sampleAward), signing);
	const stranger = createPublicKey(generateKey('rsa').privateKey);
	expect(await verifyVcJwt(token, stranger)).toBeUndefined();
	const [header, , signature] = token.split('.');
	const forged = [header, Buffer.from('{"name":"x"}').toString('base64url'), signature].join('.');
	expect(await verifyVcJwt(forged, createPublicKey(key.privateKey))).toBeUndefined();
	expect(await verifyVcJwt('nonsense', stranger)).toBeUndefined();
});

test('the key document is one JWK without secrets', () => {
	expect(buildKeyDocument(kid, key)).toMatchObject({ kty: 'RSA', kid, alg: 'RS256', use: 'sig' });
	expect(buildKeyDocument(kid, key)).not.toHaveProperty('d');
});
