import { expect, test } from '@jest/globals';
import { buildDidDocument, didWeb } from './did-web.js';
import { generateKey } from './issuer-key-material.js';

test.each([
	['https://learn.example', undefined, 'did:web:learn.example'],
	['https://learn.example', 7, 'did:web:learn.example:issuers:7'],
	['http://localhost:3000', undefined, 'did:web:localhost%3A3000'],
	['http://localhost:3000', 7, 'did:web:localhost%3A3000:issuers:7'],
])('the DID of %s, issuer %s, is %s', (origin, issuer, did) => {
	expect(didWeb(origin, issuer)).toBe(did);
});

test('the document lists every key it is given, public halves only', () => {
	const [old, current, rsa] = [generateKey('ed25519'), generateKey('ed25519'), generateKey('rsa')];
	const did = 'did:web:learn.example';
	const document = buildDidDocument(did, [old, current, rsa]);
	expect(document.assertionMethod).toEqual([old, current, rsa].map(({ keyId }) => `${did}#${keyId}`));
	expect(document.verificationMethod).toEqual([
		{ id: `${did}#${old.keyId}`, type: 'Multikey', controller: did, publicKeyMultibase: old.keyId },
		{ id: `${did}#${current.keyId}`, type: 'Multikey', controller: did, publicKeyMultibase: current.keyId },
		{ id: `${did}#${rsa.keyId}`, type: 'JsonWebKey', controller: did, publicKeyJwk: rsa.jwk },
	]);
	expect(document.verificationMethod[2]).not.toHaveProperty('publicKeyJwk.d');
});
