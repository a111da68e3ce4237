import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import jsonld, { type DocumentLoader } from 'jsonld';
import { loadContext, UnknownContext } from './contexts.js';
import { decodeMultibase, encodeMultibase } from './multikey.js';
import { toSeconds } from './timestamp.js';

export interface ProofOptions {
	type: 'DataIntegrityProof';
	cryptosuite: 'eddsa-rdfc-2022';
	created: string;
	verificationMethod: string;
	proofPurpose: 'assertionMethod';
}

export interface Proof extends ProofOptions {
	proofValue: string;
}

/** A JSON-LD document that can carry a proof. */
export interface LinkedDocument {
	'@context': readonly string[];
	id: string;
}

export type Signed<T> = T & { proof: [Proof] };

/**
 * N-Quads of a document in the canonical order of RDFC-1.0, in JSON-LD safe mode: a term that no context
 * defines is an error, for it would be left out of the signature. Throws UnknownContext or a jsonld error.
 */
export function canonicalise(document: object, documentLoader = loadContext): Promise<string> {
	return jsonld.canonize(document, {
		algorithm: 'RDFC-1.0',
		format: 'application/n-quads',
		documentLoader,
		base: null,
		safe: true,
	});
}

/** The 64 bytes that eddsa-rdfc-2022 signs: sha256 of the proof options, then sha256 of the document. */
export async function hashData(
	unsigned: object,
	proofConfig: object,
	loader?: DocumentLoader,
): Promise<Buffer> {
	const [proof, document] = await Promise.all([
		canonicalise(proofConfig, loader),
		canonicalise(unsigned, loader),
	]);
	return Buffer.concat([sha256(proof), sha256(document)]);
}

/**
 * Adds an `eddsa-rdfc-2022` proof (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.2), in an array of one as
 * Open Badges 3.0 wants it. `key.id` is the verification method, `created` keeps whole seconds.
 * Throws where `canonicalise` does.
 */
export async function signDocument<T extends LinkedDocument>(
	document: T,
	key: { id: string; privateKey: KeyObject },
	created: Date,
	loader?: DocumentLoader,
): Promise<Signed<T>> {
	const options: ProofOptions = {
		type: 'DataIntegrityProof',
		cryptosuite: 'eddsa-rdfc-2022',
		created: toSeconds(created),
		verificationMethod: key.id,
		proofPurpose: 'assertionMethod',
	};
	const data = await hashData(document, { ...options, '@context': document['@context'] }, loader);
	const proofValue = encodeMultibase(sign(null, data, key.privateKey));
	return { ...document, proof: [{ ...options, proofValue }] };
}

/**
 * Checks one proof of a document against the public key that its `verificationMethod` names; whether that key
 * is the issuer's is for the caller to find out.
 * 'altered': the document, proof or key do not belong together. 'unsupported': another kind of proof, or a
 * context we do not know, so that nothing can be said.
 */
export async function verifyProof(
	document: object,
	proof: object,
	publicKey: KeyObject,
	loader?: DocumentLoader,
): Promise<'valid' | 'altered' | 'unsupported'> {
	const { proofValue, ...options }: Record<string, unknown> = { ...proof };
	const { proof: _, ...unsigned }: Record<string, unknown> = { ...document };
	if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-rdfc-2022')
		return 'unsupported';
	if (options.proofPurpose !== 'assertionMethod') return 'altered';
	const context = unsigned['@context'];
	if ('@context' in options && !startsWith(context, options['@context'])) return 'altered';
	const signature = typeof proofValue === 'string' ? decodeMultibase(proofValue) : undefined;
	if (signature?.length !== 64) return 'altered';
	try {
		const signedContext = options['@context'] ?? context;
		const data = await hashData(
			{ ...unsigned, '@context': signedContext },
			{ ...options, '@context': signedContext },
			loader,
		);
		return verify(null, data, publicKey, signature) ? 'valid' : 'altered';
	} catch (error) {
		// The document comes from outside: jsonld refuses what safe mode cannot sign, which is a finding.
		return causedByUnknownContext(error) ? 'unsupported' : 'altered';
	}
}

function startsWith(whole: unknown, start: unknown): boolean {
	const all = [whole].flat();
	return [start].flat().every((item, index) => JSON.stringify(item) === JSON.stringify(all[index]));
}

/** jsonld wraps what its loader throws in `details.cause`. */
function causedByUnknownContext(error: unknown): boolean {
	if (error instanceof UnknownContext) return true;
	if (!(error instanceof Error) || !('details' in error)) return false;
	const details = error.details;
	return (
		typeof details === 'object' &&
		details !== null &&
		'cause' in details &&
		causedByUnknownContext(details.cause)
	);
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
