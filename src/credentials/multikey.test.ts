import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { toHex } from './digest.js';
import { decodeMultibase, encodeMultibase } from './multibase.js';
import { decodeMultikey, encodeMultikey } from './multikey.js';

test.each([
	['', 'z'],
	['61', 'z2g'],
	['626262', 'za3gV'],
	['00000000000000000000', 'z1111111111'],
	['0000287fb4cd', 'z11233QC4'],
	['516b6fcd0f', 'zABnLTmg'],
])('base58btc of %s is %s', (hex, text) => {
	expect(encodeMultibase(Buffer.from(hex, 'hex'))).toBe(text);
	expect(toHex(decodeMultibase(text) ?? new Uint8Array())).toBe(hex);
});

test('random bytes survive the round trip', () => {
	for (let length = 0; length < 70; length++) {
		const bytes = randomBytes(length);
		expect(decodeMultibase(encodeMultibase(bytes))).toEqual(new Uint8Array(bytes));
	}
});

test('what is not base58btc is undefined', () => {
	for (const text of ['', 'f00', 'z0OIl', `z${'2'.repeat(200)}`])
		expect(decodeMultibase(text)).toBeUndefined();
});

test('an Ed25519 key becomes a z6Mk Multikey and comes back', () => {
	const { publicKey } = generateKeyPairSync('ed25519');
	const text = encodeMultikey(publicKey);
	expect(text).toMatch(/^z6Mk/);
	expect(decodeMultikey(text)?.equals(publicKey)).toBe(true);
	expect(decodeMultikey(encodeMultibase(randomBytes(34)))).toBeUndefined();
});
