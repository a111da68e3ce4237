import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import {
	buildStatusListCredential,
	decodeStatusList,
	emptyStatusList,
	encodeStatusList,
	getStatus,
	STATUS_LIST_ENTRIES,
	setStatus,
} from './status-list.js';

test('bits are set and cleared one by one, the first in the highest bit', () => {
	const bits = emptyStatusList();
	for (const index of [0, 9, STATUS_LIST_ENTRIES - 1]) setStatus(bits, index, true);
	expect([bits[0], bits[1], bits.at(-1)]).toEqual([0x80, 0x40, 0x01]);
	expect(getStatus(bits, 9)).toBe(true);
	expect(getStatus(bits, 8)).toBe(false);
	setStatus(bits, 9, false);
	expect(getStatus(bits, 9)).toBe(false);
});

test.each([-1, STATUS_LIST_ENTRIES, 1.5, Number.NaN])('the list has no entry %s', (index) => {
	expect(() => getStatus(emptyStatusList(), index)).toThrow(RangeError);
	expect(() => setStatus(emptyStatusList(), index, true)).toThrow(RangeError);
});

test('an encoded list comes back', () => {
	const bits = emptyStatusList();
	setStatus(bits, 94_567, true);
	const encoded = encodeStatusList(bits);
	expect(encoded).toMatch(/^u[A-Za-z0-9_-]+$/);
	expect(decodeStatusList(encoded)?.equals(bits)).toBe(true);
});

test('an empty list is written as in the standard', () => {
	expect(encodeStatusList(emptyStatusList())).toMatch(/^uH4sIAAAAAAAA/);
});

test('what is no list, or one that would fill the memory, is undefined', () => {
	const bomb = `u${gzipSync(Buffer.alloc(8 * 1024 * 1024)).toString('base64url')}`;
	for (const encoded of ['', 'zabc', 'uabc', bomb]) expect(decodeStatusList(encoded)).toBeUndefined();
});

test('the credential of a list names its issuer and purpose', () => {
	const list = buildStatusListCredential({
		url: 'https://learn.example/status/1',
		issuer: 'did:web:learn.example',
		validFrom: new Date('2026-03-01T10:20:30.456Z'),
		bits: emptyStatusList(),
	});
	expect(list).toMatchObject({
		id: 'https://learn.example/status/1',
		type: ['VerifiableCredential', 'BitstringStatusListCredential'],
		issuer: 'did:web:learn.example',
		validFrom: '2026-03-01T10:20:30Z',
		credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation' },
	});
});
