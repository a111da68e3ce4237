import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DocumentLoader } from 'jsonld';
import { loadContext } from './contexts.js';
import { signDocument, verifyProof } from './data-integrity.js';
import { toHex } from './digest.js';
import { generateKey } from './issuer-key-material.js';
import { decodeMultibase, encodeMultibase } from './multibase.js';
import { decodeMultikey } from './multikey.js';
import { canonicalise, hashData } from './proof-check.js';

const vector = join(process.cwd(), '../shared/data/openbadges/w3c-eddsa-rdfc-2022');
const present = existsSync(vector);
if (!present) console.info(`The W3C test vector is not at ${vector}: its tests are skipped.`);
const maybe = present ? it : it.skip;

const text = (name: string) => readFileSync(join(vector, name), 'utf8');
const json = (name: string) => JSON.parse(text(name));
const hexOf = (data: string) => createHash('sha256').update(data).digest('hex');

/** The vector's example context maps every other term into one vocabulary. */
const exampleLoader: DocumentLoader = async (url) =>
	url === 'https://www.w3.org/ns/credentials/examples/v2'
		? {
				contextUrl: null,
				documentUrl: url,
				document: { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
			}
		: loadContext(url);

function vectorKeys(): { privateKey: KeyObject; publicKey: KeyObject | undefined } {
	const { publicKeyMultibase, privateKeyMultibase } = json('keyPair.json');
	const seed = decodeMultibase(privateKeyMultibase)?.subarray(2) ?? Buffer.alloc(0);
	const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
	return {
		privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
		publicKey: decodeMultikey(publicKeyMultibase),
	};
}

describe('the W3C vector of eddsa-rdfc-2022', () => {
	maybe('canonical forms and hashes, byte for byte', async () => {
		const canonicalDocument = await canonicalise(json('unsigned.json'), exampleLoader);
		expect(canonicalDocument).toBe(text('canonDocDataInt.txt'));
		expect(hexOf(canonicalDocument)).toBe(text('docHashDataInt.txt').trim());
		const canonicalProof = await canonicalise(json('proofConfigDataInt.json'), exampleLoader);
		expect(canonicalProof).toBe(text('proofCanonDataInt.txt'));
		expect(hexOf(canonicalProof)).toBe(text('proofHashDataInt.txt').trim());
		const data = await hashData(canonicalDocument, json('proofConfigDataInt.json'), exampleLoader);
		expect(toHex(data)).toBe(text('combinedHashDataInt.txt').trim());
	});

	maybe('our signature is the published one', async () => {
		const { privateKey } = vectorKeys();
		const { verificationMethod, created } = json('proofConfigDataInt.json');
		const key = { id: verificationMethod, privateKey };
		const signed = await signDocument(json('unsigned.json'), key, new Date(created), exampleLoader);
		const expected = json('signedDataInt.json');
		expect(signed).toEqual({ ...expected, proof: [expected.proof] });
		const { proofValue } = signed.proof[0];
		expect(proofValue).toBe(text('sigBTC58DataInt.txt').trim());
		expect(toHex(decodeMultibase(proofValue) ?? new Uint8Array())).toBe(text('sigHexDataInt.txt').trim());
	});

	maybe('the published credential verifies', async () => {
		const { publicKey } = vectorKeys();
		if (!publicKey) throw new Error('no public key in the vector');
		const signed = json('signedDataInt.json');
		expect(await verifyProof(signed, signed.proof, publicKey, exampleLoader)).toBe('valid');
		expect(await verifyProof({ ...signed, name: 'Other' }, signed.proof, publicKey, exampleLoader)).toBe(
			'altered',
		);
		expect(await verifyProof(signed, signed.proof, publicKey)).toBe('unsupported');
	});
});

describe('verifying a signed document', () => {
	const document = {
		'@context': ['https://www.w3.org/ns/credentials/v2'],
		id: 'https://learn.example/ob3/credentials/1',
		type: ['VerifiableCredential'],
		name: 'Knots',
		issuer: 'did:web:learn.example',
		credentialSubject: { id: 'urn:uuid:1b7ab9fc-8d7b-4d0d-a7a5-c2bdf0b1f8a1' },
	};
	const key = generateKey('ed25519');
	const signing = { id: `did:web:learn.example#${key.keyId}`, privateKey: key.privateKey };
	const publicKey = decodeMultikey(key.keyId);

	async function check(change: (signed: Record<string, unknown>) => object): Promise<string> {
		const signed = await signDocument(document, signing, new Date('2026-03-01T10:00:00.123Z'));
		if (!publicKey) throw new Error('no public key');
		return verifyProof(change({ ...signed }), signed.proof[0], publicKey);
	}

	it('accepts what was signed, whatever the order of its keys', async () => {
		expect(await check((signed) => signed)).toBe('valid');
		expect(await check((signed) => Object.fromEntries(Object.entries(signed).reverse()))).toBe('valid');
	});

	it('finds a changed, an added, a removed and an undefined property', async () => {
		expect(await check((signed) => ({ ...signed, name: 'Ropes' }))).toBe('altered');
		expect(await check((signed) => ({ ...signed, description: 'x' }))).toBe('altered');
		expect(await check(({ name: _, ...rest }) => rest)).toBe('altered');
		expect(await check((signed) => ({ ...signed, unheardOf: 'x' }))).toBe('altered');
	});

	it('refuses another key, another purpose and a damaged proof value', async () => {
		const signed = await signDocument(document, signing, new Date());
		const [proof] = signed.proof;
		const stranger = decodeMultikey(generateKey('ed25519').keyId);
		if (!stranger || !publicKey) throw new Error('no public key');
		expect(await verifyProof(signed, proof, stranger)).toBe('altered');
		const wrong = [
			{ proofPurpose: 'authentication' },
			{ proofValue: encodeMultibase(Buffer.alloc(64)) },
			{ proofValue: '' },
		];
		for (const change of wrong)
			expect(await verifyProof(signed, { ...proof, ...change }, publicKey)).toBe('altered');
		expect(await verifyProof(signed, { ...proof, cryptosuite: 'bbs-2023' }, publicKey)).toBe('unsupported');
		const foreign = { ...signed, '@context': [...signed['@context'], 'https://elsewhere.example/v1'] };
		expect(await verifyProof(foreign, proof, publicKey)).toBe('unsupported');
	});

	it('will not sign a term that no context defines', async () => {
		const misspelt = { ...document, nmae: 'Knots' };
		await expect(signDocument(misspelt, signing, new Date())).rejects.toThrow('Safe mode');
	});
});
