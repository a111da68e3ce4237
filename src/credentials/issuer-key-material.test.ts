import { createPublicKey, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { generateKey, type KeyKind, openPrivateKey, sealPrivateKey } from './issuer-key-material.js';

const kinds: KeyKind[] = ['ed25519', 'rsa'];

test.each(kinds)('a sealed %s key opens with its secret and key id only', (kind) => {
	const secret = randomBytes(32);
	const { privateKey, keyId } = generateKey(kind);
	const sealed = sealPrivateKey(privateKey, keyId, secret);
	expect(openPrivateKey(sealed, keyId, secret).equals(privateKey)).toBe(true);
	expect(() => openPrivateKey(sealed, keyId, randomBytes(32))).toThrow();
	expect(() => openPrivateKey(sealed, 'another', secret)).toThrow();
	const damaged = Buffer.from(sealed, 'base64');
	damaged[40] = (damaged[40] ?? 0) ^ 1;
	expect(() => openPrivateKey(damaged.toString('base64'), keyId, secret)).toThrow();
});

test('sealing twice never gives the same bytes', () => {
	const secret = randomBytes(32);
	const { privateKey, keyId } = generateKey('ed25519');
	expect(sealPrivateKey(privateKey, keyId, secret)).not.toBe(sealPrivateKey(privateKey, keyId, secret));
});

test('the published half of a key belongs to its private half and holds no secret', async () => {
	for (const kind of kinds) {
		const { privateKey, jwk } = generateKey(kind);
		expect(createPublicKey({ key: jwk, format: 'jwk' }).equals(createPublicKey(privateKey))).toBe(true);
		expect(jwk).not.toHaveProperty('d');
	}
});

test('an RSA key has 2048 bits and is named by its thumbprint', async () => {
	const { privateKey, jwk, keyId } = generateKey('rsa');
	expect(privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
	expect(keyId).toBe(await calculateJwkThumbprint({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' }));
});
