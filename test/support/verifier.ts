import { gunzipSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { contextOf } from '../../src/credentials/contexts.js';

export interface Credential {
	name: string;
	credentialStatus: { statusListCredential: string; statusListIndex: string };
}

async function fetchJson<T>(url: string): Promise<T> {
	const response = await fetch(url, { headers: { accept: 'application/json' } });
	if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
	return (await response.json()) as T;
}

interface DidDocument {
	verificationMethod: { id: string }[];
}

/** Finds did:web identifiers and the keys in them where the method says they are; contexts are known by heart. */
async function documentLoader(url: string): Promise<object> {
	if (!url.startsWith('did:web:'))
		return { contextUrl: null, documentUrl: url, document: await contextOf(url) };
	const [did = '', fragment] = url.split('#');
	const host = decodeURIComponent(did.slice('did:web:'.length));
	const found = await fetchJson<DidDocument>(`http://${host}/.well-known/did.json`);
	const method = found.verificationMethod.find(({ id }) => id === url);
	const document = fragment ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : found;
	return { contextUrl: null, documentUrl: url, document };
}

/**
 * Checks a credential as a stranger does who has nothing but the credential, the network and the library of
 * Digital Bazaar: signature by the key that the issuer publishes now, and not on its signed list of revoked ones.
 */
export async function isAccepted(credential: Credential): Promise<boolean> {
	const suite = new DataIntegrityProof({ cryptosuite });
	const checkStatus = async () => ({ verified: !(await isRevoked(credential)) });
	return (await vc.verifyCredential({ credential, suite, documentLoader, checkStatus })).verified;
}

async function isRevoked({ credentialStatus }: Credential): Promise<boolean> {
	const list = await fetchJson<{ credentialSubject: { encodedList: string } }>(
		credentialStatus.statusListCredential,
	);
	const suite = new DataIntegrityProof({ cryptosuite });
	const { verified } = await vc.verifyCredential({ credential: list, suite, documentLoader });
	if (!verified) throw new Error('The status list is not genuine.');
	const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
	const index = Number(credentialStatus.statusListIndex);
	return (((bits[index >> 3] ?? 0) >> (7 - (index % 8))) & 1) === 1;
}
