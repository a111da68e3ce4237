import type { DocumentLoader } from 'jsonld';
import { loadContext, UnknownContext } from './contexts.js';
import { sha256 } from './digest.js';
import { decodeMultibase } from './multibase.js';

/** Whether a signature of 64 bytes over `data` is by the key that the caller has in mind. */
export type SignatureCheck = (data: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

const RDFC = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true } as const;

/** The JSON-LD processor, read with the first document: a start of the site is quicker without it. */
export async function loadProcessor() {
	return (await import('jsonld')).default;
}

/**
 * N-Quads of a document in the canonical order of RDFC-1.0, in JSON-LD safe mode: a term that no context
 * defines is an error, for it would be left out of the signature. Throws UnknownContext or a jsonld error.
 */
export async function canonicalise(document: object, documentLoader = loadContext): Promise<string> {
	const jsonld = await loadProcessor();
	return jsonld.canonize(document, { ...RDFC, documentLoader });
}

/** The same of a document in expanded form, which needs no context any more. */
export async function canonicaliseExpanded(expanded: object): Promise<string> {
	const jsonld = await loadProcessor();
	return jsonld.canonize(expanded, { ...RDFC, documentLoader: loadContext, skipExpansion: true });
}

/** The 64 bytes that eddsa-rdfc-2022 signs: sha256 of the proof options, then sha256 of the canonical document. */
export async function hashData(
	canonical: string,
	proofConfig: object,
	loader?: DocumentLoader,
): Promise<Uint8Array> {
	const both = new Uint8Array(64);
	both.set(await proofHash(proofConfig, loader));
	both.set(await sha256(canonical), 32);
	return both;
}

/** Awards that are signed within one second have the same options, and canonicalising is what signing costs. */
const proofHashes = new Map<string, Uint8Array>();
const REMEMBERED = 100;
/** Ours have 300 characters; what strangers hand in may have millions. */
const MAX_REMEMBERED_LENGTH = 1_000;

async function proofHash(proofConfig: object, loader: DocumentLoader | undefined): Promise<Uint8Array> {
	const text = JSON.stringify(proofConfig);
	const known = loader ? undefined : proofHashes.get(text);
	if (known) return known;
	const hash = await sha256(await canonicalise(proofConfig, loader));
	if (loader || text.length > MAX_REMEMBERED_LENGTH) return hash;
	const [oldest] = proofHashes.keys();
	if (proofHashes.size >= REMEMBERED && oldest !== undefined) proofHashes.delete(oldest);
	proofHashes.set(text, hash);
	return hash;
}

/**
 * Checks one proof of a document against the public key that its `verificationMethod` names; whether that key
 * is the issuer's is for the caller to find out.
 * 'altered': the document, proof or key do not belong together. 'unsupported': another kind of proof, or a
 * context we do not know, so that nothing can be said.
 */
export async function checkProof(
	document: object,
	proof: object,
	isSigned: SignatureCheck,
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
			await canonicalise({ ...unsigned, '@context': signedContext }, loader),
			{ ...options, '@context': signedContext },
			loader,
		);
		return (await isSigned(data, signature)) ? 'valid' : 'altered';
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
